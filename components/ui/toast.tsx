"use client";

import { CircleCheck } from "lucide-react";
import { useSyncExternalStore } from "react";

/** What takes it back, where that can really be done. */
type Undo = { label: string; act: () => void };
type Said = { sentence: string; undo: Undo | null };

/** A sentence outlives the button that caused it (a revoked token's row is gone): it is kept here, for a while. */
const SHOWN_MS = 6_000;
/** Somebody must read it, decide, and get there by keyboard. */
const SHOWN_WITH_UNDO_MS = 15_000;
let current: Said | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function show(said: Said | null) {
  current = said;
  for (const listener of listeners) listener();
}

export function say(sentence: string, undo: Undo | null = null): void {
  clearTimeout(timer);
  show({ sentence, undo });
  timer = setTimeout(() => show(null), undo === null ? SHOWN_MS : SHOWN_WITH_UNDO_MS);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Once per page, always there: a live region that comes with its text is not read aloud. */
export function Toast() {
  const said = useSyncExternalStore(
    subscribe,
    () => current,
    () => null,
  );
  return (
    <div role="status" className="pointer-events-none fixed inset-x-4 bottom-4 z-50 flex justify-center">
      {said !== null && (
        <p className="flex animate-appear items-start gap-2 rounded bg-ink px-4 py-2 text-canvas shadow-float">
          <CircleCheck aria-hidden className="mt-1 size-4 shrink-0" />
          {said.sentence}
          {said.undo && (
            <button
              type="button"
              onClick={() => {
                const { act } = said.undo ?? {};
                show(null);
                act?.();
              }}
              className="pointer-events-auto ms-2 font-semibold whitespace-nowrap underline underline-offset-4"
            >
              {said.undo.label}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
