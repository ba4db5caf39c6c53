"use server";

import { revalidatePath } from "next/cache";
import { attempt, type Attempt } from "@/app/_actions/attempt";
import { roles, type Caller, type Role } from "@/lib/access/caller";
import { createUser } from "@/lib/access/users/create-user";
import { inviteAgain, revokeInvitation } from "@/lib/access/users/invitations";
import { mailInvitation, tellMail } from "@/lib/access/users/mail-invitation";
import { updateUser } from "@/lib/access/users/update-user";
import { createUserBody } from "@/lib/access/users/wire";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import type { Language } from "@/lib/i18n/language";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps, type Runtime } from "@/lib/runtime";

const PATH = "/team";

/** Goes to the browser that asked and is kept nowhere. `mail`: how sending it ended; null where the hub sends none. */
export type ShownLink = { email: string; url: string; mail: { isSent: boolean; sentence: string } | null };
export type InviteProblem = { problem?: string; fields?: { email?: string } };

type MadeLink = { id: string; email: string; inviteUrl: string };

async function mailed(deps: Runtime, caller: Caller, { id, email, inviteUrl: url }: MadeLink, isAgain: boolean, language: Language) {
  const outcome = await mailInvitation(deps, caller, { id, email, url, isAgain }, language);
  return { email, url, mail: outcome && { isSent: outcome.isSent, sentence: tellMail(outcome, email, language) } } satisfies ShownLink;
}

/** Who may do this, the use cases decide: an action is an address anyone can post to. */
export async function inviteAction(form: FormData): Promise<{ ok: true; value: ShownLink } | ({ ok: false } & InviteProblem)> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const parsed = createUserBody.safeParse({
    email: String(form.get("email") ?? ""),
    name: String(form.get("name") ?? "").trim() || null,
    role: form.get("role"),
  });
  if (!parsed.success) return { ok: false, fields: { email: uiOf(language).t.team.invite.emailInvalid } };
  const made = await attempt(language, () => createUser(deps, caller, parsed.data));
  if (!made.ok) return made;
  const shown = await mailed(deps, caller, { ...made.value, inviteUrl: made.value.inviteUrl ?? "" }, false, language);
  revalidatePath(PATH);
  return { ok: true, value: shown };
}

export async function inviteAgainAction(id: string): Promise<Attempt<ShownLink>> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const made = await attempt(language, () => inviteAgain(deps, caller, id));
  if (!made.ok) return made;
  const shown = await mailed(deps, caller, made.value, true, language);
  revalidatePath(PATH);
  return { ok: true, value: shown };
}

/** These answer the sentence to say. */
export async function revokeInvitationAction(id: string, email: string): Promise<Attempt<string>> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const revoked = await attempt(language, () => revokeInvitation(deps, caller, id));
  revalidatePath(PATH);
  return revoked.ok ? { ok: true, value: fill(uiOf(language).t.team.invitations.done, { email }) } : revoked;
}

export async function changeRoleAction(id: string, asked: Role): Promise<Attempt<string>> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const role = roles.find((one) => one === asked) ?? "OWNER";
  const updated = await attempt(language, () => updateUser(deps, caller, id, { role, isActive: undefined }));
  revalidatePath(PATH);
  const { t } = uiOf(language);
  return updated.ok ? { ok: true, value: fill(t.team.role.done, { email: updated.value.email, role: t.shell.role[role] }) } : updated;
}

export async function switchPersonAction(id: string, isActive: boolean): Promise<Attempt<string>> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const updated = await attempt(language, () => updateUser(deps, caller, id, { role: undefined, isActive: isActive === true }));
  revalidatePath(PATH);
  const words = uiOf(language).t.team;
  return updated.ok ? { ok: true, value: fill(isActive ? words.on.done : words.off.done, { email: updated.value.email }) } : updated;
}
