/** Where mail is handed in. `isTls`: encrypted from the first byte (smtps); otherwise by STARTTLS, but on this machine. */
export type SmtpServer = { host: string; port: number; isTls: boolean; auth: { user: string; pass: string } | null };
export type Sender = { name: string; address: string };

const PORT_OF = { "smtp:": 587, "smtps:": 465 } as const;
const isProtocol = (text: string): text is keyof typeof PORT_OF => text in PORT_OF;
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/;

export const isLoopbackHost = (host: string): boolean => LOOPBACK.test(host);

/** What is in `%` may be anything; a stray one makes the whole address unreadable. */
function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** smtp://user:password@host:587 or smtps://…:465; null: not one of these. */
export function parseSmtpUrl(text: string): SmtpServer | null {
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(text);
  if (!isProtocol(protocol) || hostname === "" || !["", "/"].includes(pathname) || search !== "" || hash !== "") return null;
  const [user, pass] = [decode(username), decode(password)];
  if (user === null || pass === null || (user === "") !== (pass === "")) return null;
  return {
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port === "" ? PORT_OF[protocol] : Number(port),
    isTls: protocol === "smtps:",
    auth: user === "" ? null : { user, pass },
  };
}

/** One mailbox, and nothing that could begin another header, recipient or command. */
const MAILBOX = /^[^\s<>()[\]\\,;:"@\p{Cc}]{1,64}@[^\s<>()\\,;:"@\p{Cc}]{1,255}$/u;
export const isMailbox = (text: string): boolean => MAILBOX.test(text);

const SENDER = /^(?:"?([^"<>\p{Cc}]*?)"?\s*<([^<>]+)>|(\S+))$/u;

/** `Name <no-reply@shop.example>` or the address alone; null: neither. */
export function parseSender(text: string): Sender | null {
  const [, name = "", inBrackets, alone] = SENDER.exec(text.trim()) ?? [];
  const address = inBrackets ?? alone ?? "";
  return isMailbox(address) ? { name: name.trim(), address } : null;
}
