import type { Transporter } from "nodemailer";
import type { Env } from "../env";
import { isLoopbackHost, isMailbox, type Sender, type SmtpServer } from "./smtp-settings";

/**
 * Mail by SMTP. Encrypted unless the server is on this machine, its certificate checked; at most two connections, made
 * when the first message is sent. Messages to one address go one after the other, in the order in which they were
 * handed in. What goes wrong is answered, not thrown: whoever sends has a link to show instead.
 */
export type Message = { to: string; subject: string; text: string; html: string };

/** Each has its sentence, with what to do, in lib/i18n/ui/mail.ts. */
export const mailProblems = [
  "unreachable",
  "too_slow",
  "not_encrypted",
  "sign_in_refused",
  "sender_refused",
  "recipient_refused",
  "message_refused",
  "replaced",
] as const;
export type MailProblem = (typeof mailProblems)[number];

/** `reply`: the server's figures, such as "550 5.1.1"; its words may repeat what it was told, so they are left out. */
export type MailOutcome = { isSent: true } | { isSent: false; problem: MailProblem; reply: string | null };
export type Mailer = {
  /** @param isStillWanted asked when it is this message's turn; no: it is not sent, problem `replaced` */
  send: (message: Message, isStillWanted?: () => Promise<boolean>) => Promise<MailOutcome>;
  close: () => void;
};

const MAX_CONNECTIONS = 2;
/** A connection that the server closed in between is made once more. */
const MAX_ATTEMPTS_MORE = 1;
export type MailLimits = { connectMs: number; wholeMs: number };
const LIMITS: MailLimits = { connectMs: 10_000, wholeMs: 20_000 };

const PROBLEM_OF: Record<string, MailProblem> = {
  EAUTH: "sign_in_refused",
  ENOAUTH: "sign_in_refused",
  ETLS: "not_encrypted",
  EREQUIRETLS: "not_encrypted",
  ETIMEDOUT: "too_slow",
  EMESSAGE: "message_refused",
};

const textOf = (error: object, key: string): string => {
  const value: unknown = key in error ? (error as Record<string, unknown>)[key] : undefined;
  return typeof value === "string" ? value : "";
};

function tell(error: unknown): MailOutcome {
  if (typeof error !== "object" || error === null) return { isSent: false, problem: "unreachable", reply: null };
  const [code, command] = [textOf(error, "code"), textOf(error, "command")];
  const isOfSender = code === "EENVELOPE" && command === "MAIL FROM";
  const isOfRecipient = code === "EENVELOPE" && command === "RCPT TO";
  // A certificate that does not fit comes as a broken socket whose words name it.
  const isOfTls = /certificate|self-signed|altnames|SSL routines|wrong version number/i.test(textOf(error, "message"));
  const [reply] = /^\d{3}( \d\.\d+\.\d+)?/.exec(textOf(error, "response")) ?? [];
  const problem = isOfTls
    ? "not_encrypted"
    : isOfSender
      ? "sender_refused"
      : isOfRecipient
        ? "recipient_refused"
        : code === "EENVELOPE"
          ? "message_refused"
          : (PROBLEM_OF[code] ?? "unreachable");
  return { isSent: false, problem, reply: reply ?? null };
}

function optionsOf({ host, port, isTls, auth }: SmtpServer, { connectMs, wholeMs }: MailLimits) {
  const isLocal = isLoopbackHost(host);
  return {
    pool: true as const,
    maxConnections: MAX_CONNECTIONS,
    maxRequeues: MAX_ATTEMPTS_MORE,
    host,
    port,
    secure: isTls,
    requireTLS: !isTls && !isLocal,
    ignoreTLS: !isTls && isLocal,
    ...(auth && { auth }),
    dnsTimeout: connectMs,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: wholeMs,
    // A message is what we wrote: nothing in it is fetched or read from the disk.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** Connections, how many messages are on their way over them, and when there are none any more. */
type Pool = { transport: Promise<Transporter>; underway: number; closed: Promise<void>; close: () => void };

/** `gone`: from then on nothing of this message can arrive any more. */
type Tried = { outcome: MailOutcome; gone?: Promise<void> };
const REPLACED: Tried = { outcome: { isSent: false, problem: "replaced", reply: null } };

function openPool(server: SmtpServer, limits: MailLimits): Pool {
  // Loaded with the first message: most hubs send none.
  const transport = import("nodemailer").then(({ createTransport }) => {
    const opened: Transporter = createTransport(optionsOf(server, limits));
    // Of idle connections: the next message makes a new one.
    opened.on("error", () => undefined);
    return opened;
  });
  let tellClosed = () => {};
  const closed = new Promise<void>((resolve) => {
    tellClosed = resolve;
  });
  const close = () => void transport.then((opened) => opened.close()).then(tellClosed, tellClosed);
  return { transport, underway: 0, closed, close };
}

export function openMailer(server: SmtpServer, from: Sender, limits: MailLimits = LIMITS): Mailer {
  let current: Pool | null = null;
  async function attempt({ to, subject, text, html }: Message): Promise<Tried> {
    const pool = (current ??= openPool(server, limits));
    pool.underway += 1;
    let timer: NodeJS.Timeout | undefined;
    try {
      const transport = await pool.transport;
      const tooSlow = new Promise<null>((resolve) => {
        timer = setTimeout(() => resolve(null), limits.wholeMs);
      });
      const sending = transport
        .sendMail({ from, to: { name: "", address: to }, subject, text, html, headers: { "Auto-Submitted": "auto-generated" } })
        .then((): MailOutcome => ({ isSent: true }), tell);
      const outcome = await Promise.race([sending, tooSlow]);
      if (outcome) return { outcome };
      // What hung must hold up nobody: the next message has connections of its own, others on their way keep theirs to their end.
      if (current === pool) current = null;
      return { outcome: { isSent: false, problem: "too_slow", reply: null }, gone: pool.closed };
    } finally {
      clearTimeout(timer);
      pool.underway -= 1;
      if (pool !== current && pool.underway === 0) pool.close();
    }
  }
  /** Of each address, when the message handed in last is over. */
  const turns = new Map<string, Promise<unknown>>();
  async function send(message: Message, isStillWanted: () => Promise<boolean> = () => Promise.resolve(true)): Promise<MailOutcome> {
    if (!isMailbox(message.to)) return { isSent: false, problem: "recipient_refused", reply: null };
    const address = message.to.toLowerCase();
    const before = turns.get(address) ?? Promise.resolve();
    const sent = before.then(async () => ((await isStillWanted()) ? attempt(message) : REPLACED));
    const over: Promise<void> = sent
      .then(({ gone }) => gone)
      .catch(() => undefined)
      .finally(() => {
        if (turns.get(address) === over) turns.delete(address);
      });
    turns.set(address, over);
    return (await sent).outcome;
  }
  const close = () => {
    current?.close();
    current = null;
  };
  return { send, close };
}

/** null: no SMTP_URL, so links are sent by hand. */
export const mailerOf = ({ SMTP_URL, MAIL_FROM }: Pick<Env, "SMTP_URL" | "MAIL_FROM">): Mailer | null =>
  SMTP_URL && MAIL_FROM ? openMailer(SMTP_URL, MAIL_FROM) : null;
