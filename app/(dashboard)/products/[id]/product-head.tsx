import Link from "next/link";
import { knowledgeTold, type ProductRow } from "@/lib/catalog/wire";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { KnowledgeState, Presence, Stock } from "@/components/product-states";
import { buttonClass } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { ProductImage } from "@/components/ui/product-image";
import { HideButton } from "../../_components/hide-button";
import { Live } from "../../_components/live";
import { fingerprintOf } from "../../_data/fingerprint";

type Props = { product: ProductRow; title: string; ui: Ui };

/** What the product is, whether it is for sale and whether the AI knows it, in one sentence; and the button that keeps it from the AI. */
export function ProductHead({ product, title, ui }: Props) {
  const { t } = ui;
  const isPublic = product.isActive && product.isPublishable;
  const hiding = t.settings.hidden;
  const state = !product.isActive ? "deleted" : !product.isPublishable ? "hidden" : product.inStock ? "forSale" : "outOfStock";
  return (
    <div className="flex items-start gap-4">
      <ProductImage src={product.image} alt="" className="size-16 sm:size-20" />
      <div className="min-w-0 flex-1">
        <PageHeader
          title={<bdi>{title}</bdi>}
          state={
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              {isPublic ? <Stock product={product} ui={ui} /> : <Presence product={product} ui={ui} />}
              <KnowledgeState product={product} ui={ui} />
              <span>
                {t.products.detail.now[state]}{" "}
                {isPublic && product.hiddenBy ? hiding.long[product.hiddenBy] : knowledgeSentence(product, ui)}
              </span>
            </p>
          }
        >
          {knowledgeTold(product).status === "waiting" && (
            <Live
              url={`/api/v1/web-knowledge/products/${product.id}/`}
              fingerprint={fingerprintOf([{ id: product.id, knowledge: product.knowledge }])}
              t={t.events.live}
            />
          )}
          {isPublic &&
            (product.hiddenBy === null || product.hiddenBy === "hand" ? (
              <HideButton
                id={product.id}
                isHidden={product.hiddenBy === "hand"}
                label={fill(product.hiddenBy === "hand" ? hiding.showLabel : hiding.hideLabel, { title })}
                t={hiding}
              />
            ) : (
              <Link href={`/stores/${product.store.id}/settings#visibility`} prefetch={false} className={buttonClass()}>
                {hiding.settings}
              </Link>
            ))}
        </PageHeader>
      </div>
    </div>
  );
}

function knowledgeSentence({ knowledge, isActive, isPublishable }: ProductRow, { t, format }: Ui): string {
  const words = t.products.knowledgeLong;
  if (knowledge.status !== "none") return fill(words[knowledge.status], { count: format.number(knowledge.chunks) });
  if (!isActive) return words.deleted;
  return isPublishable ? words.none : words.unpublished;
}
