"use client";

import { startTransition, useActionState, type SubmitEvent as ReactSubmitEvent } from "react";
import { attempted, type NoAnswer } from "./ui/answered";

type Refused<Answer> = Exclude<Answer, { ok: true }> | NoAnswer;

/**
 * What makes a form send and keep what was typed: React empties a form after its action, and a select falls back to what
 * it was first. Before React is there, the action holds back what is sent until it is.
 */
export const keeping = (submit: (form: FormData) => void) => ({
  action: submit,
  onSubmit: (event: ReactSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    startTransition(() => submit(form));
  },
});

/** A form that is sent, and what it was refused with by the hub or because nobody answered. */
export function useSending<Answer extends { ok: boolean }>(
  send: (form: FormData) => Promise<Answer>,
  onDone: (answer: Extract<Answer, { ok: true }>, form: FormData) => unknown,
) {
  const [refused, submit, isPending] = useActionState<Refused<Answer> | null, FormData>(async (_, form) => {
    const answer = await attempted(send(form));
    if (!answer.ok) return answer as Refused<Answer>;
    await onDone(answer as Extract<Answer, { ok: true }>, form);
    return null;
  }, null);
  return { refused, form: keeping(submit), isPending };
}
