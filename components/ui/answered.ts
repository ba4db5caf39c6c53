import { noAnswerIn } from "@/lib/i18n/ui/no-answer";

/** Instead of an answer: a refusal like the hub's own, in the page's language. */
export type NoAnswer = { ok: false; problem: string; isNoAnswer: true; fields?: never; findings?: never };

/** What Next's client says of an answer that is none of the hub's: a proxy speaks for a hub that is down. */
const FOREIGN_ANSWER = /unexpected response was received/i;

/** What a fetch, and so a server action, fails with when nobody answers: no connection, a hub that is down, its time is up. */
const isNoAnswer = (error: unknown): boolean =>
  (error instanceof TypeError && /fetch|network|load failed/i.test(error.message)) ||
  (error instanceof DOMException && error.name === "TimeoutError") ||
  (error instanceof Error && FOREIGN_ANSWER.test(error.message));

/** The answer of an act; null when none came. */
export async function answered<T>(act: Promise<T>): Promise<T | null> {
  try {
    return await act;
  } catch (error) {
    if (isNoAnswer(error)) return null;
    throw error;
  }
}

/**
 * The answer of an act; where none came, a refusal that says so. Every server action that is awaited in the browser goes
 * through here: one that throws inside a transition takes the page, and what was typed in it, down to the error screen.
 */
export async function attempted<T>(act: Promise<T>): Promise<T | NoAnswer> {
  const answer = await answered(act.then((value) => ({ value })));
  return answer ? answer.value : { ok: false, problem: noAnswerIn(document.documentElement.lang), isNoAnswer: true };
}
