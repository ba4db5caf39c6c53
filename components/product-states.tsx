import { BookCheck, BookDashed, BookOpenText, CircleCheck, CircleOff, EyeOff, Trash2 } from "lucide-react";
import type { HiddenReason } from "@/lib/access/stores/visibility";
import type { ProductRow } from "@/lib/catalog/wire";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { Badge } from "./ui/badge";

/** What the shop sells today; how many, when the shop counts. */
export function Stock({ product, ui: { t, format } }: { product: { inStock: boolean; stockQuantity?: string | null }; ui: Ui }) {
  if (!product.inStock)
    return (
      <Badge tone="neutral" icon={CircleOff}>
        {t.products.outOfStock}
      </Badge>
    );
  const counted = product.stockQuantity ?? null;
  return (
    <Badge tone="good" icon={CircleCheck}>
      {counted === null ? t.products.inStock : fill(t.products.inStockCount, { count: format.decimal(counted) })}
    </Badge>
  );
}

/** The price now; before a sale the usual one is struck, and said for those who hear it. */
export function Price({
  product,
  ui: { t, format },
}: {
  product: { price: string | null; currency: string | null; onSale?: boolean; regularPrice?: string | null };
  ui: Ui;
}) {
  const before = product.onSale && product.regularPrice && product.regularPrice !== product.price ? product.regularPrice : null;
  return (
    <span className="figures inline-flex flex-wrap items-baseline justify-end gap-x-2">
      {before !== null && (
        <span className="text-xs text-ink-soft">
          <span className="sr-only">{t.products.before} </span>
          <s className="whitespace-nowrap">{format.money(before, product.currency)}</s>
        </span>
      )}
      <span className={product.price === null ? "text-ink-soft" : "whitespace-nowrap"}>
        {format.money(product.price, product.currency)}
      </span>
    </span>
  );
}

/** Public in the shop, but kept from the AI: by whose word. */
const KeptBack = ({ reason, ui: { t } }: { reason: HiddenReason; ui: Ui }) => (
  <Badge tone="neutral" icon={EyeOff}>
    {t.settings.hidden.reason[reason]}
  </Badge>
);

type Known = Pick<ProductRow, "knowledge" | "hiddenBy" | "isActive" | "isPublishable">;

export function KnowledgeState({ product, ui }: { product: Known; ui: Ui }) {
  const { t } = ui;
  if (product.hiddenBy !== null && product.isActive && product.isPublishable) return <KeptBack reason={product.hiddenBy} ui={ui} />;
  const { status } = product.knowledge;
  if (status === "ready")
    return (
      <Badge tone="good" icon={BookCheck}>
        {t.products.knowledge.ready}
      </Badge>
    );
  if (status === "waiting")
    return (
      <Badge tone="accent" icon={BookOpenText}>
        {t.products.knowledge.waiting}
      </Badge>
    );
  return (
    <Badge tone="neutral" icon={BookDashed}>
      {t.products.knowledge.none}
    </Badge>
  );
}

/** Said only when it is not the usual: deleted in the shop, or not public there. */
export function Presence({ product, ui: { t } }: { product: Pick<ProductRow, "isActive" | "isPublishable">; ui: Ui }) {
  if (!product.isActive)
    return (
      <Badge tone="neutral" icon={Trash2}>
        {t.products.inactive}
      </Badge>
    );
  return product.isPublishable ? null : (
    <Badge tone="neutral" icon={EyeOff}>
      {t.products.unpublished}
    </Badge>
  );
}
