import { type Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { recordAudit } from "@/lib/access/audit";
import { isUuid, storesOf, type Caller } from "@/lib/access/caller";
import { queryKeyOf } from "./query-key";
import { MAX_JUDGEMENTS_PER_STORE, type Verdict } from "./wire";

export type NewJudgement = {
  productId: string;
  query: string;
  /** As on the wire: what the search that showed the product was narrowed to. */
  filters: Record<string, string | number | boolean>;
  /** Where it stood. */
  rank: number;
  score: number;
  /** null takes one's own judgement back. */
  verdict: Verdict | null;
};

/**
 * Keeps a person's word on one answer: one per person, query, store and product, the last one counts. May run twice.
 * @throws AppError product_not_found: no such product, or not of one of the caller's stores; judgements_full.
 */
export async function judge({ db, now }: Pick<Deps, "db" | "now">, caller: Caller, input: NewJudgement): Promise<void> {
  const { productId, query, verdict, rank, score } = input;
  const product = isUuid(productId)
    ? await db.product.findFirst({ where: { AND: [{ id: productId }, { store: storesOf(caller) }] }, select: { storeId: true } })
    : null;
  if (!product) throw new AppError("product_not_found");
  const { storeId } = product;
  const key = { userId: caller.userId, storeId, queryKey: queryKeyOf(query), productId };
  await db.$transaction(async (tx) => {
    // One judgement of a store at a time, so that its number can be bounded; nothing but a change of the store waits for it.
    await tx.$queryRaw`SELECT 1 FROM store WHERE id = ${storeId}::uuid FOR NO KEY UPDATE`;
    const before = await tx.searchJudgement.findUnique({
      where: { userId_storeId_queryKey_productId: key },
      select: { id: true, verdict: true },
    });
    if ((before?.verdict ?? null) === verdict) return;
    if (verdict === null) await tx.searchJudgement.deleteMany({ where: key });
    else {
      if (!before && (await tx.searchJudgement.count({ where: { storeId }, take: MAX_JUDGEMENTS_PER_STORE })) >= MAX_JUDGEMENTS_PER_STORE)
        throw new AppError("judgements_full");
      const said = { query, filters: input.filters satisfies Prisma.InputJsonObject, verdict, rank, score, judgedAt: now() };
      await tx.searchJudgement.upsert({
        where: { userId_storeId_queryKey_productId: key },
        create: { ...key, ...said },
        update: said,
        select: { id: true },
      });
    }
    await recordAudit(tx, caller, {
      action: "store.judge_search",
      targetType: "store",
      targetId: storeId,
      details: { q: query, productId, before: { verdict: before?.verdict ?? null }, after: { verdict } },
    });
  });
}

/** The caller's own word on these products as answers to this query. */
export async function ownVerdicts(
  { db }: Pick<Deps, "db">,
  caller: Caller,
  query: string,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, Verdict>> {
  if (productIds.length === 0) return new Map();
  const rows = await db.searchJudgement.findMany({
    where: { userId: caller.userId, store: storesOf(caller), queryKey: queryKeyOf(query), productId: { in: [...productIds] } },
    select: { productId: true, verdict: true },
  });
  return new Map(rows.map(({ productId, verdict }) => [productId, verdict as Verdict]));
}
