import Link from "next/link";
import type { Ui } from "@/lib/i18n/ui/ui";
import type { StoreOverview } from "@/lib/operations/overview/store-overviews";
import { productCount } from "../_components/store-state";
import { figureLink, ProductFigures } from "../../overview/_components/product-figures";

/** Four numbers of its products, each leading to what it counts. */
export function StoreFigures({ overview, ui }: { overview: StoreOverview; ui: Ui }) {
  const { hidden, preparing, failed } = overview;
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4">
      <ProductFigures
        products={{ known: productCount(overview.products, ui), forAi: productCount(overview.forAi, ui), hidden, preparing, failed }}
        storeId={overview.id}
        settings={
          <Link href={`/stores/${overview.id}/settings#visibility`} prefetch={false} className={figureLink}>
            {ui.t.settings.visibility.title}
          </Link>
        }
        ui={ui}
      />
    </dl>
  );
}
