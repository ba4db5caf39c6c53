import { clsx } from "clsx";
import Link from "next/link";
import type { Ui } from "@/lib/i18n/ui/ui";
import type { StoreOverview } from "@/lib/operations/overview/store-overviews";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { StoreBadge, storeSentence } from "../_components/store-state";

const places = ["overview", "connection", "settings", "setup"] as const;
type Place = (typeof places)[number];

type Props = { store: { id: string; name: string }; overview: StoreOverview; here: Place; now: Date; ui: Ui };

/** State first: whatever is looked at of a store, its first line says how it is. Then where one is in it. */
export function StoreHeader({ store, overview, here, now, ui }: Props) {
  const { t } = ui;
  const words = t.settings.places;
  const href = (place: Place) => `/stores/${store.id}${place === "overview" ? "" : `/${place}`}`;
  const above = [
    { href: "/stores", label: t.stores.title },
    ...(here === "overview" ? [] : [{ href: href("overview"), label: store.name }]),
  ];
  // Once products are there, the set-up has done its part; who is in it still sees where they are.
  const shown = places.filter((place) => place !== "setup" || here === "setup" || overview.products === 0);
  return (
    <>
      <Breadcrumbs label={t.common.breadcrumbs} above={above} here={here === "overview" ? store.name : words[here]} />
      <PageHeader
        title={<bdi>{store.name}</bdi>}
        state={
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <StoreBadge store={overview} now={now} ui={ui} />
            <span>{storeSentence(overview, now, ui)}</span>
          </p>
        }
      />
      <nav aria-label={words.label} className="-mt-2 overflow-x-auto border-b border-line">
        <ul className="flex gap-1">
          {shown.map((place) => (
            <li key={place}>
              <Link
                href={href(place)}
                prefetch={false}
                aria-current={place === here ? "page" : undefined}
                className={clsx(
                  "-mb-px flex min-h-10 items-center border-b-2 px-3 font-medium whitespace-nowrap",
                  place === here ? "border-accent text-accent" : "border-transparent text-ink-soft hover:text-ink",
                )}
              >
                {words[place]}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}
