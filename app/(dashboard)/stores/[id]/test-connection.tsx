"use client";

import { Stethoscope } from "lucide-react";
import { useState, useTransition, type ReactNode } from "react";
import type { Attempt } from "@/app/_actions/attempt";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { Findings, type ShownFinding } from "@/components/findings";
import { attempted } from "@/components/ui/answered";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { testConnectionAction } from "./connection-actions";

type Props = { storeId: string; t: Sentences["sync"]["actions"]; /** The buttons beside it. */ before: ReactNode; after: ReactNode };

/** Asks the shop now and says what was found: first what to mend. */
export function TestConnection({ storeId, t, before, after }: Props) {
  const [tested, setTested] = useState<Attempt<{ isWorking: boolean; findings: ShownFinding[] }> | null>(null);
  const [isPending, startTransition] = useTransition();
  const test = () => startTransition(async () => setTested(await attempted(testConnectionAction(storeId))));
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        {before}
        <Button onClick={test} disabled={isPending}>
          <Stethoscope aria-hidden />
          {isPending ? t.testing : t.test}
        </Button>
        {after}
      </div>
      {tested && !tested.ok && (
        <Notice kind="bad" live>
          {tested.problem}
        </Notice>
      )}
      {tested?.ok && (
        <div className="grid gap-3">
          <Notice kind={tested.value.isWorking ? "good" : "bad"} live>
            {tested.value.isWorking ? t.testWell : t.testBad}
          </Notice>
          <Findings findings={tested.value.findings} label={t.findings} />
        </div>
      )}
    </>
  );
}
