/** Between products the event loop is given back: a batch must not be felt by a request. */
const YIELD_EVERY_MS = 8;

/** @returns to be awaited between two pieces of CPU work: lets requests in when the last turn was long. */
export function turns(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since <= YIELD_EVERY_MS) return;
    await new Promise((resolve) => setImmediate(resolve));
    since = performance.now();
  };
}
