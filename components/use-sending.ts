"use client";

import { useActionState } from "react";
import { attempted, type NoAnswer } from "./ui/answered";

type Refused<Answer> = Exclude<Answer, { ok: true }> | NoAnswer;

/**
 * A form that is sent. React empties a form after its action: when it was refused, or nobody answered, `typed` gives back
 * what had been typed.
 */
export function useSending<Answer extends { ok: boolean }>(
  send: (form: FormData) => Promise<Answer>,
  onDone: (answer: Extract<Answer, { ok: true }>, form: FormData) => unknown,
) {
  const [state, submit, isPending] = useActionState<{ refused: Refused<Answer>; typedIn: FormData } | null, FormData>(async (_, form) => {
    const answer = await attempted(send(form));
    if (!answer.ok) return { refused: answer as Refused<Answer>, typedIn: form };
    await onDone(answer as Extract<Answer, { ok: true }>, form);
    return null;
  }, null);
  return { refused: state?.refused ?? null, typed: (name: string) => state?.typedIn.get(name)?.toString(), submit, isPending };
}
