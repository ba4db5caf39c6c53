import type { DbClient } from "@/lib/core/db";

/** Back to a freshly migrated database: sequences too, and the indexes that a model's vectors get when they are many. */
export async function emptyTables(db: DbClient): Promise<void> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`;
  await db.$executeRawUnsafe(`TRUNCATE ${tables.map(({ name }) => name).join(", ")} RESTART IDENTITY CASCADE`);
  const ofModels = await db.$queryRaw<{ name: string }[]>`
    SELECT quote_ident(indexname) AS name FROM pg_indexes WHERE schemaname = 'public' AND indexname LIKE 'embedding\\_hnsw\\_%'`;
  for (const { name } of ofModels) await db.$executeRawUnsafe(`DROP INDEX ${name}`);
}
