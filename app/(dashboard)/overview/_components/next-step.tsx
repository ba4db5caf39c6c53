import Link from "next/link";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import type { StoreState } from "@/lib/operations/overview/store-state";

const places: Partial<Record<StoreState, (id: string) => string>> = {
  failed: (id) => `/events?status=failed&store=${id}`,
  catchingUp: (id) => `/events?store=${id}`,
  syncing: (id) => `/jobs?store=${id}`,
  synced: (id) => `/products?store=${id}`,
};

/** Where one goes from a store's state: to what mends it, or to what shows it. */
export function NextStep({ store, ui: { t } }: { store: { id: string; name: string; state: StoreState }; ui: Ui }) {
  const step = t.overview.next[store.state];
  return (
    <Link
      href={(places[store.state] ?? ((id) => `/stores/${id}`))(store.id)}
      prefetch={false}
      aria-label={fill(t.overview.next.of, { step, store: store.name })}
      className="font-medium whitespace-nowrap text-accent underline-offset-4 hover:underline"
    >
      {step}
    </Link>
  );
}
