"use client";

import { useRouter } from "next/navigation";
import { useActionState, useId } from "react";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { Findings } from "@/components/findings";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { connectAction, type ConnectField, type ConnectProblem } from "./actions";

type Props = { storeId: string; address: string; t: Sentences["sync"]["wizard"] };

/** Asks the shop with what was typed; goes to the job that fetches it, or says what to mend. */
export function ConnectForm({ storeId, address, t }: Props) {
  const id = useId();
  const router = useRouter();
  const [state, submit, isPending] = useActionState<(ConnectProblem & { typed: FormData }) | null, FormData>(async (_, form) => {
    const connected = await connectAction(storeId, form);
    if (!connected.ok) return { ...connected, typed: form };
    router.push(connected.jobId ? `/jobs/${connected.jobId}` : `/stores/${storeId}`);
    return null;
  }, null);
  // React empties a form after its action: what was typed is put back when it was refused.
  const control = (name: ConnectField, otherwise = "") => ({
    name,
    defaultValue: state?.typed.get(name)?.toString() ?? otherwise,
    dir: "ltr",
    required: true,
    autoComplete: "off",
    spellCheck: false,
    autoCapitalize: "none",
  });
  return (
    <form action={submit} noValidate className="grid gap-4">
      {(state?.findings || state?.problem) && (
        <Notice kind="bad" live>
          <div className="grid gap-2">
            <p className="font-medium">{t.failed}</p>
            {state.problem && <p>{state.problem}</p>}
            {state.findings && <Findings findings={state.findings} label={t.cure} />}
          </div>
        </Notice>
      )}
      <Field id={`${id}address`} label={t.address} hint={t.addressHint} problem={state?.fields?.address}>
        {(field) => <Input {...field} {...control("address", address)} type="url" inputMode="url" />}
      </Field>
      <Field id={`${id}key`} label={t.key} hint={t.keyHint} problem={state?.fields?.key}>
        {(field) => <Input {...field} {...control("key")} className="font-mono" />}
      </Field>
      <Field id={`${id}secret`} label={t.secret} hint={t.secretHint} problem={state?.fields?.secret}>
        {(field) => <Input {...field} {...control("secret")} type="password" autoComplete="new-password" className="font-mono" />}
      </Field>
      <Button type="submit" variant="primary" className="justify-self-start" disabled={isPending}>
        {isPending ? t.busy : t.submit}
      </Button>
    </form>
  );
}
