"use client";

import { CircleCheck } from "lucide-react";
import { useSyncExternalStore } from "react";

/** A sentence outlives the button that caused it (a revoked token's row is gone): it is kept here, for a while. */
const SHOWN_MS = 6_000;
let current: string | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function show(sentence: string | null) {
  current = sentence;
  for (const listener of listeners) listener();
}

export function say(sentence: string): void {
  clearTimeout(timer);
  show(sentence);
  timer = setTimeout(() => show(null), SHOWN_MS);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Once per page, always there: a live region that comes with its text is not read aloud. */
export function Toast() {
  const sentence = useSyncExternalStore(
    subscribe,
    () => current,
    () => null,
  );
  return (
    <div role="status" className="pointer-events-none fixed inset-x-4 bottom-4 z-50 flex justify-center">
      {sentence !== null && (
        <p className="flex animate-appear items-start gap-2 rounded bg-ink px-4 py-2 text-canvas shadow-float">
          <CircleCheck aria-hidden className="mt-1 size-4 shrink-0" />
          {sentence}
        </p>
      )}
    </div>
  );
}
