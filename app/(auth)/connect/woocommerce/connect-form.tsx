"use client";

import { useState, useTransition, type FormEvent } from "react";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { attempted } from "@/components/ui/answered";
import { Button } from "@/components/ui/button";
import { Field, Input, Select } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { cancelAction, connectAction, type ConnectProblem } from "./actions";

type Props = {
  query: Record<string, string>;
  name: string;
  stores: readonly { id: string; label: string }[];
  /** Said when not all could be listed. */
  tooMany: string | null;
  t: Sentences["connect"];
};

/** A new shop or one that is here; then yes or no. Both answers leave this site, so the page waits for them. */
export function ConnectForm({ query, name, stores, tooMany, t }: Props) {
  const [isNew, setNew] = useState(true);
  const [problem, setProblem] = useState<ConnectProblem>({});
  const [isPending, startTransition] = useTransition();
  const answer = (act: () => Promise<ConnectProblem>) =>
    startTransition(async () => {
      setProblem((await attempted(act())) ?? {});
    });
  const connect = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    answer(() => connectAction(query, form));
  };
  const option = (value: boolean, label: string) => (
    <label className="flex min-h-9 cursor-pointer items-center gap-2.5">
      <input type="radio" name="kind" checked={isNew === value} onChange={() => setNew(value)} className="size-4 accent-accent" />
      {label}
    </label>
  );
  return (
    <form onSubmit={connect} className="grid gap-4">
      {problem.problem && (
        <Notice kind="bad" live>
          {problem.problem}
        </Notice>
      )}
      {stores.length > 0 && (
        <fieldset className="grid">
          <legend className="font-medium">{t.choice}</legend>
          {option(true, t.newStore)}
          {option(false, t.existing)}
        </fieldset>
      )}
      {isNew || stores.length === 0 ? (
        <Field id="name" label={t.newName} problem={problem.name}>
          {(control) => <Input {...control} name="name" required maxLength={100} defaultValue={name} />}
        </Field>
      ) : (
        <Field id="store" label={t.choose} hint={tooMany ?? undefined}>
          {(control) => (
            <Select {...control} name="store">
              {stores.map((store) => (
                <option key={store.id} value={store.id}>
                  {store.label}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <p className="text-sm text-ink-soft">{t.after}</p>
      <div className="grid grid-cols-2 gap-2">
        <Button type="submit" variant="primary" disabled={isPending} className="min-h-10">
          {isPending ? t.busy : t.submit}
        </Button>
        <Button onClick={() => answer(() => cancelAction(query))} disabled={isPending} className="min-h-10">
          {t.cancel}
        </Button>
      </div>
    </form>
  );
}
