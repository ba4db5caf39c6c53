"use client";

import { LogOut } from "lucide-react";
import type { Attempt } from "@/app/_actions/attempt";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { AskFirst } from "@/components/ask-first";
import { attempted } from "@/components/ui/answered";
import { buttonClass } from "@/components/ui/button";
import { endSessionsAction } from "../profile/actions";
import { leave } from "./leave";

type Props = {
  isQuiet?: boolean;
  t: Sentences["profile"]["everywhere"];
  common: Pick<Sentences["common"], "cancel" | "close" | "noAnswer">;
};

/** As the button above it at the foot of the navigation. */
const quiet = "flex min-h-9 items-center gap-2 rounded px-2 text-sm font-medium text-ink-soft hover:bg-sunken hover:text-ink";

/** Ends every session of this person, then takes this browser's cookie away as well. */
export function EndSessions({ isQuiet = false, t, common }: Props) {
  const end = async (): Promise<Attempt<null>> => {
    const ended = await attempted(endSessionsAction().then(() => ({ ok: true as const })));
    if (!ended.ok) return ended;
    await leave(common.noAnswer);
    return { ok: true, value: null };
  };
  return (
    <AskFirst
      act={end}
      t={{ open: t.open, title: t.question, lead: t.follows, submit: t.submit, busy: t.busy, keep: common.cancel, close: common.close }}
      icon={<LogOut aria-hidden className="size-4 mirror" />}
      className={isQuiet ? quiet : buttonClass("danger", "justify-self-start")}
    />
  );
}
