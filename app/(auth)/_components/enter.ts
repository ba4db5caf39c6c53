import { postAuth } from "./post-auth";

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
    answer = await postAuth("callback/credentials", { email, password });
  } catch {
    return { outcome: "offline" };
  }
  const error = answer.url.searchParams.get("error");
  if (answer.isDone && error === null) return { outcome: "entered" };
  if (error === "CredentialsSignin") return { outcome: "wrong" };
  const seconds = /^Throttled:(\d+)$/.exec(error ?? "")?.[1];
  return seconds === undefined ? { outcome: "failed" } : { outcome: "throttled", seconds: Number(seconds) };
}
