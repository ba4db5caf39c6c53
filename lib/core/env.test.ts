import { describe, expect, test } from "vitest";
import { parseEnv } from "./env";

const key = Buffer.alloc(32, 1).toString("base64");
const right = { NEXTAUTH_SECRET: "s".repeat(32), ENCRYPTION_KEYS: `k1:${key}` };

function problemsOf(given: Record<string, string | undefined>): string[] {
  try {
    parseEnv({ ...right, ...given });
    return [];
  } catch (error) {
    return (error as Error).message.split("\n").slice(1);
  }
}

test("the two secrets are all that must be set; the rest has its default", () => {
  expect(parseEnv(right)).toMatchObject({
    NODE_ENV: "production",
    DATA_DIR: ".data",
    HOST: "127.0.0.1",
    PORT: 3000,
    PUBLIC_URL: "http://127.0.0.1:3000",
    INNGEST_MODE: "embedded",
    TRUSTED_PROXY_COUNT: 0,
    EMBEDDING_MODEL: "text-embedding-3-small",
    ENCRYPTION_KEYS: [`k1:${key}`],
    LOG_LEVEL: "info",
  });
  expect(parseEnv(right).DATABASE_URL).toBeUndefined();
});

test("an empty setting is an absent one, as compose files write it", () => {
  const blank = Object.fromEntries(
    [
      "DATABASE_URL",
      "DATA_DIR",
      "PORT",
      "PUBLIC_URL",
      "ADMIN_EMAIL",
      "ADMIN_PASSWORD",
      "OIDC_ISSUER",
      "INNGEST_MODE",
      "INNGEST_DEV",
      "OPENAI_BASE_URL",
      "LOG_LEVEL",
    ].map((name) => [name, " "]),
  );
  expect(parseEnv({ ...right, ...blank })).toEqual(parseEnv(right));
});

const wrong: [name: string, value: string | undefined, says: RegExp, others?: Record<string, string>][] = [
  ["NODE_ENV", "live-8842", /NODE_ENV/],
  ["DATABASE_URL", "mysql://me:hunter2-8842@db/app", /DATABASE_URL: write postgresql:\/\//],
  ["DATABASE_POOL_SIZE", "8842", /DATABASE_POOL_SIZE/],
  ["PORT", "eight8842", /PORT: write a whole number/],
  ["PORT", "88420", /PORT/],
  ["PUBLIC_URL", "ftp://hub8842.example", /PUBLIC_URL: write an http\(s\) address/],
  ["PUBLIC_URL", "hub8842.example", /PUBLIC_URL: write an http\(s\) address/],
  ["NEXTAUTH_SECRET", undefined, /NEXTAUTH_SECRET: run `npm start` once/],
  ["NEXTAUTH_SECRET", "short-8842", /NEXTAUTH_SECRET: write at least 32/],
  ["ENCRYPTION_KEYS", undefined, /ENCRYPTION_KEYS: run `npm start` once/],
  ["ENCRYPTION_KEYS", "k1:c2hvcnQ8842", /ENCRYPTION_KEYS.*: each key is id:<base64 of 32 bytes>/],
  ["ENCRYPTION_KEYS", `${key}8842`, /ENCRYPTION_KEYS.*: each key is/],
  ["ENCRYPTION_KEYS", `k1:${key},k2:8842`, /ENCRYPTION_KEYS\.1: each key is/],
  ["ADMIN_EMAIL", "admin8842", /ADMIN_EMAIL: write an e-mail/, { ADMIN_PASSWORD: "long enough" }],
  ["ADMIN_EMAIL", "a8842@example.test", /ADMIN_EMAIL: .*come together/],
  ["ADMIN_PASSWORD", "sh8842", /ADMIN_PASSWORD: write at least 10/, { ADMIN_EMAIL: "a@example.test" }],
  ["SMTP_URL", "mail8842.example:587", /SMTP_URL: write smtp:\/\//, { MAIL_FROM: "a@example.test" }],
  ["SMTP_URL", "smtp://user8842@mail.example", /SMTP_URL: write smtp:\/\//, { MAIL_FROM: "a@example.test" }],
  ["SMTP_URL", "smtp://u:p8842@mail.example", /MAIL_FROM: .*come together/],
  ["MAIL_FROM", "8842", /MAIL_FROM: write an address/, { SMTP_URL: "smtp://mail.example" }],
  ["MAIL_FROM", "a8842@example.test", /MAIL_FROM: .*come together/],
  ["OIDC_ISSUER", "id8842.example", /OIDC_ISSUER: write an http/],
  ["OIDC_ISSUER", "https://id8842.example", /OIDC_CLIENT_ID: OIDC_ISSUER needs/],
  ["TRUSTED_PROXY_COUNT", "-8842", /TRUSTED_PROXY_COUNT/],
  ["TRUSTED_PROXY_COUNT", "1.8842", /TRUSTED_PROXY_COUNT/],
  ["ADDRESS_RATE_PER_MINUTE", "0", /ADDRESS_RATE_PER_MINUTE/],
  ["INNGEST_MODE", "cloud8842", /INNGEST_MODE: write embedded or server/],
  ["INNGEST_MODE", "server", /INNGEST_SIGNING_KEY: INNGEST_MODE=server needs it/, { INNGEST_EVENT_KEY: "event8842" }],
  ["INNGEST_MODE", "server", /INNGEST_EVENT_KEY: INNGEST_MODE=server needs it/, { INNGEST_SIGNING_KEY: "sign8842" }],
  ["INNGEST_DEV", "1", /INNGEST_DEV: must not be set in production/],
  ["INNGEST_DEV", "maybe8842", /INNGEST_DEV: write 1 or 0/],
  ["INNGEST_BASE_URL", "inngest8842:8288", /INNGEST_BASE_URL: write an http/],
  ["ENGINE_WORKERS", "8842", /ENGINE_WORKERS/],
  ["OPENAI_BASE_URL", "localhost8842", /OPENAI_BASE_URL: write an http/],
  ["EMBEDDING_DIMENSIONS", "8842", /EMBEDDING_DIMENSIONS/],
  ["EMBEDDING_USD_PER_MILLION_TOKENS", "8842 cents", /EMBEDDING_USD_PER_MILLION_TOKENS: write a number such as/],
  ["EMBEDDING_TIMEOUT_MS", "50", /EMBEDDING_TIMEOUT_MS/],
  ["EVENT_RETENTION_DAYS", "8842x", /EVENT_RETENTION_DAYS/],
  ["LOG_LEVEL", "loud8842", /LOG_LEVEL/],
];

test.each(wrong)("%s=%s is told in one line, without its value", (name, value, says, others = {}) => {
  const lines = problemsOf({ ...others, [name]: value });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(says);
  expect(lines.join("\n")).not.toMatch(/8842/);
});

test("every wrong setting is named at once", () => {
  expect(problemsOf({ PORT: "x", LOG_LEVEL: "y", NEXTAUTH_SECRET: undefined }).map((line) => line.trim().split(":")[0])).toEqual([
    "PORT",
    "NEXTAUTH_SECRET",
    "LOG_LEVEL",
  ]);
});

describe("what follows from other settings", () => {
  test("Inngest's keys choose its server; the mode can be said too", () => {
    const keys = { INNGEST_EVENT_KEY: "e", INNGEST_SIGNING_KEY: "s" };
    expect(parseEnv({ ...right, ...keys }).INNGEST_MODE).toBe("server");
    expect(parseEnv({ ...right, ...keys, INNGEST_MODE: "embedded" }).INNGEST_MODE).toBe("embedded");
  });
  test.each([
    [{ HOST: "::1", PORT: "8080" }, "http://[::1]:8080"],
    [{ PUBLIC_URL: "https://hub.example/" }, "https://hub.example"],
  ])("the public address of %o is %s", (given, address) => {
    expect(parseEnv({ ...right, ...given }).PUBLIC_URL).toBe(address);
  });
  test("an empty SUMMARY_MODEL means none, an absent one the default", () => {
    expect([parseEnv({ ...right, SUMMARY_MODEL: "" }).SUMMARY_MODEL, parseEnv(right).SUMMARY_MODEL]).toEqual(["", "gpt-4o-mini"]);
  });
});

test("a Shopify app has a key and a secret; an old secret alone is of no use", () => {
  expect(problemsOf({ SHOPIFY_API_KEY: "key" })).toEqual(["  SHOPIFY_API_KEY: SHOPIFY_API_KEY and SHOPIFY_API_SECRET come together"]);
  expect(problemsOf({ SHOPIFY_API_SECRET: "secret" })).toHaveLength(1);
  expect(problemsOf({ SHOPIFY_API_SECRET_OLD: "old" })).toHaveLength(1);
  expect(problemsOf({ SHOPIFY_API_KEY: "key", SHOPIFY_API_SECRET: "secret", SHOPIFY_API_SECRET_OLD: "old" })).toEqual([]);
});
