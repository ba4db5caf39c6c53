/** What the pages of this tab know of the way to the hub: when something last came, and how often in a row nothing did. */
export type ConnectionState = { seenAt: number; failures: number };

let state: ConnectionState = { seenAt: 0, failures: 0 };
const listeners = new Set<() => void>();

function set(next: ConnectionState) {
  state = next;
  for (const listener of listeners) listener();
}

export const currentConnection = (): ConnectionState => state;
export const sawAnswer = (): void => set({ seenAt: Date.now(), failures: 0 });
export const sawFailure = (): void => set({ ...state, failures: state.failures + 1 });
export const subscribeConnection = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const subscribeOnline = (listener: () => void) => {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
};
/** The hub answered, but not with what was asked. */
class AnswerError extends Error {
  constructor(readonly status: number) {
    super(`status ${status}`);
  }
}

/** A refusal (signed out elsewhere, gone) came over a way that works. */
const FIRST_SERVER_ERROR = 500;
export const isOutage = (error: unknown): boolean => !(error instanceof AnswerError) || error.status >= FIRST_SERVER_ERROR;

export async function askJson(url: string, signal: AbortSignal): Promise<unknown> {
  const answer = await fetch(url, { signal, headers: { accept: "application/json" } });
  if (!answer.ok) throw new AnswerError(answer.status);
  return answer.json();
}
