import { parseArgs } from "node:util";
import type { z } from "zod";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { fieldsOf } from "@/lib/core/fields";
import { mailerOf } from "@/lib/core/mail/mailer";
import { errorDetail } from "@/lib/i18n/error-details";
import { mailEn } from "@/lib/i18n/ui/mail";
import { withoutIsolates } from "@/lib/i18n/ui/translated";
import type { Caller } from "@/lib/access/caller";
import { createAccessKey } from "@/lib/access/keys/create-access-key";
import { createAccessKeyBody } from "@/lib/access/keys/wire";
import { generateToken } from "@/lib/access/tokens/generate-token";
import { generateTokenBody } from "@/lib/access/tokens/wire";
import { createUser } from "@/lib/access/users/create-user";
import { tellMail } from "@/lib/access/users/mail-invitation";
import { createFirstAdmin, needsFirstAdmin } from "@/lib/access/users/first-admin";
import { createUserBody, email as emailSchema } from "@/lib/access/users/wire";
import { replayEvent, replayEvents } from "@/lib/events/replay-events";
import { replayBody } from "@/lib/events/wire";
import { listMissingKeys, resealSecrets } from "./reseal-secrets";

export type CommandResult = { code: number; output: string; problem: string };
export type CommandDeps = Pick<Deps, "db" | "env" | "log" | "now" | "randomBytes" | "encryption"> & {
  nudge: (storeIds: Iterable<string>) => void;
};

const usage = `Usage: npm run cli -- <command>
  user create --email <e-mail> [--role ADMIN|OWNER] [--name <name>] [--password <password>]
  access-key create --email <user's e-mail> --scopes '*' [--name <name>] [--expires-at <time>] [--quiet]
  token create --email <user's e-mail> --name <name> [--type woocommerce|shopify|custom] [--store-id <id>] [--quiet]
  events replay (--id <id> | [--store-id <id>] [--status failed] [--event-type <type>] [--since <time>] [--until <time>])
  mail-test <e-mail>        sends a message there with SMTP_URL and MAIL_FROM, and says what is wrong
  reseal                    seals every secret with the newest key of ENCRYPTION_KEYS, so that older ones can go
--quiet prints the secret alone, for scripts.`;

/** Rows of a column in one command: some seconds. */
const MOST_RESEALED = 10_000;

const options = {
  email: { type: "string" },
  role: { type: "string" },
  name: { type: "string" },
  password: { type: "string" },
  scopes: { type: "string" },
  "expires-at": { type: "string" },
  type: { type: "string" },
  "store-id": { type: "string" },
  id: { type: "string" },
  status: { type: "string" },
  "event-type": { type: "string" },
  since: { type: "string" },
  until: { type: "string" },
  quiet: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;
type Values = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>["values"];

/** @throws AppError body_invalid */
function check<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new AppError("body_invalid", { fields: fieldsOf(result.error) });
}

/** Whoever can run commands on the machine may do what an administrator may; what is done stands in the audit log as theirs. */
async function operator({ db }: CommandDeps): Promise<Caller> {
  const admin = await db.user.findFirst({
    where: { role: "ADMIN", isActive: true },
    orderBy: { createdAt: "asc" },
    select: { id: true, email: true },
  });
  if (!admin) throw new AppError("user_not_found");
  return { kind: "cli", userId: admin.id, email: admin.email, role: "ADMIN", scopes: "*", sourceIp: null, requestId: null };
}

async function userIdOf({ db }: CommandDeps, email: string | undefined): Promise<string> {
  const user =
    email === undefined ? null : await db.user.findUnique({ where: { email: email.trim().toLowerCase() }, select: { id: true } });
  if (!user) throw new AppError("user_not_found");
  return user.id;
}

const commands: Record<string, (deps: CommandDeps, values: Values, rest: readonly string[]) => Promise<string | CommandResult>> = {
  async "user create"(deps, values) {
    const input = check(createUserBody, {
      email: values.email,
      name: values.name,
      role: values.role ?? "OWNER",
      password: values.password,
    });
    if (await needsFirstAdmin(deps)) {
      if (input.password === undefined || input.role !== "ADMIN")
        throw new AppError("body_invalid", { fields: { role: "the first user must be an ADMIN with --password" } });
      const admin = await createFirstAdmin(deps, { email: input.email, password: input.password, name: input.name ?? null });
      return `Administrator ${admin.email} made.`;
    }
    const user = await createUser(deps, await operator(deps), input);
    return user.inviteUrl
      ? `User ${user.email} made. Let them set a password within 7 days at\n${user.inviteUrl}`
      : `User ${user.email} made.`;
  },
  async "access-key create"(deps, values) {
    const scopes = (values.scopes ?? "*").split(",").map((scope) => scope.trim());
    const input = check(createAccessKeyBody, {
      name: values.name ?? "command line",
      scopes,
      user_id: await userIdOf(deps, values.email),
      expires_at: values["expires-at"],
    });
    const key = await createAccessKey(deps, await operator(deps), input);
    return values.quiet ? key.secret : `Access key for ${key.user.email}, shown only now:\n${key.secret}`;
  },
  async "token create"(deps, values) {
    const input = check(generateTokenBody, {
      name: values.name,
      integration_type: values.type ?? "woocommerce",
      user_id: await userIdOf(deps, values.email),
      store_id: values["store-id"],
    });
    const token = await generateToken(deps, await operator(deps), input);
    return values.quiet
      ? token.secret
      : `Token of store "${token.store.name}" (${token.store.id}), shown only now:\n${token.secret}\nSigning secret:\n${token.signingSecret}`;
  },
  async "events replay"(deps, values) {
    const caller = await operator(deps);
    const { queued, storeIds } =
      values.id !== undefined
        ? await replayEvent(deps, caller, values.id)
        : await replayEvents(
            deps,
            caller,
            check(replayBody, {
              filter: {
                store_id: values["store-id"],
                status: values.status,
                event_type: values["event-type"],
                since: values.since,
                until: values.until,
              },
            }),
          );
    deps.nudge(storeIds);
    return `${queued} events queued again.`;
  },
  async "mail-test"({ env }, _, [given]) {
    const to = check(emailSchema, given);
    const mailer = mailerOf(env);
    if (!mailer)
      return { code: 1, output: "", problem: "SMTP_URL and MAIL_FROM are not set: links are sent by hand (docs/configuration.md)." };
    const { subject, text } = mailEn.test;
    const outcome = await mailer.send({ to, subject, text, html: `<p>${text}</p>` });
    mailer.close();
    const told = withoutIsolates(tellMail(outcome, to, "en"));
    return outcome.isSent ? told : { code: 1, output: "", problem: told };
  },
  async reseal(deps) {
    const { resealed, unreadable, hasMore } = await resealSecrets(deps, MOST_RESEALED);
    const missing = await listMissingKeys(deps);
    const problems = [
      ...unreadable.map((place) => `does not open, left as it is: ${place}`),
      ...missing.map(({ keyId, secrets }) => `key ${keyId} is not in ENCRYPTION_KEYS: ${secrets} secrets cannot be opened`),
    ];
    const [newest = "", ...older] = deps.encryption.keyIds;
    const isOver = !hasMore && problems.length === 0;
    const next = hasMore
      ? "There are more: run this again."
      : isOver && older.length > 0
        ? `No secret needs ${older.join(", ")} any more: take it out of ENCRYPTION_KEYS and restart.`
        : "";
    const output = [`${resealed} secrets sealed anew with key ${newest}.`, next].filter(Boolean).join("\n");
    return { code: problems.length === 0 ? 0 : 1, output, problem: problems.join("\n") };
  },
};

/** The command these words begin with; only the doctor of mail takes a word more. */
function nameOf(words: readonly string[]): string | null {
  const [first = ""] = words;
  const name = first === "mail-test" && words.length === 2 ? first : words.join(" ");
  return Object.hasOwn(commands, name) ? name : null;
}

/** Runs one command; what is wrong with it is told, not thrown. */
export async function runCommand(deps: CommandDeps, argv: readonly string[]): Promise<CommandResult> {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const name = nameOf(positionals);
    const command = name === null ? undefined : commands[name];
    if (values.help || !command) return { code: values.help ? 0 : 2, output: values.help ? usage : "", problem: values.help ? "" : usage };
    const result = await command(deps, values, positionals.slice(name?.split(" ").length));
    return typeof result === "string" ? { code: 0, output: result, problem: "" } : result;
  } catch (error) {
    if (error instanceof AppError) {
      const fields = Object.entries(error.fields ?? {}).map(([path, problem]) => `\n  ${path}: ${problem}`);
      return { code: 1, output: "", problem: `${errorDetail(error.code, "en")}${fields.join("")}` };
    }
    if (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"))
      return { code: 2, output: "", problem: `${error.message}\n\n${usage}` };
    throw error;
  }
}
