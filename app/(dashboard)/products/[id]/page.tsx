import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import type { Caller } from "@/lib/access/caller";
import { KEPT_CHANGES } from "@/lib/catalog/history/change";
import { listHistory } from "@/lib/catalog/history/list-history";
import { showProduct } from "@/lib/catalog/show-product";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { embeddedChunks } from "@/lib/knowledge/embedded-chunks";
import { summaryOf } from "@/lib/knowledge/summary-of";
import { suspiciousTextOf } from "@/lib/knowledge/text/suspicious-text";
import { toPlainText } from "@/lib/knowledge/text/plain-text";
import { getDeps } from "@/lib/runtime";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Facts } from "@/components/ui/facts";
import { Section } from "@/components/ui/section";
import { Gallery } from "./gallery";
import { ProductFacts } from "./product-facts";
import { ProductHead } from "./product-head";
import { ProductHistory } from "./product-history";
import { ReadByAi } from "./read-by-ai";
import { VariantTable } from "./variant-table";

/** Of each list this much is shown at first; the address asks for all of it. */
const FIRST_VARIANTS = 20;

export async function generateMetadata(): Promise<Metadata> {
  return { title: uiOf(await currentLanguage()).t.products.title };
}

async function findProduct(deps: Pick<Deps, "db">, caller: Caller, id: string) {
  try {
    return await showProduct(deps, caller, id);
  } catch (error) {
    if (error instanceof AppError && error.code === "product_not_found") notFound();
    throw error;
  }
}

const showAll = "w-fit inline-flex min-h-6 items-center font-medium text-accent underline-offset-4 hover:underline";
type Shown = { history?: string | string[]; variants?: string | string[]; pictures?: string | string[] };

export default async function ProductPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: Promise<Shown> }) {
  const [{ id }, shown, caller, deps, language] = await Promise.all([params, searchParams, currentCaller(), getDeps(), currentLanguage()]);
  const ui = uiOf(language);
  const { t, format } = ui;
  const words = t.products.detail;
  const product = await findProduct(deps, caller, id);
  const [summary, history, embedded] = await Promise.all([
    summaryOf(deps, product),
    listHistory(deps, caller, id, { limit: KEPT_CHANGES, cursor: undefined }),
    embeddedChunks(
      deps,
      product.chunks.map((chunk) => chunk.id),
    ),
  ]);
  const href = `/products/${product.id}`;
  const variants = shown.variants === "all" ? product.variants : product.variants.slice(0, FIRST_VARIANTS);
  const now = deps.now();
  const title = product.title || product.externalId;
  const images = [...new Set([...(product.image ? [product.image] : []), ...product.gallery])];
  const description = toPlainText([product.shortDescription, product.description].filter(Boolean).join("\n\n"));
  return (
    <>
      <Breadcrumbs label={t.common.breadcrumbs} above={[{ href: "/products", label: t.products.title }]} here={title} />
      <ProductHead product={product} title={title} ui={ui} />
      <div className="grid grid-cols-1 gap-8 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid min-w-0 grid-cols-1 content-start gap-8">
          <ReadByAi
            summary={summary}
            chunks={product.chunks.map((chunk) => ({ ...chunk, isEmbedded: embedded.has(chunk.id) }))}
            isSuspicious={suspiciousTextOf(`${title}\n${product.shortDescription}\n${product.description}`).length > 0}
            ui={ui}
          />
          {product.variants.length > 0 && (
            <Section title={words.variants} anchor="variants">
              <VariantTable variants={variants} currency={product.currency} ui={ui} />
              {variants.length < product.variants.length && (
                <Link href={`${href}?variants=all#variants`} prefetch={false} scroll={false} className={showAll}>
                  {fill(words.showVariants, { count: format.number(product.variants.length) })}
                </Link>
              )}
            </Section>
          )}
          {description !== "" && (
            <Section title={words.description}>
              <p dir="auto" className="text-page break-words whitespace-pre-line text-ink-soft">
                {description}
              </p>
            </Section>
          )}
        </div>
        <div className="grid min-w-0 grid-cols-1 content-start gap-8 max-xl:row-start-1">
          <Section title={words.facts} note={words.factsNote}>
            <ProductFacts product={product} last={history.rows[0] ?? null} now={now} ui={ui} />
          </Section>
          {product.attributes.length > 0 && (
            <Section title={words.attributes}>
              <Facts
                facts={product.attributes.map(({ name, options }) => ({
                  label: name,
                  value: <bdi>{options.join(language === "fa" ? "، " : ", ")}</bdi>,
                }))}
              />
            </Section>
          )}
          {images.length > 0 && <Gallery images={images} title={title} isAll={shown.pictures === "all"} href={href} ui={ui} />}
          <ProductHistory
            history={history.rows}
            isAll={shown.history === "all"}
            href={href}
            currency={product.currency}
            now={now}
            ui={ui}
          />
        </div>
      </div>
    </>
  );
}
