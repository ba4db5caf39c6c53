import Link from "next/link";
import type { Format } from "@/lib/i18n/format";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { buttonClass } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ProductImage } from "@/components/ui/product-image";
import type { SetupNow } from "./setup-now";

type Props = { storeId: string; setup: SetupNow; format: Format; t: Sentences["setup"]["products"] };

/** The shop's own things, one after the other: the moment somebody sees that it works. */
export function FirstProducts({ storeId, setup, format, t }: Props) {
  if (setup.products === 0) return <p className="text-ink-soft">{t.waiting}</p>;
  return (
    <div className="grid gap-4">
      <p>
        {fill(t.count, { count: format.number(setup.products) })}{" "}
        {setup.failed > 0 && (
          <>
            {fill(t.failed, { count: format.number(setup.failed) })}{" "}
            <Link href={`/events?store=${storeId}&status=failed`} prefetch={false} className="underline underline-offset-4">
              {t.seeFailed}
            </Link>
          </>
        )}
      </p>
      <ul aria-label={t.list} className="grid gap-3 sm:grid-cols-2">
        {setup.newest.map((product) => (
          <li key={product.id} className="flex items-center gap-3">
            <ProductImage src={product.image} alt="" className="size-12" />
            <span className="min-w-0">
              <Link
                href={`/products/${product.id}`}
                prefetch={false}
                className="font-medium break-words underline-offset-4 hover:underline"
              >
                <bdi>{product.title}</bdi>
              </Link>
              <span className="figures block text-sm text-ink-soft">{format.money(product.price, product.currency)}</span>
            </span>
          </li>
        ))}
      </ul>
      {setup.step === "done" && (
        <Notice kind="good">
          <p className="font-medium">{t.done}</p>
          <p>{t.doneText}</p>
          <p className="flex flex-wrap gap-2 pt-2">
            <Link href={`/products?store=${storeId}`} prefetch={false} className={buttonClass("primary")}>
              {t.see}
            </Link>
            <Link href={`/knowledge?store=${storeId}`} prefetch={false} className={buttonClass()}>
              {t.search}
            </Link>
          </p>
        </Notice>
      )}
    </div>
  );
}
