"use client";

import { Plus } from "lucide-react";
import { useActionState, useId, useState } from "react";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { attempted, type NoAnswer } from "@/components/ui/answered";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { keeping } from "@/components/use-sending";
import { createStoreAction, type NewStoreProblem } from "../actions";

type Props = { t: Sentences["stores"]["create"]; common: Sentences["common"] };

/** A name, and where the shop is if one knows; what comes after is chosen on the store's page. */
export function NewStore({ isOpenAtFirst = false, t, common }: Props & { isOpenAtFirst?: boolean }) {
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        {t.open}
      </Button>
      <Dialog isOpen={isOpen} onOpenChange={setOpen} title={t.title} lead={t.lead} closeLabel={common.close}>
        <NewStoreForm t={t} common={common} onCancel={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function NewStoreForm({ t, common, onCancel }: Props & { onCancel: () => void }) {
  const id = useId();
  const [state, submit, isPending] = useActionState<NewStoreProblem | NoAnswer | null, FormData>(
    (_, form) => attempted(createStoreAction(form)),
    null,
  );
  return (
    <form {...keeping(submit)} noValidate className="grid gap-4">
      {state && "problem" in state && (
        <Notice kind="bad" live>
          {state.problem}
        </Notice>
      )}
      <Field id={`${id}name`} label={t.name} hint={t.nameHint} problem={state?.fields?.name}>
        {(control) => <Input {...control} name="name" dir="auto" required maxLength={100} autoComplete="off" />}
      </Field>
      <Field id={`${id}shop`} label={t.shop} hint={t.shopHint} problem={state?.fields?.shop}>
        {(control) => <Input {...control} name="shop" dir="ltr" inputMode="url" maxLength={500} autoComplete="off" />}
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{common.cancel}</Button>
        <Button type="submit" variant="primary" disabled={isPending}>
          {isPending ? t.busy : t.submit}
        </Button>
      </div>
    </form>
  );
}
