/** Opened from wherever the button or the keys are; there is one palette in the page. */
let opens = 0;
const listeners = new Set<() => void>();

export const openPalette = (): void => {
  opens += 1;
  for (const listener of listeners) listener();
};
/** How often it was asked for. */
export const paletteOpens = (): number => opens;
export const subscribePalette = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
