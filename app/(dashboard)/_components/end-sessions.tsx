"use client";

import { LogOut } from "lucide-react";
import { useRef, useState, useTransition } from "react";
import { endSessionsAction } from "../profile/actions";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { answered } from "@/components/ui/answered";
import { Button, buttonClass } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { say } from "@/components/ui/toast";
import { leave } from "./leave";

type Props = { isQuiet?: boolean; t: Sentences["profile"]["everywhere"]; common: Pick<Sentences["common"], "cancel" | "close" | "noAnswer"> };

/** As the button above it at the foot of the navigation. */
const quiet = "flex min-h-9 items-center gap-2 rounded px-2 text-sm font-medium text-ink-soft hover:bg-sunken hover:text-ink";

/** Ends every session of this person, then takes this browser's cookie away as well. */
export function EndSessions({ isQuiet = false, t, common }: Props) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [isPending, startTransition] = useTransition();
  const end = () =>
    startTransition(async () => {
      const done = await answered(endSessionsAction().then(() => true));
      if (done) return leave(common.noAnswer);
      setOpen(false);
      say(common.noAnswer);
    });
  return (
    <>
      <button
        ref={trigger}
        type="button"
        className={isQuiet ? quiet : buttonClass("danger", "justify-self-start")}
        onClick={() => setOpen(true)}
      >
        <LogOut aria-hidden className="size-4 mirror" />
        {t.open}
      </button>
      <Dialog isOpen={isOpen} onOpenChange={setOpen} returnFocusTo={trigger} title={t.question} lead={t.follows} closeLabel={common.close}>
        <div className="flex justify-end gap-2">
          <Button onClick={() => setOpen(false)}>{common.cancel}</Button>
          <Button variant="danger" onClick={end} disabled={isPending}>
            {isPending ? t.busy : t.submit}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
