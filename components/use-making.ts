"use client";

import { useActionState } from "react";

/**
 * A form whose action makes something. React empties a form after its action: when it was refused, `typed` gives back what
 * had been typed.
 */
export function useMaking<Made, Problem extends object>(
  make: (form: FormData) => Promise<{ ok: true; value: Made } | ({ ok: false } & Problem)>,
  onMade: (made: Made) => void,
) {
  const [refused, submit, isPending] = useActionState<(Problem & { typedIn: FormData }) | null, FormData>(async (_, form) => {
    const made = await make(form);
    if (!made.ok) return { ...made, typedIn: form };
    onMade(made.value);
    return null;
  }, null);
  return { refused, typed: (name: string) => refused?.typedIn.get(name)?.toString(), submit, isPending };
}
