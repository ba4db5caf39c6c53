import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { Caller } from "@/lib/access/caller";
import { showProduct } from "@/lib/catalog/show-product";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { summaryOf } from "@/lib/knowledge/summary-of";
import { suspiciousTextOf } from "@/lib/knowledge/text/suspicious-text";
import { toPlainText } from "@/lib/knowledge/text/plain-text";
import { getDeps } from "@/lib/runtime";
import { KnowledgeState, Presence } from "@/components/product-states";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Facts } from "@/components/ui/facts";
import { PageHeader } from "@/components/ui/page-header";
import { ProductImage } from "@/components/ui/product-image";
import { Section } from "@/components/ui/section";
import { Live } from "../../_components/live";
import { fingerprintOf } from "../../_data/fingerprint";
import { ProductFacts } from "./product-facts";
import { ReadByAi } from "./read-by-ai";
import { VariantTable } from "./variant-table";

const MAX_IMAGES = 24;

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

export default async function ProductPage({ params }: { params: Promise<{ id: string }> }) {
  const [{ id }, caller, deps, language] = await Promise.all([params, currentCaller(), getDeps(), currentLanguage()]);
  const ui = uiOf(language);
  const { t, format } = ui;
  const words = t.products.detail;
  const product = await findProduct(deps, caller, id);
  const summary = await summaryOf(deps, product);
  const now = deps.now();
  const title = product.title || product.externalId;
  const images = [...new Set([...(product.image ? [product.image] : []), ...product.gallery])].slice(0, MAX_IMAGES);
  const description = toPlainText([product.shortDescription, product.description].filter(Boolean).join("\n\n"));
  const knowledge =
    product.knowledge.status !== "none"
      ? fill(t.products.knowledgeLong[product.knowledge.status], { count: format.number(product.knowledge.chunks) })
      : !product.isActive
        ? t.products.knowledgeLong.deleted
        : !product.isPublishable
          ? t.products.knowledgeLong.unpublished
          : t.products.knowledgeLong.none;
  return (
    <>
      <Breadcrumbs label={t.common.breadcrumbs} above={[{ href: "/products", label: t.products.title }]} here={title} />
      <div className="flex items-start gap-4">
        <ProductImage src={product.image} alt="" className="size-16 sm:size-20" />
        <div className="min-w-0 flex-1">
          <PageHeader
            title={<bdi>{title}</bdi>}
            state={
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <Presence product={product} ui={ui} />
                <KnowledgeState product={product} ui={ui} />
                <span>{knowledge}</span>
              </p>
            }
          >
            {product.knowledge.status === "waiting" && (
              <Live
                url={`/api/v1/web-knowledge/products/${product.id}/`}
                fingerprint={fingerprintOf([{ id: product.id, knowledge: product.knowledge }])}
                t={t.events.live}
              />
            )}
          </PageHeader>
        </div>
      </div>
      <div className="grid grid-cols-1 gap-8 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid min-w-0 grid-cols-1 content-start gap-8">
          <ReadByAi
            summary={summary}
            chunks={product.chunks}
            isSuspicious={suspiciousTextOf(`${title}\n${product.shortDescription}\n${product.description}`).length > 0}
            ui={ui}
          />
          {product.variants.length > 0 && (
            <Section title={words.variants}>
              <VariantTable variants={product.variants} currency={product.currency} ui={ui} />
            </Section>
          )}
          {description !== "" && (
            <Section title={words.description}>
              <p dir="auto" className="break-words whitespace-pre-line text-ink-soft">
                {description}
              </p>
            </Section>
          )}
        </div>
        <div className="grid min-w-0 grid-cols-1 content-start gap-8 max-xl:row-start-1">
          <Section title={words.facts} note={words.factsNote}>
            <ProductFacts product={product} now={now} ui={ui} />
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
          {images.length > 0 && (
            <Section title={words.images}>
              <ul className="grid grid-cols-[repeat(auto-fill,minmax(5.5rem,1fr))] gap-2">
                {images.map((image, at) => (
                  <li key={image}>
                    <ProductImage
                      src={image}
                      alt={fill(words.imageOf, { n: format.number(at + 1), title })}
                      className="aspect-square w-full"
                    />
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </div>
      </div>
    </>
  );
}
