import { joinList } from "@/lib/core/value-list";
import { ExternalLink } from "lucide-react";
import Link from "next/link";
import type { ProductDetail } from "@/lib/catalog/wire";
import type { HistoryRow } from "@/lib/catalog/history/wire";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { Price, Stock } from "@/components/product-states";
import { CopyButton } from "@/components/ui/copy-button";
import { Facts } from "@/components/ui/facts";
import { Latin } from "@/components/ui/latin";
import { TimeAgo } from "@/components/ui/time-ago";
import { Cause } from "./product-history";

const linkLook = "inline-flex min-h-6 items-center font-medium text-accent underline-offset-4 hover:underline";

export function ProductFacts({
  product,
  last,
  now,
  ui,
}: {
  product: Omit<ProductDetail, "tldr" | "textWarnings">;
  /** The newest entry of its history. */
  last: HistoryRow | null;
  now: Date;
  ui: Ui;
}) {
  const { t, format } = ui;
  const words = t.products.detail;
  const time = (at: Date | null) => <TimeAgo at={at} now={now} format={format} otherwise={t.common.none} />;
  const number = product.externalId.replace(/^[a-z]+_/, "");
  const names = (list: readonly string[], hrefOf?: (name: string) => string) => (
    <span className="flex flex-wrap gap-x-3">
      {list.map((name) =>
        hrefOf ? (
          <Link key={name} href={hrefOf(name)} prefetch={false} className={linkLook}>
            <bdi>{name}</bdi>
          </Link>
        ) : (
          <bdi key={name}>{name}</bdi>
        ),
      )}
    </span>
  );
  return (
    <Facts
      facts={[
        {
          label: words.price,
          value: (
            <span className="font-semibold">
              <Price product={product} ui={ui} />
            </span>
          ),
        },
        { label: words.stock, value: <Stock product={product} ui={ui} /> },
        product.sku === ""
          ? null
          : {
              label: words.sku,
              value: (
                <CopyButton
                  text={product.sku}
                  label={fill(t.common.copyId, { id: product.sku })}
                  copied={t.common.copied}
                  failed={t.common.copyFailed}
                  isId
                />
              ),
            },
        { label: words.number, value: <Latin isCode>{number}</Latin> },
        { label: words.type, value: <Latin>{product.productType}</Latin> },
        { label: words.status, value: <Latin>{product.status}</Latin> },
        product.brand === null ? null : { label: words.brand, value: <bdi>{product.brand}</bdi> },
        product.categories.length === 0
          ? null
          : {
              label: words.categories,
              value: names(product.categories, (name) => `/products?category=${encodeURIComponent(joinList([name]))}`),
            },
        product.tags.length === 0 ? null : { label: words.tags, value: names(product.tags) },
        { label: words.store, value: <bdi>{product.store.name}</bdi> },
        product.sourceUpdatedAt && { label: words.changedThere, value: time(product.sourceUpdatedAt) },
        product.lastSyncAt && { label: words.synced, value: time(product.lastSyncAt) },
        last?.cause
          ? {
              label: t.history.lastChange,
              value: (
                <>
                  <Cause cause={last.cause} ui={ui} /> · {time(last.at)}
                </>
              ),
            }
          : null,
        {
          label: words.events,
          value: (
            <span className="flex flex-wrap gap-x-4">
              <Link href={`/events?store=${product.store.id}&product=${encodeURIComponent(number)}`} prefetch={false} className={linkLook}>
                {t.events.detail.productEvents}
              </Link>
              {product.link !== null && /^https?:/.test(product.link) && (
                <a href={product.link} target="_blank" rel="noreferrer" className={`${linkLook} gap-1`}>
                  {words.openShop}
                  <ExternalLink aria-hidden className="size-3.5" />
                </a>
              )}
            </span>
          ),
        },
      ]}
    />
  );
}
