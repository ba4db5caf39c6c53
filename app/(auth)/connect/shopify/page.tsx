import { ChevronRight } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { storesOf } from "@/lib/access/caller";
import { listStores } from "@/lib/access/stores/list-stores";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { isShopDomain } from "@/lib/integrations/shopify/shop-address";
import { getDeps } from "@/lib/runtime";
import { buttonClass } from "@/components/ui/button";
import { Latin } from "@/components/ui/latin";

const PATH = "/connect/shopify";
/** A list of more is no choice any more. */
const MAX_STORES = 200;

export async function generateMetadata(): Promise<Metadata> {
  return { title: uiOf(await currentLanguage()).t.connect.title };
}

type Search = Promise<Record<string, string | string[] | undefined>>;

/** Where Shopify's own button leads: which store of the hub is this shop? One that is connected already is shown. */
export default async function ConnectShopifyPage({ searchParams }: { searchParams: Search }) {
  const { shop } = await searchParams;
  if (!isShopDomain(shop)) redirect("/stores");
  const [caller, deps, language] = await Promise.all([currentCaller(`${PATH}?shop=${shop}`), getDeps(), currentLanguage()]);
  const { t, format } = uiOf(language);
  const connected = await deps.db.connection.findFirst({
    where: { kind: "shopify", address: `https://${shop}`, state: { not: "disconnected" }, store: storesOf(caller) },
    select: { storeId: true },
  });
  if (connected) redirect(`/stores/${connected.storeId}`);
  const stores = await listStores(deps, caller, { q: undefined, userId: undefined, cursor: undefined, limit: MAX_STORES });
  const active = stores.rows.filter(({ isActive }) => isActive);
  return (
    <>
      <div className="grid gap-3">
        <h1 className="text-xl font-semibold">{t.connect.title}</h1>
        <p className="rounded border border-line bg-surface px-3 py-3 text-center text-lg font-semibold break-all">
          <Latin>{shop}</Latin>
        </p>
        <p className="text-ink-soft">{active.length > 0 ? t.connect.shopifyAsks : t.connect.shopifyNoStore}</p>
        <p className="text-sm">{fill(t.connect.account, { email: caller.email })}</p>
      </div>
      {active.length > 0 ? (
        <ul className="grid gap-2">
          {active.map((store) => (
            <li key={store.id}>
              <Link
                href={`/stores/${store.id}/connect?kind=shopify&shop=${shop}`}
                prefetch={false}
                className="flex min-h-11 items-center justify-between gap-2 rounded border border-line bg-surface px-3 py-2 font-medium hover:bg-sunken"
              >
                {caller.role === "ADMIN" ? fill(t.connect.ownedBy, { name: store.name, email: store.owner.email }) : store.name}
                <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-soft rtl:rotate-180" />
              </Link>
            </li>
          ))}
        </ul>
      ) : (
        <Link href="/stores" className={buttonClass("primary")}>
          {t.connect.toHub}
        </Link>
      )}
      {stores.next !== null && <p className="text-sm text-ink-soft">{fill(t.connect.tooMany, { count: format.number(MAX_STORES) })}</p>}
    </>
  );
}
