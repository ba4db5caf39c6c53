"use client";

import { KeyRound } from "lucide-react";
import { useState, useTransition } from "react";
import type { Attempt } from "@/app/_actions/attempt";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { ShownOnce } from "@/components/shown-once";
import { attempted } from "@/components/ui/answered";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { makeTokenAction } from "./actions";

type Props = {
  storeId: string;
  t: Sentences["setup"]["key"];
  common: { copy: string; copied: string; copyFailed: string };
  /** The store has a token from this moment, but whoever made it has not copied it yet. */ onHold: (isHeld: boolean) => void;
};

/** A token to copy, in the only moment it is shown. */
export function MakeToken({ storeId, t, common, onHold }: Props) {
  const [made, setMade] = useState<Attempt<string> | null>(null);
  const [isPending, startTransition] = useTransition();
  if (made?.ok)
    return (
      <ShownOnce
        words={{ notice: t.notice, label: t.label, hint: t.hint, done: t.shownDone }}
        text={made.value}
        onDone={() => {
          setMade(null);
          onHold(false);
        }}
        common={common}
      />
    );
  const make = () => {
    // From now: the page may see the token before its secret is here, and would close the step it is to be shown in.
    onHold(true);
    startTransition(async () => {
      const answer = await attempted(makeTokenAction(storeId));
      setMade(answer);
      onHold(answer.ok);
    });
  };
  return (
    <div className="grid justify-items-start gap-2">
      {made && (
        <Notice kind="bad" live>
          {made.problem}
        </Notice>
      )}
      <Button disabled={isPending} onClick={make}>
        <KeyRound aria-hidden />
        {isPending ? t.making : t.make}
      </Button>
    </div>
  );
}
