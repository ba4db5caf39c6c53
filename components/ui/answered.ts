/** What a fetch, and so a server action, fails with when nobody answers: no connection, a hub that is down, its time is up. */
const isNoAnswer = (error: unknown): boolean =>
  (error instanceof TypeError && /fetch|network|load failed/i.test(error.message)) ||
  (error instanceof DOMException && error.name === "TimeoutError");

/**
 * The answer of an act; null when none came. An act that throws inside a transition takes the page down to its error
 * screen: without a connection the page shall stand, and say so.
 */
export async function answered<T>(act: Promise<T>): Promise<T | null> {
  try {
    return await act;
  } catch (error) {
    if (isNoAnswer(error)) return null;
    throw error;
  }
}
