/** Parts of the page that stay, unlike what opens over it: a dialog, a menu, a toast. */
const STANDING = "main, aside, header";

/** What the keyboard was on last, and all that stood around it, nearest first. */
let around: readonly HTMLElement[] = [];

const isSeen = (element: Element): boolean => element.isConnected && element.getClientRects().length > 0;
const isLost = (): boolean => {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || !isSeen(activeElement);
};

function remember({ target }: FocusEvent) {
  if (!(target instanceof HTMLElement) || target.closest("dialog") || !target.closest(STANDING)) return;
  const places: HTMLElement[] = [];
  for (let place: HTMLElement | null = target; place && place !== document.body; place = place.parentElement) places.push(place);
  around = places;
}

function take(place: HTMLElement): boolean {
  const isVisited = place.tabIndex < 0 && !place.hasAttribute("tabindex");
  if (isVisited) {
    place.tabIndex = -1;
    // A press of the mouse would stay on it for ever otherwise.
    place.addEventListener("blur", () => place.removeAttribute("tabindex"), { once: true });
  }
  place.focus({ preventScroll: true });
  return document.activeElement === place;
}

/**
 * Brings a keyboard that is nowhere to the nearest thing that is still there around what it was on. Who has gone on to the
 * browser's own bars, or to another window, is not called back by a page that changes meanwhile.
 */
export function bringFocusBack(): void {
  if (!document.hasFocus() || !isLost() || document.querySelector("dialog[open]")) return;
  around.find((place) => isSeen(place) && take(place));
}

/**
 * A row that is removed, a bar with nothing more to do, a step that is done: what vanishes with the keyboard on it leaves
 * it nowhere, so that the next Tab begins at the top and a screen reader falls silent. Browsers say nothing when it happens.
 * @returns what ends the watch
 */
export function keepFocus(): () => void {
  // Who presses beside everything wants the keyboard nowhere.
  const forget = () => (around = []);
  const observer = new MutationObserver(bringFocusBack);
  observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ["hidden"] });
  document.addEventListener("focusin", remember);
  document.addEventListener("pointerdown", forget);
  return () => {
    observer.disconnect();
    document.removeEventListener("focusin", remember);
    document.removeEventListener("pointerdown", forget);
  };
}
