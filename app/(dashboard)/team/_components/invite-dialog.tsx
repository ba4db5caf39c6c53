"use client";

import { useId } from "react";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { DialogForm } from "@/components/dialog-form";
import { MakeAndShow } from "@/components/make-and-show";
import type { Opened } from "@/components/ui/dialog-button";
import { Field, Input, Select } from "@/components/ui/field";
import { useSending } from "@/components/use-sending";
import { inviteAction, type ShownLink } from "../actions";
import { LinkOnce } from "./link-once";

export type InviteProps = { t: Sentences["team"]; roles: Sentences["shell"]["role"]; common: Sentences["common"] };

function InviteForm({ onMade, onCancel, t, roles, common }: InviteProps & { onMade: (link: ShownLink) => void; onCancel: () => void }) {
  const id = useId();
  const sending = useSending(inviteAction, ({ value }) => onMade(value));
  const fields = sending.refused?.fields;
  return (
    <DialogForm sending={sending} words={t.invite} cancel={common.cancel} onCancel={onCancel}>
      <Field id={`${id}email`} label={t.invite.email} problem={fields?.email}>
        {(control) => <Input {...control} name="email" type="email" dir="ltr" required maxLength={254} autoComplete="off" />}
      </Field>
      <Field id={`${id}name`} label={t.invite.name}>
        {(control) => <Input {...control} name="name" dir="auto" maxLength={100} autoComplete="off" />}
      </Field>
      <Field id={`${id}role`} label={t.invite.role} hint={t.invite.roleHint}>
        {(control) => (
          <Select {...control} name="role" defaultValue={"OWNER"}>
            <option value="OWNER">{roles.OWNER}</option>
            <option value="ADMIN">{roles.ADMIN}</option>
          </Select>
        )}
      </Field>
    </DialogForm>
  );
}

export function InviteDialog({ t, roles, common, ...opened }: InviteProps & Opened) {
  const { onClose } = opened;
  return (
    <MakeAndShow<ShownLink>
      {...opened}
      title={t.invite.title}
      lead={t.invite.lead}
      titleOf={({ email }) => fill(t.link.title, { email })}
      form={(onMade) => <InviteForm onMade={onMade} onCancel={onClose} t={t} roles={roles} common={common} />}
      shown={(link) => <LinkOnce link={link} onDone={onClose} t={t.link} common={common} />}
      closeLabel={common.close}
    />
  );
}
