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
  // Answers are small JSON; compressing them here costs the ingest path more than the network gains.
  compress: false,
  devIndicators: false,
};

export default config;
