import { signIn } from "next-auth/react";

export type Entry =
  | { outcome: "entered" }
  | { outcome: "wrong" }
  | { outcome: "throttled"; seconds: number }
  | { outcome: "failed" }
  | { outcome: "offline" };

/** Signs in with e-mail and password in place; the caller says what to do next. */
export async function enter(email: string, password: string): Promise<Entry> {
  let answer;
  try {
    answer = await signIn("credentials", { email, password, redirect: false });
  } catch {
    // next-auth's client lets the browser's network error fly.
    return { outcome: "offline" };
  }
  if (answer?.ok && !answer.error) return { outcome: "entered" };
  if (answer?.error === "CredentialsSignin") return { outcome: "wrong" };
  const seconds = /^Throttled:(\d+)$/.exec(answer?.error ?? "")?.[1];
  return seconds === undefined ? { outcome: "failed" } : { outcome: "throttled", seconds: Number(seconds) };
}
