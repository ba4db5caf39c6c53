"use client";

import { clsx } from "clsx";
import { CircleCheck, TriangleAlert } from "lucide-react";
import { useEffect, useId, useSyncExternalStore } from "react";

/** What takes it back, where that can really be done. */
type Undo = { label: string; act: () => void };
type Said = { /** The same sentence said again is heard again. */ number: number; sentence: string; isBad: boolean; undo: Undo | null };

/** A sentence outlives the button that caused it (a revoked token's row is gone): it is kept here, for a while. */
const SHOWN_MS = 6_000;
/** Somebody must read it, decide, and get there by keyboard; who is there already has all the time. */
const SHOWN_WITH_UNDO_MS = 20_000;
let current: Said | null = null;
let saidSoFar = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();
/** The page and the dialogs that stand on it: under a dialog everything is out of reach, so the topmost tells. */
const places: string[] = [];

function tellListeners() {
  for (const listener of listeners) listener();
}

function show(said: Said | null) {
  current = said;
  tellListeners();
}

const hold = () => clearTimeout(timer);
function goOn() {
  hold();
  if (current !== null) timer = setTimeout(() => show(null), current.undo === null ? SHOWN_MS : SHOWN_WITH_UNDO_MS);
}

function begin(sentence: string, isBad: boolean, undo: Undo | null) {
  saidSoFar += 1;
  show({ number: saidSoFar, sentence, isBad, undo });
  goOn();
}

/** What was done. */
export const say = (sentence: string, undo: Undo | null = null): void => begin(sentence, false, undo);

/** What could not be done. */
export const warn = (sentence: string): void => begin(sentence, true, null);

/** How an act went that answers with the sentence to say. */
export function tell(answer: { ok: true; value: string } | { ok: false; problem: string }): void {
  if (answer.ok) say(answer.value);
  else warn(answer.problem);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** In the browser's top layer: above the dialog it stands in, whatever that cuts off. Older browsers have none. */
function raise(element: HTMLElement | null) {
  if (element && "showPopover" in element && !element.matches(":popover-open")) element.showPopover();
}

/** A field takes back what was typed in it, by the same keys. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]") !== null;

/** By the key's place: on a Persian keyboard it writes another letter. */
const isUndo = ({ code, ctrlKey, metaKey, shiftKey, altKey, target }: KeyboardEvent): boolean =>
  code === "KeyZ" && (ctrlKey || metaKey) && !shiftKey && !altKey && !isTyping(target);

function takeBack(undo: Undo) {
  show(null);
  undo.act();
}

function Sentence({ said }: { said: Said }) {
  // It may have come here from a dialog that was closed, and whoever held it there is gone.
  useEffect(goOn, []);
  const { undo } = said;
  // A long list stands between the keyboard and the button; the time is short.
  useEffect(() => {
    if (!undo) return;
    const takeBackByKeys = (event: KeyboardEvent) => {
      if (!isUndo(event)) return;
      event.preventDefault();
      takeBack(undo);
    };
    document.addEventListener("keydown", takeBackByKeys);
    return () => document.removeEventListener("keydown", takeBackByKeys);
  }, [undo]);
  const Icon = said.isBad ? TriangleAlert : CircleCheck;
  return (
    <div
      popover="manual"
      ref={raise}
      onPointerEnter={hold}
      onPointerLeave={goOn}
      onFocus={hold}
      onBlur={goOn}
      // Where there is nothing to press, what lies under it can be.
      className={clsx(
        "fixed inset-x-4 top-auto bottom-4 z-50 mx-auto flex w-fit animate-appear items-start gap-2 rounded bg-ink px-4 py-2 text-canvas shadow-float",
        undo === null && "pointer-events-none",
      )}
    >
      <Icon aria-hidden className="mt-1 size-4 shrink-0" />
      <p>{said.sentence}</p>
      {undo && (
        <button
          type="button"
          onClick={() => takeBack(undo)}
          aria-keyshortcuts="Control+Z Meta+Z"
          className="ms-2 font-semibold whitespace-nowrap underline underline-offset-4"
        >
          {undo.label}
        </button>
      )}
    </div>
  );
}

/** Once per page and dialog, always there: a live region that comes with its text is not read aloud. */
export function Toast() {
  const place = useId();
  const said = useSyncExternalStore(
    subscribe,
    () => (places.at(-1) === place ? current : null),
    () => null,
  );
  useEffect(() => {
    places.push(place);
    tellListeners();
    return () => {
      places.splice(places.indexOf(place), 1);
      tellListeners();
    };
  }, [place]);
  return (
    <>
      <div role="status" className="fixed">
        {said?.isBad === false && <Sentence key={said.number} said={said} />}
      </div>
      <div role="alert" className="fixed">
        {said?.isBad && <Sentence key={said.number} said={said} />}
      </div>
    </>
  );
}
