import { BookOpenText } from "lucide-react";
import Link from "next/link";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import type { Verdict } from "@/lib/knowledge/judgements/wire";
import type { SearchAnswer } from "@/lib/knowledge/wire";
import { Price, Stock } from "@/components/product-states";
import { ProductImage } from "@/components/ui/product-image";
import { TimeAgo } from "@/components/ui/time-ago";
import type { RankChange } from "../_data/compare-ranks";
import { JudgeButtons } from "./judge-buttons";
import { RankChangeBadge } from "./rank-change";
import { Passage, Why } from "./why";

type Hit = SearchAnswer["results"][number];
type Props = {
  query: string;
  filters: Record<string, string | boolean>;
  results: readonly Hit[];
  verdicts: ReadonlyMap<string, Verdict>;
  /** Of a comparison: what became of an answer. */
  changeOf?: (productId: string) => RankChange | { kind: "gone" } | undefined;
  isSpellingOnly: boolean;
  now: Date;
  ui: Ui;
};

/** What an AI application would get, best first: the product as a customer sees it, why it was found, and a thumb for it. */
export function SearchResults({ query, filters, results, verdicts, changeOf, isSpellingOnly, now, ui }: Props) {
  const { t, format } = ui;
  const words = t.knowledge.search;
  return (
    <ol className="grid gap-8">
      {results.map(({ product, chunk, score, explanation }, at) => {
        const change = changeOf?.(product.id);
        const title = product.title || product.externalId;
        return (
          <li key={product.id} className="flex min-w-0 gap-4">
            <ProductImage src={product.image} alt="" className="size-12 sm:size-16" />
            <article className="grid min-w-0 flex-1 gap-2">
              <div className="flex items-start justify-between gap-2">
                <h3 className="min-w-0 text-lg font-semibold">
                  <span className="figures text-ink-soft">{format.number(at + 1)}. </span>
                  <Link href={`/products/${product.id}`} prefetch={false} className="underline-offset-4 hover:text-accent hover:underline">
                    <bdi>{title}</bdi>
                  </Link>
                </h3>
                <JudgeButtons
                  key={query}
                  answer={{ productId: product.id, query, filters, rank: at + 1, score }}
                  verdict={verdicts.get(product.id) ?? null}
                  label={fill(t.knowledge.judge.group, { title })}
                  t={t.knowledge.judge}
                />
              </div>
              <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                {change && <RankChangeBadge change={change} ui={ui} />}
                <Price product={product} ui={ui} />
                <Stock product={product} ui={ui} />
                {explanation && <FactsAt at={explanation.factsAt} sentence={words.factsAt} now={now} format={format} />}
              </div>
              <Passage segments={explanation?.passages[0]?.segments ?? [{ text: chunk.text, isMarked: false }]} isShort />
              {explanation && <Why title={title} score={score} explanation={explanation} isSpellingOnly={isSpellingOnly} ui={ui} />}
              <Link
                href={`/products/${product.id}`}
                prefetch={false}
                aria-label={`${words.reads}: ${title}`}
                className="inline-flex w-fit items-center gap-1.5 text-sm font-medium text-accent underline-offset-4 hover:underline"
              >
                <BookOpenText aria-hidden className="size-4" />
                {words.reads}
              </Link>
            </article>
          </li>
        );
      })}
    </ol>
  );
}

/** The sentence around a time that shows its exact self on hover and focus. */
function FactsAt({ at, sentence, now, format }: { at: Date; sentence: string; now: Date; format: Ui["format"] }) {
  const [before = "", after = ""] = sentence.split("{time}");
  return (
    <span className="text-xs text-ink-soft">
      {before}
      <TimeAgo at={at} now={now} format={format} otherwise="" />
      {after}
    </span>
  );
}
