import { Equal, Sparkles } from "lucide-react";
import Link from "next/link";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import type { SearchAnswer } from "@/lib/knowledge/wire";
import { Price, Stock } from "@/components/product-states";
import { Badge } from "@/components/ui/badge";
import { ProductImage } from "@/components/ui/product-image";

type Props = { results: SearchAnswer["results"]; isSpellingOnly: boolean; ui: Ui };

/** What an AI application would get, best first, and why each was found. */
export function SearchResults({ results, isSpellingOnly, ui }: Props) {
  const { t, format } = ui;
  const words = t.knowledge.search;
  return (
    <ol className="grid gap-6">
      {results.map(({ product, chunk, score, matched }) => (
        <li key={product.id} className="flex gap-4">
          <ProductImage src={product.image} alt="" className="size-14 sm:size-16" />
          <article className="grid min-w-0 flex-1 gap-1.5">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
              <h3 className="text-lg font-semibold">
                <Link href={`/products/${product.id}`} prefetch={false} className="underline-offset-4 hover:text-accent hover:underline">
                  <bdi>{product.title}</bdi>
                </Link>
              </h3>
              <span className="flex flex-wrap items-center gap-2">
                <Price product={product} ui={ui} />
                <Stock product={product} ui={ui} />
              </span>
            </div>
            <p
              dir="auto"
              title={words.passage}
              className="line-clamp-3 max-w-prose text-page break-words whitespace-pre-line text-ink-soft"
            >
              {chunk.text}
            </p>
            <p className="flex flex-wrap items-center gap-2 text-xs text-ink-soft">
              {words.why}
              {matched.lexical && (
                <Badge tone="accent" icon={Equal}>
                  {words.lexical}
                </Badge>
              )}
              {matched.semantic && (
                <Badge tone="accent" icon={Sparkles}>
                  {isSpellingOnly ? words.semantic : words.meaning}
                </Badge>
              )}
              <span className="figures">{fill(words.score, { score: format.score(score) })}</span>
            </p>
          </article>
        </li>
      ))}
    </ol>
  );
}
