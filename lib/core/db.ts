import type { PrismaPg } from "@prisma/adapter-pg";
import { Prisma, PrismaClient } from "@/lib/generated/prisma/client";

/** Secrets' digests never leave the database unless a query names them. */
const omit = {
  user: { passwordHash: true },
  invitation: { secretHash: true },
  connectCode: { codeHash: true },
  accessKey: { secretHash: true },
  connection: { credentials: true, webhookSecret: true },
  integrationToken: { secretHash: true, previousSecretHash: true, signingSecret: true, previousSigningSecret: true },
} as const satisfies Prisma.GlobalOmitConfig;

/** A transaction waits this long for the (embedded: only) connection, and may hold it this long. Never over a network call. */
const transactionOptions = { maxWait: 15_000, timeout: 30_000 };

export function createClient(adapter: PrismaPg) {
  return new PrismaClient({ adapter, omit, transactionOptions });
}

export type DbClient = ReturnType<typeof createClient>;
/** The client or an open transaction. */
export type Db = Pick<DbClient, "$queryRaw" | "$executeRaw" | "$queryRawUnsafe" | "$executeRawUnsafe" | Uncapitalize<Prisma.ModelName>>;

export { Prisma };
