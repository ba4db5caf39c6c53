"use client";

import { startTransition, type ReactNode } from "react";
import { prefer } from "./prefer";

/** A plain form: it works before and without JavaScript. With it, the page also stands when nobody answers. */
export function PreferenceForm({ change, children }: { change: (form: FormData) => Promise<void>; children: ReactNode }) {
  return (
    <form
      action={change}
      onSubmit={(event) => {
        event.preventDefault();
        const pressed = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent.submitter : null;
        const form = new FormData(event.currentTarget, pressed);
        startTransition(() => prefer(change, form));
      }}
    >
      {children}
    </form>
  );
}
