"use client";

import { useState, useTransition } from "react";
import type { Attempt } from "@/app/_actions/attempt";
import type { SavedView } from "@/lib/access/saved-views/list-views";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { attempted } from "@/components/ui/answered";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Opened } from "@/components/ui/dialog-button";
import { Field, Input } from "@/components/ui/field";

type Props = Opened & {
  title: string;
  lead: string | null;
  name: string;
  act: (name: string) => Promise<Attempt<SavedView>>;
  t: Sentences["table"]["views"];
  common: Sentences["common"];
};

/** Asks for a view's name. */
export function ViewDialog({ title, lead, name, act, onClose, returnFocusTo, t, common }: Props) {
  const [problem, setProblem] = useState<string>();
  const [isPending, startTransition] = useTransition();
  const submit = (form: FormData) =>
    startTransition(async () => {
      const done = await attempted(act(String(form.get("name") ?? "")));
      if (done.ok) onClose();
      else setProblem(done.problem);
    });
  return (
    <Dialog isOpen onOpenChange={onClose} returnFocusTo={returnFocusTo} title={title} lead={lead} closeLabel={common.close}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit(new FormData(event.currentTarget));
        }}
      >
        <Field id="view-name" label={t.name} problem={problem}>
          {(control) => <Input {...control} name="name" defaultValue={name} autoComplete="off" />}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button type="submit" variant="primary" disabled={isPending}>
            {isPending ? t.busy : t.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
