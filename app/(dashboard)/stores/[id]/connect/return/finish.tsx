"use client";

import { LoaderCircle } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { startTransition, useActionState, useEffect, useRef } from "react";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { Findings } from "@/components/findings";
import { attempted, type NoAnswer } from "@/components/ui/answered";
import { Button, buttonClass } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Answer } from "../actions";
import type { Refusal } from "../tell-refusal";

type Props = { act: () => Promise<Answer>; startOver: string; t: Sentences["sync"]["wizard"] };

/** Asks the shop at once, without another click; goes to the job, or says what to mend and lets it be tried again. */
export function Finish({ act, startOver, t }: Props) {
  const router = useRouter();
  const isBegun = useRef(false);
  const [refusal, submit, isPending] = useActionState<Refusal | NoAnswer | null>(async () => {
    const answer = await attempted(act());
    if (!answer.ok) return answer;
    // Back must not lead here: the state is used.
    router.replace(answer.goTo);
    return null;
  }, null);
  useEffect(() => {
    if (isBegun.current) return;
    isBegun.current = true;
    startTransition(submit);
  }, [submit]);

  if (isPending || refusal === null)
    return (
      <p role="status" className="flex items-center gap-2">
        <LoaderCircle aria-hidden className="size-4 shrink-0 motion-safe:animate-spin" />
        {t.return.checking}
      </p>
    );
  const { problem, findings } = refusal;
  const canTryAgain = findings !== undefined || "isNoAnswer" in refusal;
  return (
    <div className="grid justify-items-start gap-4">
      <Notice kind="bad" live>
        <div className="grid gap-2">
          {findings && <p className="font-medium">{t.return.failed}</p>}
          {problem && <p>{problem}</p>}
          {findings && <Findings findings={findings} label={t.cure} />}
          {findings && <p className="text-sm">{t.return.kept}</p>}
        </div>
      </Notice>
      <div className="flex flex-wrap gap-2">
        {canTryAgain && (
          <Button variant="primary" onClick={() => startTransition(submit)}>
            {t.return.again}
          </Button>
        )}
        <Link href={startOver} prefetch={false} className={buttonClass(canTryAgain ? "plain" : "primary")}>
          {t.return.over}
        </Link>
      </div>
    </div>
  );
}
