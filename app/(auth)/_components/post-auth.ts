const LIMIT_MS = 20_000;

async function jsonOf<T>(answer: Response): Promise<T> {
  try {
    return (await answer.json()) as T;
  } catch (cause) {
    throw new TypeError("not the hub answered this fetch", { cause });
  }
}

/**
 * A post to next-auth, with the token that proves it comes from a page of ours. next-auth's own client does the same and
 * would be 10 kB on every page that signs somebody in or out.
 * @throws TypeError, TimeoutError: no connection, or something before the hub answered
 */
export async function postAuth(path: "callback/credentials" | "signin/oidc" | "signout", fields: Record<string, string>) {
  const signal = AbortSignal.timeout(LIMIT_MS);
  const { csrfToken } = await jsonOf<{ csrfToken: string }>(await fetch("/api/auth/csrf", { signal }));
  const body = new URLSearchParams({ ...fields, csrfToken, json: "true" });
  const answer = await fetch(`/api/auth/${path}`, { method: "POST", body, signal });
  const { url: place } = await jsonOf<{ url: string }>(answer);
  const url = new URL(place, window.location.origin);
  // A token that is not this browser's (its cookies are blocked) is answered 200, with the way to a form that asks once more.
  return { isDone: answer.ok && !url.searchParams.has("csrf"), url };
}
