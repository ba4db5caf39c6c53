import { answered } from "@/components/ui/answered";
import { say } from "@/components/ui/toast";
import { forgetJumps } from "./palette/recent-jumps";

const LIMIT_MS = 10_000;

async function signOut(): Promise<boolean> {
  const signal = AbortSignal.timeout(LIMIT_MS);
  const answer = await fetch("/api/auth/csrf", { signal });
  if (!answer.ok) return false;
  const { csrfToken } = (await answer.json()) as { csrfToken: string };
  const body = new URLSearchParams({ csrfToken, callbackUrl: "/sign-in", json: "true" });
  return (await fetch("/api/auth/signout", { method: "POST", body, signal })).ok;
}

/**
 * Ends this browser's session and leaves for the sign-in page. What next-auth's own client does, whose module would be
 * loaded by every page for this. @param noAnswer said when the hub cannot be reached: then everything stays as it is
 */
export async function leave(noAnswer: string): Promise<void> {
  if ((await answered(signOut())) !== true) return say(noAnswer);
  forgetJumps();
  // A whole load: nothing of this person's stays in the page's memory.
  window.location.assign(new URL("/sign-in", window.location.origin));
}
