import type { Transporter } from "nodemailer";
import type { Env } from "../env";
import { isLoopbackHost, isMailbox, type Sender, type SmtpServer } from "./smtp-settings";

/**
 * Mail by SMTP. Encrypted unless the server is on this machine, its certificate checked; at most two connections, made
 * when the first message is sent. What goes wrong is answered, not thrown: whoever sends has a link to show instead.
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
] as const;
export type MailProblem = (typeof mailProblems)[number];

/** `reply`: the server's figures, such as "550 5.1.1"; its words may repeat what it was told, so they are left out. */
export type MailOutcome = { isSent: true } | { isSent: false; problem: MailProblem; reply: string | null };
export type Mailer = { send: (message: Message) => Promise<MailOutcome>; close: () => void };

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

export function openMailer(server: SmtpServer, from: Sender, limits: MailLimits = LIMITS): Mailer {
  let opened: Promise<Transporter> | null = null;
  // Loaded with the first message: most hubs send none.
  const open = () =>
    (opened ??= import("nodemailer").then(({ createTransport }) => {
      const transport: Transporter = createTransport(optionsOf(server, limits));
      // Of idle connections: the next message makes a new one.
      transport.on("error", () => undefined);
      return transport;
    }));
  const close = () => {
    void opened?.then((transport) => transport.close());
    opened = null;
  };
  async function send({ to, subject, text, html }: Message): Promise<MailOutcome> {
    if (!isMailbox(to)) return { isSent: false, problem: "recipient_refused", reply: null };
    const transport = await open();
    let timer: NodeJS.Timeout | undefined;
    const tooSlow = new Promise<MailOutcome>((resolve) => {
      timer = setTimeout(() => {
        // Whatever holds the connection up must not hold up the next message.
        close();
        resolve({ isSent: false, problem: "too_slow", reply: null });
      }, limits.wholeMs);
    });
    const sending = transport
      .sendMail({ from, to: { name: "", address: to }, subject, text, html, headers: { "Auto-Submitted": "auto-generated" } })
      .then((): MailOutcome => ({ isSent: true }), tell);
    const outcome = await Promise.race([sending, tooSlow]);
    clearTimeout(timer);
    return outcome;
  }
  return { send, close };
}

/** null: no SMTP_URL, so links are sent by hand. */
export const mailerOf = ({ SMTP_URL, MAIL_FROM }: Pick<Env, "SMTP_URL" | "MAIL_FROM">): Mailer | null =>
  SMTP_URL && MAIL_FROM ? openMailer(SMTP_URL, MAIL_FROM) : null;
