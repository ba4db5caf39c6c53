import type { Deps } from "@/lib/core/deps";
import type { Mailer, MailOutcome } from "@/lib/core/mail/mailer";
import type { Language } from "@/lib/i18n/language";
import { mailSentences } from "@/lib/i18n/ui/mail";
import { fill } from "@/lib/i18n/ui/translated";
import { recordAudit } from "../audit";
import type { Caller } from "../caller";
import { invitationLetter } from "./invitation-letter";
import { invitationEnd, isLinkOpen } from "./invitations";

type Link = { id: string; email: string; url: string; isAgain: boolean };

/**
 * Sends a link that was just made, after its transaction: mail cannot be taken back, and no transaction waits for a mail
 * server. The log tells how it ended, without the link. null: this hub sends no mail.
 */
export async function mailInvitation(
  { db, now, log, mailer }: Pick<Deps, "db" | "now" | "log"> & { mailer: Mailer | null },
  caller: Caller,
  { id, email, url, isAgain }: Link,
  language: Language | null,
): Promise<MailOutcome | null> {
  if (mailer === null) return null;
  const letter = invitationLetter({ to: email, inviter: caller.email, url, until: invitationEnd(now()), isAgain }, language);
  // Of two links made shortly after each other only the newer may be the last to arrive; who cannot be asked says nothing against it.
  const outcome = await mailer.send(letter, () => isLinkOpen({ db, now }, url).catch(() => true));
  if (!outcome.isSent) log.warn({ userId: id, problem: outcome.problem, reply: outcome.reply }, "invitation not sent");
  // The link is shown once, by whoever waits for this answer: a database that went away meanwhile must not take it along.
  await recordAudit(db, caller, {
    action: outcome.isSent ? "user.mail_sent" : "user.mail_failed",
    targetType: "user",
    targetId: id,
    details: { email, ...(!outcome.isSent && { outcome: [outcome.problem, outcome.reply].filter(Boolean).join(" ") }) },
  }).catch((error: unknown) => log.error({ userId: id, err: error }, "invitation's mail not on record"));
  return outcome;
}

/** In one sentence: sent, or why not and what to do. */
export function tellMail(outcome: MailOutcome, email: string, language: Language): string {
  const words = mailSentences[language];
  if (outcome.isSent) return fill(words.sent, { email });
  const reply = outcome.reply === null ? "" : ` ${fill(words.reply, { reply: outcome.reply })}`;
  return words.problem[outcome.problem] + reply;
}
