"use server";

import { revalidatePath } from "next/cache";
import { attempt, type Attempt } from "@/app/_actions/attempt";
import { createAccessKey } from "@/lib/access/keys/create-access-key";
import { revokeAccessKey } from "@/lib/access/keys/list-access-keys";
import { createAccessKeyBody } from "@/lib/access/keys/wire";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";

const PATH = "/access-keys";
const DAY_MS = 86_400_000;

export type ShownKey = { name: string; key: string };
export type KeyProblem = { problem?: string; fields?: { name?: string; scopes?: string } };

/** A key of one's own; the secret goes to the browser that asked and is kept nowhere. */
export async function createKeyAction(form: FormData): Promise<{ ok: true; value: ShownKey } | ({ ok: false } & KeyProblem)> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const words = uiOf(language).t.keys.create;
  const name = String(form.get("name") ?? "").trim();
  const scopes = form.getAll("scope").map(String);
  const days = Number(form.get("days"));
  const parsed = createAccessKeyBody.safeParse({
    name,
    scopes: scopes.includes("*") ? ["*"] : scopes,
    expires_at: days > 0 ? new Date(deps.now().getTime() + days * DAY_MS).toISOString() : null,
  });
  if (!parsed.success) {
    return {
      ok: false,
      fields: {
        ...(name === "" || name.length > 100 ? { name: words.nameMissing } : {}),
        ...(scopes.length === 0 ? { scopes: words.scopesMissing } : {}),
      },
    };
  }
  const made = await attempt(language, () => createAccessKey(deps, caller, parsed.data));
  if (!made.ok) return made;
  revalidatePath(PATH);
  return { ok: true, value: { name: made.value.name, key: made.value.secret } };
}

/** Answers the sentence to say. */
export async function revokeKeyAction(id: string, name: string): Promise<Attempt<string>> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const revoked = await attempt(language, () => revokeAccessKey(deps, caller, id));
  revalidatePath(PATH);
  return revoked.ok ? { ok: true, value: fill(uiOf(language).t.keys.revoke.done, { name }) } : revoked;
}
