import Link from "next/link";
import type { Ui } from "@/lib/i18n/ui/ui";
import type { StoreOverview } from "@/lib/operations/overview/store-overviews";
import { productCount } from "../_components/store-state";
import { Figure } from "../../overview/_components/figure";

const linkLook = "font-medium text-accent underline-offset-4 hover:underline";

/** Four numbers of its products; those that want somebody lead to what shows them. */
export function StoreFigures({ overview, ui }: { overview: StoreOverview; ui: Ui }) {
  const { t, format } = ui;
  const words = t.overview.figures;
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4">
      <Figure label={words.known} value={productCount(overview.products, ui)}>
        <Link href={`/products?store=${overview.id}`} prefetch={false} className={linkLook}>
          {t.stores.detail.products}
        </Link>
      </Figure>
      <Figure label={words.forAi} value={productCount(overview.forAi, ui)}>
        <Link href={`/stores/${overview.id}/settings#visibility`} prefetch={false} className={linkLook}>
          {t.settings.visibility.title}
        </Link>
      </Figure>
      <Figure label={words.preparing} value={format.number(overview.preparing)} />
      <Figure label={words.failed} value={format.number(overview.failed)}>
        {overview.failed > 0 && (
          <Link href={`/events?store=${overview.id}&status=failed`} prefetch={false} className={linkLook}>
            {words.failedLink}
          </Link>
        )}
      </Figure>
    </dl>
  );
}
