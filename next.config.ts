import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  // The development server prints addresses: this one holds a code that works once, also on its way through the sign-in.
  logging: { incomingRequests: { ignore: [/api(\/|%2F)shopify(\/|%2F)/] } },
  // Both spellings of every path are served as they are: a redirected POST loses its body.
  skipTrailingSlashRedirect: true,
  serverExternalPackages: [
    "@electric-sql/pglite",
    "@electric-sql/pglite-pgvector",
    "pg",
    "@node-rs/argon2",
    "pino",
    "prom-client",
    "inngest",
    "gpt-tokenizer",
  ],
  // Done by scripts/server.mjs, for pages and what they load: answers of the API are small JSON that must not wait for it.
  compress: false,
  devIndicators: false,
  // forbidden(): who may not see a page is told so, with status 403.
  experimental: { authInterrupts: true },
};

export default config;
