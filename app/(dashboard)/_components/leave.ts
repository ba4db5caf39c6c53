import { forgetJumps } from "./palette/recent-jumps";

const LIMIT_MS = 10_000;

/**
 * Ends this browser's session and leaves for the sign-in page. What next-auth's own client does, whose module would be
 * loaded by every page for this.
 * @throws TypeError no connection
 */
export async function leave(): Promise<void> {
  const signal = AbortSignal.timeout(LIMIT_MS);
  const answer = await fetch("/api/auth/csrf", { signal });
  const { csrfToken } = (await answer.json()) as { csrfToken: string };
  const body = new URLSearchParams({ csrfToken, callbackUrl: "/sign-in", json: "true" });
  const left = await fetch("/api/auth/signout", { method: "POST", body, signal });
  if (!left.ok) throw new TypeError(`signing out was answered ${left.status}`);
  forgetJumps();
  // A whole load: nothing of this person's stays in the page's memory.
  window.location.assign(new URL("/sign-in", window.location.origin));
}
