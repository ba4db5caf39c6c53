import type { Message } from "@/lib/core/mail/mailer";
import { formatOf } from "@/lib/i18n/format";
import type { Language } from "@/lib/i18n/language";
import { mailSentences } from "@/lib/i18n/ui/mail";
import { fill, withoutIsolates } from "@/lib/i18n/ui/translated";

export type Invitation = {
  to: string;
  /** Who invites, by their own address. */ inviter: string;
  url: string;
  until: Date;
  /** A new link for an account that was there. */ isAgain: boolean;
};

/** Nobody knows what the invited reads, so both stand there: the inviter's language first, Persian when it is unknown too. */
const inOrder = (language: Language | null): readonly Language[] => (language === "en" ? ["en", "fa"] : ["fa", "en"]);

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (found) => ENTITIES[found] ?? "");

function partsOf(invitation: Invitation, language: Language) {
  const words = mailSentences[language][invitation.isAgain ? "again" : "invitation"];
  const say = (sentence: string) => fill(sentence, { inviter: invitation.inviter, time: formatOf(language).dateTime(invitation.until) });
  return { ...words, who: say(words.who), until: say(words.until), unexpected: say(words.unexpected) };
}

/** Plain text has no direction of its own: mail programs take it from each line's first letter. */
function textIn(invitation: Invitation, language: Language): string {
  const { greeting, who, what, until, unexpected } = partsOf(invitation, language);
  return withoutIsolates([greeting, `${who}\n${what}`, invitation.url, until, unexpected].join("\n\n"));
}

const BUTTON = "display:inline-block;padding:10px 18px;border-radius:8px;background:#2347c5;color:#ffffff;text-decoration:none";

function htmlIn(invitation: Invitation, language: Language): string {
  const parts = partsOf(invitation, language);
  const line = (text: string) => `<p style="margin:0 0 16px">${escaped(text)}</p>`;
  const url = escaped(invitation.url);
  const side = language === "fa" ? "rtl" : "ltr";
  return [
    `<div lang="${language}" dir="${side}" style="text-align:${side === "rtl" ? "right" : "left"}">`,
    line(parts.greeting),
    line(parts.who),
    line(parts.what),
    `<p style="margin:0 0 16px"><a href="${url}" style="${BUTTON}">${escaped(parts.button)}</a></p>`,
    `<p dir="ltr" style="margin:0 0 16px;font-size:12px;word-break:break-all;text-align:left"><a href="${url}">${url}</a></p>`,
    line(parts.until),
    line(parts.unexpected),
    "</div>",
  ].join("\n");
}

const RULE = '<hr style="border:0;border-top:1px solid #e2e2e8;margin:24px 0">';

/** Text and simple HTML, which nothing is fetched for: no picture, no font, nothing that tells when it was read. */
export function invitationLetter(invitation: Invitation, language: Language | null): Message {
  const order = inOrder(language);
  const [first = "fa"] = order;
  const words = mailSentences[first][invitation.isAgain ? "again" : "invitation"];
  const body = order.map((one) => htmlIn(invitation, one)).join(RULE);
  return {
    to: invitation.to,
    subject: words.subject,
    text: order.map((one) => textIn(invitation, one)).join("\n\n---\n\n"),
    html:
      `<!doctype html><html lang="${first}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
      `<title>${escaped(words.subject)}</title></head>` +
      `<body style="margin:0;padding:24px;font:15px/1.7 Tahoma,Arial,sans-serif;color:#191a1f;background:#ffffff">` +
      `<div style="max-width:560px;margin:0 auto">${body}</div></body></html>`,
  };
}
