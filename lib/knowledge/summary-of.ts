import type { Deps } from "@/lib/core/deps";
import type { KnowledgeContent } from "./text/content";
import { summariseExtractively } from "./text/summarise";

export type Summary = { text: string; source: "extractive" | "openai" };

/** The TL;DR of a product: a language model's when one was written for this very content, else its own first sentences. */
export async function summaryOf({ db }: Pick<Deps, "db">, product: KnowledgeContent & { contentHash: string }): Promise<Summary | null> {
  const written = await db.summary.findFirst({
    where: { contentHash: product.contentHash, text: { not: "" } },
    orderBy: { createdAt: "desc" },
    select: { text: true },
  });
  if (written) return { text: written.text, source: "openai" };
  const text = summariseExtractively(product);
  return text === "" ? null : { text, source: "extractive" };
}
