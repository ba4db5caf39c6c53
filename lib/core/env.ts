import { z } from "zod";
import { parseSender, parseSmtpUrl } from "./mail/smtp-settings";

/**
 * Every setting of the product, read once. A wrong one stops the start with its name and what to write instead.
 * Nothing else reads process.env.
 */
const blankAsAbsent = (value: unknown) => (typeof value === "string" && value.trim() === "" ? undefined : value);
const text = z.preprocess(blankAsAbsent, z.string().trim().optional());
const flag = z.preprocess(
  blankAsAbsent,
  z
    .enum(["1", "0", "true", "false"], "write 1 or 0")
    .default("0")
    .transform((value) => value === "1" || value === "true"),
);
const wholeNumber = (fallback: number, min: number, max: number) =>
  z.preprocess(blankAsAbsent, z.coerce.number("write a whole number").int().min(min).max(max).default(fallback));
const address = z.preprocess(blankAsAbsent, z.url({ protocol: /^https?$/, error: "write an http(s) address" }).optional());

/** A text that `parse` understands, or the sentence that says how to write it. */
const readBy = <T>(parse: (given: string) => T | null, message: string) =>
  z.preprocess(
    blankAsAbsent,
    z
      .string()
      .transform((given, ctx) => {
        const read = parse(given.trim());
        if (read === null) ctx.addIssue({ code: "custom", message });
        return read ?? z.NEVER;
      })
      .optional(),
  );

const envSchema = z
  .object({
    NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
    /** PostgreSQL >= 15 with pgvector; absent: the embedded database in DATA_DIR. */
    DATABASE_URL: z.preprocess(
      blankAsAbsent,
      z
        .string()
        .regex(/^(postgres(ql)?:\/\/|pglite:)/, "write postgresql://user:password@host:5432/database, or leave it out")
        .optional(),
    ),
    DATABASE_POOL_SIZE: wholeNumber(10, 1, 200),
    DATA_DIR: z.preprocess(blankAsAbsent, z.string().default(".data")),
    HOST: z.preprocess(blankAsAbsent, z.string().default("127.0.0.1")),
    PORT: wholeNumber(3000, 0, 65535),
    /** The address people and shops use, when it is not http://HOST:PORT. */
    PUBLIC_URL: address,
    /** Signs sessions. `npm start` makes one. */
    NEXTAUTH_SECRET: z.preprocess(
      blankAsAbsent,
      z.string("run `npm start` once, or write 32 random characters").min(32, "write at least 32 random characters"),
    ),
    /** id:base64 of 32 bytes, newest first, comma-separated: older ones only decrypt. */
    ENCRYPTION_KEYS: z.preprocess(
      blankAsAbsent,
      z
        .string("run `npm start` once, or write k1:<base64 of 32 random bytes>")
        .transform((value) => value.split(",").map((part) => part.trim()))
        .pipe(z.array(z.string().regex(/^[a-z0-9]{1,16}:[A-Za-z0-9+/]{43}=$/, "each key is id:<base64 of 32 bytes>")).min(1)),
    ),
    ADMIN_EMAIL: z.preprocess(blankAsAbsent, z.email("write an e-mail address").optional()),
    ADMIN_PASSWORD: z.preprocess(blankAsAbsent, z.string().min(10, "write at least 10 characters").optional()),
    /** Where invitations are handed in; absent: their links are sent by hand. */
    SMTP_URL: readBy(
      parseSmtpUrl,
      "write smtp://user:password@host:587 or smtps://user:password@host:465, special characters in % form (@ is %40)",
    ),
    MAIL_FROM: readBy(parseSender, "write an address such as Fiko Sync <no-reply@shop.example>"),
    OIDC_ISSUER: address,
    OIDC_CLIENT_ID: text,
    OIDC_CLIENT_SECRET: text,
    OIDC_NAME: z.preprocess(blankAsAbsent, z.string().default("SSO")),
    /** Proxies in front of us that append to X-Forwarded-For; 0: the socket's address is the client's. */
    TRUSTED_PROXY_COUNT: wholeNumber(0, 0, 10),
    /** Shops without https may connect, also from other machines, and are fetched from: for development. */
    ALLOW_HTTP_SHOPS: flag,
    /** The hub fetches from shops without https and at addresses of its own network: for development. */
    ALLOW_PRIVATE_SHOPS: flag,
    /** Requests a minute from one address, health calls and refused requests. */
    ADDRESS_RATE_PER_MINUTE: wholeNumber(6000, 1, 10_000_000),
    /** The hub's own app at Shopify: with it shops are connected by a click. Its secret signs webhooks and the way back. */
    SHOPIFY_API_KEY: text,
    SHOPIFY_API_SECRET: text,
    /** The secret before the last rotation: Shopify signs with it for up to an hour more. */
    SHOPIFY_API_SECRET_OLD: text,
    INNGEST_MODE: z.preprocess(blankAsAbsent, z.enum(["embedded", "server"], "write embedded or server").optional()),
    INNGEST_EVENT_KEY: text,
    INNGEST_SIGNING_KEY: text,
    INNGEST_SIGNING_KEY_FALLBACK: text,
    INNGEST_BASE_URL: address,
    INNGEST_DEV: flag,
    /** Runs of the embedded engine at the same time. Nine of them may be waiting for shops (make-run-sync.ts): the rest save and embed. */
    ENGINE_WORKERS: wholeNumber(11, 1, 64),
    OPENAI_API_KEY: text,
    OPENAI_BASE_URL: address,
    EMBEDDING_MODEL: z.preprocess(blankAsAbsent, z.string().default("text-embedding-3-small")),
    /** text-embedding-3 models shorten well: 512 keeps nearly all of the quality at a third of the storage. */
    EMBEDDING_DIMENSIONS: wholeNumber(512, 8, 4000),
    EMBEDDING_USD_PER_MILLION_TOKENS: z.preprocess(
      blankAsAbsent,
      z
        .string()
        .regex(/^\d+(\.\d+)?$/, "write a number such as 0.02")
        .default("0.02"),
    ),
    EMBEDDING_TIMEOUT_MS: wholeNumber(30_000, 100, 600_000),
    /** Writes the TL;DR when OPENAI_API_KEY is set; empty: extractive only. */
    SUMMARY_MODEL: z.preprocess((value) => value ?? "gpt-4o-mini", z.string().trim()),
    SUMMARY_USD_PER_MILLION_TOKENS: z.preprocess(
      blankAsAbsent,
      z
        .string()
        .regex(/^\d+(\.\d+)?$/, "write a number such as 0.3")
        .default("0.3"),
    ),
    METRICS_TOKEN: text,
    /** Days to keep ended events, payload and all; 0 keeps them for ever. */
    EVENT_RETENTION_DAYS: wholeNumber(0, 0, 36_500),
    /** A comparison that finds more than this share of a catalogue different is an alarm. */
    DRIFT_ALERT_PERCENT: z.preprocess(blankAsAbsent, z.coerce.number("write a number such as 1").min(0).max(100).default(1)),
    LOG_LEVEL: z.preprocess(blankAsAbsent, z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info")),
  })
  .transform((raw) => ({
    ...raw,
    INNGEST_MODE: raw.INNGEST_MODE ?? (raw.INNGEST_EVENT_KEY && raw.INNGEST_SIGNING_KEY ? ("server" as const) : ("embedded" as const)),
    PUBLIC_URL: (raw.PUBLIC_URL ?? `http://${raw.HOST.includes(":") ? `[${raw.HOST}]` : raw.HOST}:${raw.PORT}`).replace(/\/$/, ""),
  }))
  .superRefine((env, ctx) => {
    const problem = (path: keyof typeof env, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
    if (env.INNGEST_MODE === "server" && !env.INNGEST_EVENT_KEY) problem("INNGEST_EVENT_KEY", "INNGEST_MODE=server needs it");
    if (env.INNGEST_MODE === "server" && !env.INNGEST_SIGNING_KEY) problem("INNGEST_SIGNING_KEY", "INNGEST_MODE=server needs it");
    // In dev mode Inngest's handler executes any unsigned request.
    if (env.INNGEST_DEV && env.NODE_ENV === "production")
      problem("INNGEST_DEV", "must not be set in production: it would run unsigned requests");
    if (env.OIDC_ISSUER && !(env.OIDC_CLIENT_ID && env.OIDC_CLIENT_SECRET))
      problem("OIDC_CLIENT_ID", "OIDC_ISSUER needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET");
    if (Boolean(env.SHOPIFY_API_KEY) !== Boolean(env.SHOPIFY_API_SECRET))
      problem("SHOPIFY_API_KEY", "SHOPIFY_API_KEY and SHOPIFY_API_SECRET come together");
    if (env.SHOPIFY_API_SECRET_OLD && !env.SHOPIFY_API_SECRET) problem("SHOPIFY_API_SECRET_OLD", "is of no use without SHOPIFY_API_SECRET");
    if (Boolean(env.SMTP_URL) !== Boolean(env.MAIL_FROM)) problem("MAIL_FROM", "SMTP_URL and MAIL_FROM come together");
    if (Boolean(env.ADMIN_EMAIL) !== Boolean(env.ADMIN_PASSWORD)) problem("ADMIN_EMAIL", "ADMIN_EMAIL and ADMIN_PASSWORD come together");
  });

export type Env = z.output<typeof envSchema>;

/** @throws Error naming every wrong setting, one a line, without its value. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = envSchema.safeParse(source);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The configuration is not right (see docs/configuration.md):\n${lines.join("\n")}`);
}

let parsed: Env | undefined;

/** `next build` imports modules that read settings, where secrets have no business to be. */
const forBuild = () => ({ NEXTAUTH_SECRET: "-".repeat(32), ENCRYPTION_KEYS: `build:${Buffer.alloc(32).toString("base64")}` });

/** The settings of this process. */
export function readEnv(): Env {
  return (parsed ??= parseEnv(process.env.NEXT_PHASE === "phase-production-build" ? { ...forBuild(), ...process.env } : process.env));
}

/** While `next build` runs: pages are tried out then, and there is no world to read. The name is Next's own. */
export const isBuilding = () => process.env.NEXT_PHASE === "phase-production-build";
