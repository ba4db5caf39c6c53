"use client";

import { UserPlus } from "lucide-react";
import { useActionState, useId, useState } from "react";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input, Select } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { inviteAction, type InviteProblem, type ShownLink } from "../actions";
import { LinkOnce } from "./link-once";

type Props = { t: Sentences["team"]; roles: Sentences["shell"]["role"]; common: Sentences["common"] };

function InviteForm({ onMade, onCancel, t, roles, common }: Props & { onMade: (link: ShownLink) => void; onCancel: () => void }) {
  const id = useId();
  const [state, submit, isPending] = useActionState<(InviteProblem & { typed: FormData }) | null, FormData>(async (_, form) => {
    const made = await inviteAction(form);
    if (!made.ok) return { ...made, typed: form };
    onMade(made.value);
    return null;
  }, null);
  // React empties a form after its action: what was typed is put back when it was refused.
  const typed = (name: string) => state?.typed.get(name)?.toString();
  return (
    <form action={submit} noValidate className="grid gap-4">
      {state?.problem && (
        <Notice kind="bad" live>
          {state.problem}
        </Notice>
      )}
      <Field id={`${id}email`} label={t.invite.email} problem={state?.fields?.email}>
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            dir="ltr"
            required
            maxLength={254}
            autoComplete="off"
            defaultValue={typed("email")}
          />
        )}
      </Field>
      <Field id={`${id}name`} label={t.invite.name}>
        {(control) => <Input {...control} name="name" dir="auto" maxLength={100} autoComplete="off" defaultValue={typed("name")} />}
      </Field>
      <Field id={`${id}role`} label={t.invite.role} hint={t.invite.roleHint}>
        {(control) => (
          <Select {...control} name="role" defaultValue={typed("role") ?? "OWNER"}>
            <option value="OWNER">{roles.OWNER}</option>
            <option value="ADMIN">{roles.ADMIN}</option>
          </Select>
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{common.cancel}</Button>
        <Button type="submit" variant="primary" disabled={isPending}>
          {isPending ? t.invite.busy : t.invite.submit}
        </Button>
      </div>
    </form>
  );
}

/** A form, then the link, once: closing forgets it for good. */
export function Invite(props: Props) {
  const { t, common } = props;
  const [isOpen, setOpen] = useState(false);
  const [made, setMade] = useState<ShownLink | null>(null);
  const close = (open: boolean) => {
    setOpen(open);
    setMade(null);
  };
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <UserPlus aria-hidden />
        {t.invite.open}
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={close}
        isSticky={made !== null}
        title={made ? fill(t.link.title, { email: made.email }) : t.invite.title}
        lead={made ? undefined : t.invite.lead}
        closeLabel={common.close}
      >
        {made ? (
          <LinkOnce link={made} onDone={() => close(false)} t={t.link} common={common} />
        ) : (
          <InviteForm {...props} onMade={setMade} onCancel={() => close(false)} />
        )}
      </Dialog>
    </>
  );
}
