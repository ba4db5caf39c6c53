"use server";

import { revalidatePath } from "next/cache";
import { attempt, type Attempt } from "@/app/_actions/attempt";
import { parseRange } from "@/lib/access/addresses";
import type { IntegrationType } from "@/lib/access/secrets";
import { revokeToken, rotateToken, updateToken } from "@/lib/access/tokens/change-token";
import { generateToken } from "@/lib/access/tokens/generate-token";
import { generateTokenBody, rotateTokenBody } from "@/lib/access/tokens/wire";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { toAsciiNumber } from "@/lib/i18n/format";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";

/** Every action checks its caller anew: an action is an address anyone can post to. The use cases refuse who is no administrator. */

const PATH = "/tokens";
const DAY_MS = 86_400_000;

/** Goes to the browser that asked and is kept nowhere: not in the page, not in a second answer. */
export type ShownSecret = {
  name: string;
  integrationType: IntegrationType;
  secret: string;
  signingSecret: string;
  graceUntil: string | null;
};
export type CreateProblem = { problem?: string; fields?: { name?: string; ips?: string } };

export async function createTokenAction(
  form: FormData,
): Promise<({ ok: true } & { value: ShownSecret }) | ({ ok: false } & CreateProblem)> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const { t } = uiOf(language);
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const ips = text("ips")
    .split(/[\s,،]+/)
    .filter(Boolean);
  const wrong = ips.find((line) => parseRange(line) === null);
  const days = Number(text("days"));
  const parsed = generateTokenBody.safeParse({
    name: text("name"),
    integration_type: text("type"),
    store_id: text("store") || null,
    user_id: text("store") ? null : text("owner") || null,
    allowed_ips: wrong === undefined && ips.length > 0 ? ips : null,
    expires_at: days > 0 ? new Date(deps.now().getTime() + days * DAY_MS).toISOString() : null,
  });
  if (!parsed.success || wrong !== undefined) {
    return {
      ok: false,
      fields: {
        ...(text("name") === "" || text("name").length > 100 ? { name: t.tokens.create.nameMissing } : {}),
        ...(wrong === undefined ? {} : { ips: fill(t.tokens.create.ipsInvalid, { line: wrong }) }),
      },
    };
  }
  const made = await attempt(language, () => generateToken(deps, caller, parsed.data));
  if (!made.ok) return made;
  revalidatePath(PATH);
  const { name, integrationType, secret, signingSecret } = made.value;
  return { ok: true, value: { name, integrationType, secret, signingSecret, graceUntil: null } };
}

export async function rotateTokenAction(id: string, form: FormData): Promise<Attempt<ShownSecret>> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const input = rotateTokenBody.parse({ grace_seconds: Number(toAsciiNumber(String(form.get("grace")))) });
  const rotated = await attempt(language, () => rotateToken(deps, caller, id, input));
  if (!rotated.ok) return rotated;
  revalidatePath(PATH);
  const { name, integrationType, secret, signingSecret, previousExpiresAt } = rotated.value;
  return { ok: true, value: { name, integrationType, secret, signingSecret, graceUntil: previousExpiresAt?.toISOString() ?? null } };
}

export async function revokeTokenAction(id: string): Promise<Attempt<void>> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const revoked = await attempt(language, () => revokeToken(deps, caller, id));
  revalidatePath(PATH);
  return revoked;
}

export async function switchTokenAction(id: string, isActive: boolean): Promise<Attempt<void>> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const changes = {
    isActive: isActive === true,
    name: undefined,
    allowedIps: undefined,
    expiresAt: undefined,
    requireSignature: undefined,
    ratePerMinute: undefined,
    rateBurst: undefined,
  };
  const updated = await attempt(language, () => updateToken(deps, caller, id, changes));
  revalidatePath(PATH);
  return updated.ok ? { ok: true, value: undefined } : updated;
}
