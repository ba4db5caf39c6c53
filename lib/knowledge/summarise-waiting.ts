import type { Deps } from "@/lib/core/deps";
import { bookLedger } from "./ledger";
import { isEmbedderError } from "./embed/embedder";
import { openAiClient } from "./embed/openai-embedder";
import { summariseWithOpenAi } from "./text/summarise-with-openai";

/** Products given a TL;DR by one run. */
const MAX_SUMMARIES = 50;

/**
 * Has the language model write the TL;DR of contents that have none yet; paid once per content, in whichever store.
 * Without a key or a SUMMARY_MODEL the extractive one stays. May run twice.
 */
export async function summariseWaiting({ db, env, log, now }: Pick<Deps, "db" | "env" | "log" | "now">): Promise<number> {
  const model = env.SUMMARY_MODEL;
  if (env.OPENAI_API_KEY === undefined || model === "") return 0;
  const client = openAiClient({
    apiKey: env.OPENAI_API_KEY,
    ...(env.OPENAI_BASE_URL && { baseUrl: env.OPENAI_BASE_URL }),
    timeoutMs: env.EMBEDDING_TIMEOUT_MS,
  });
  const products = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT ON (p.content_hash) p.id::text FROM product p
    WHERE p.is_publishable AND NOT EXISTS (SELECT 1 FROM summary t WHERE t.content_hash = p.content_hash AND t.model = ${model}) LIMIT ${MAX_SUMMARIES}`;
  let written = 0;
  for (const { id } of products) {
    const product = await db.product.findUnique({
      where: { id },
      select: {
        storeId: true,
        contentHash: true,
        title: true,
        shortDescription: true,
        description: true,
        categories: true,
        tags: true,
        brand: true,
        attributes: true,
      },
    });
    if (!product) continue;
    try {
      const content = { ...product, attributes: product.attributes as { name: string; options: string[] }[], variants: [] };
      const { summary: text, tokens } = await summariseWithOpenAi(client, {
        model,
        content,
        signal: AbortSignal.timeout(env.EMBEDDING_TIMEOUT_MS),
      });
      // Nothing usable came back: the extractive one stays, and this content is not asked about again.
      await db.$transaction(async (tx) => {
        await tx.$executeRaw`INSERT INTO summary (content_hash, model, text) VALUES (${product.contentHash}, ${model}, ${text ?? ""}) ON CONFLICT DO NOTHING`;
        await bookLedger(
          tx,
          [
            {
              storeId: product.storeId,
              purpose: "summary",
              model,
              usdPerMillionTokens: env.SUMMARY_USD_PER_MILLION_TOKENS,
              calls: 1,
              textsPaid: 1,
              tokensPaid: tokens,
            },
          ],
          now(),
        );
      });
      written += 1;
    } catch (error) {
      // A content the service refuses must not keep the others waiting: the extractive one stays for it.
      if (isEmbedderError(error) && error.mayBeOneText) {
        await db.$executeRaw`INSERT INTO summary (content_hash, model, text) VALUES (${product.contentHash}, ${model}, '') ON CONFLICT DO NOTHING`;
        continue;
      }
      log.warn({ err: error, model }, "summary not written; the extractive one is shown");
      return written;
    }
  }
  return written;
}
