"use client";

import { Power, Trash2 } from "lucide-react";
import { useRef, useState, useTransition } from "react";
import type { Language } from "@/lib/i18n/language";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { useSelection } from "@/components/data-table/selection";
import { attempted } from "@/components/ui/answered";
import { Button } from "@/components/ui/button";
import { Part } from "@/components/ui/part";
import { say, tell, warn } from "@/components/ui/toast";
import { switchOffAction, undoSwitchOffAction, type Ticked } from "../actions";

const loadRevoke = () => import("./revoke-many").then((file) => file.RevokeMany);

type Props = { language: Language; t: Sentences["table"]; common: Sentences["common"] };

/** Off can be taken back, so it is done at once; revoking cannot, so it is asked first. */
export function TokenBulk({ language, t, common }: Props) {
  const { rows, clear } = useSelection();
  const trigger = useRef<HTMLButtonElement>(null);
  const [asked, setAsked] = useState<readonly Ticked[] | null>(null);
  const [isPending, startTransition] = useTransition();
  const stopAsking = () => setAsked(null);
  const turnOn = async (switched: Parameters<typeof undoSwitchOffAction>[0]) => {
    const done = await attempted(undoSwitchOffAction(switched));
    tell(done.ok ? { ok: true, value: done.value.sentence } : done);
  };
  const turnOff = () =>
    startTransition(async () => {
      const done = await attempted(switchOffAction(rows));
      if (!done.ok) return warn(done.problem);
      const labels = new Map(rows.map(({ id, label }) => [id, label]));
      const changed = done.value.changed.map((one) => ({ ...one, label: labels.get(one.id) ?? "" }));
      say(done.value.sentence, changed.length > 0 ? { label: t.undo, act: () => void turnOn(changed) } : null);
      clear();
    });
  return (
    <>
      <Button onClick={turnOff} disabled={isPending}>
        <Power aria-hidden />
        {isPending ? t.tokens.busy : t.tokens.off}
      </Button>
      <Button ref={trigger} variant="danger" onClick={() => setAsked(rows)}>
        <Trash2 aria-hidden />
        {t.tokens.revoke}
      </Button>
      {asked && (
        <Part
          load={loadRevoke}
          props={{ ticked: asked, onClose: stopAsking, onDone: clear, returnFocusTo: trigger, language, t: t.tokens, common }}
          onMissing={stopAsking}
        />
      )}
    </>
  );
}
