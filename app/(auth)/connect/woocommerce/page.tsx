import type { Metadata } from "next";
import Link from "next/link";
import { readConnectRequest } from "@/lib/access/connect/approve-connection";
import { listStores } from "@/lib/access/stores/list-stores";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { buttonClass } from "@/components/ui/button";
import { Latin } from "@/components/ui/latin";
import { Notice } from "@/components/ui/notice";
import { ConnectForm } from "./connect-form";

const PATH = "/connect/woocommerce";
/** A select of more is no choice any more. */
const MAX_STORES = 200;

/** The address holds what belongs to the shop alone: no other site may learn it from a Referer. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: uiOf(await currentLanguage()).t.connect.title, referrer: "no-referrer" };
}

type Search = Promise<Record<string, string | string[] | undefined>>;

/** Where a shop's plugin sends its owner: who asks, into which shop, yes or no. Nothing is made before the yes. */
export default async function ConnectPage({ searchParams }: { searchParams: Search }) {
  const given = await searchParams;
  // A parameter given twice is no request of ours: readConnectRequest will not find it.
  const query = Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
  const [caller, deps, language] = await Promise.all([
    currentCaller(`${PATH}?${new URLSearchParams(query).toString()}`),
    getDeps(),
    currentLanguage(),
  ]);
  const { t, format } = uiOf(language);
  const request = readConnectRequest(deps, query);
  if (!request) {
    return (
      <div className="grid justify-items-start gap-4">
        <h1 className="text-xl font-semibold">{t.connect.invalidTitle}</h1>
        <p className="text-ink-soft">{query.redirect_uri?.startsWith("http://") ? t.connect.invalidHttp : t.connect.invalid}</p>
        <Link href="/" className={buttonClass("primary")}>
          {t.connect.toHub}
        </Link>
      </div>
    );
  }
  const stores = await listStores(deps, caller, { q: undefined, userId: undefined, cursor: undefined, limit: MAX_STORES });
  const { origin, protocol } = request.redirectUri;
  return (
    <>
      <div className="grid gap-3">
        <h1 className="text-xl font-semibold">{t.connect.title}</h1>
        <p className="text-ink-soft">{t.connect.asks}</p>
        <p className="rounded border border-line bg-surface px-3 py-3 text-center text-lg font-semibold break-all">
          <Latin>{origin}</Latin>
        </p>
        <p className="text-sm text-ink-soft">{t.connect.check}</p>
        {protocol === "http:" && <Notice kind="warn">{t.connect.insecure}</Notice>}
        <p className="text-sm">{fill(t.connect.account, { email: caller.email })}</p>
      </div>
      <ConnectForm
        query={query}
        name={request.name}
        stores={stores.rows
          .filter(({ isActive }) => isActive)
          .map((store) => ({
            id: store.id,
            label: caller.role === "ADMIN" ? fill(t.connect.ownedBy, { name: store.name, email: store.owner.email }) : store.name,
          }))}
        tooMany={stores.next === null ? null : fill(t.connect.tooMany, { count: format.number(MAX_STORES) })}
        t={t.connect}
      />
    </>
  );
}
