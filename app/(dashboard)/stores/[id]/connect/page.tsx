import type { Metadata } from "next";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { mayReceiveKeys } from "@/lib/integrations/connections/authorize-store";
import { shopifyAppOf } from "@/lib/integrations/shopify/app";
import { getDeps } from "@/lib/runtime";
import { connectionKinds } from "@/lib/sync/connections/connection";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { KindChoice } from "./kind-choice";
import { readStore } from "./read-store";
import { ShopifyWays } from "./shopify-ways";
import { tellReturned } from "./tell-returned";
import { WooWays } from "./woo-ways";

export async function generateMetadata(): Promise<Metadata> {
  return { title: uiOf(await currentLanguage()).t.sync.wizard.title };
}

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };
const withoutScheme = (address: string): string => address.replace(/^https?:\/\//, "");

/** `?kind=` is the choice; `shop` is known from a store just made, or comes, as `problem` does, with who is back from Shopify. */
export default async function ConnectStorePage({ params, searchParams }: Props) {
  const [{ id }, asked, caller, deps, language] = await Promise.all([params, searchParams, currentCaller(), getDeps(), currentLanguage()]);
  const ui = uiOf(language);
  const words = ui.t.sync.wizard;
  const { name, connection } = await readStore(deps, caller, id);
  const kind = connectionKinds.find((one) => one === asked.kind) ?? connection?.kind ?? "woocommerce";
  const problem = typeof asked.problem === "string" ? tellReturned(asked.problem, ui) : null;
  const address = connection?.kind === kind ? connection.address : "";
  const givenShop = typeof asked.shop === "string" ? asked.shop : "";
  const isReachable = mayReceiveKeys(deps.env);
  return (
    <>
      <Breadcrumbs
        label={ui.t.common.breadcrumbs}
        above={[
          { href: "/stores", label: ui.t.stores.title },
          { href: `/stores/${id}`, label: name },
        ]}
        here={words.title}
      />
      <PageHeader title={words.title} state={<p>{fill(words.lead, { store: name })}</p>} />
      {problem && (
        <Notice kind="bad" live>
          <p className="font-medium">{words.failed}</p>
          <p>
            {problem.what} {problem.fix}
          </p>
        </Notice>
      )}
      {connection && (
        <Notice kind="info">
          {fill(connection.kind === kind ? words.replace : words.replaceKind, { address: withoutScheme(connection.address) })}
        </Notice>
      )}
      <KindChoice storeId={id} kind={kind} t={words} />
      {kind === "shopify" ? (
        <ShopifyWays
          key={kind}
          storeId={id}
          domain={shopifyNameOf(givenShop || address)}
          hasApp={shopifyAppOf(deps.env) !== null}
          isReachable={isReachable}
          ui={ui}
        />
      ) : (
        <WooWays key={kind} storeId={id} address={address || givenShop} mayClick={isReachable} ui={ui} />
      )}
    </>
  );
}

/** As people know it; a stand-in on this machine keeps its whole address. */
const shopifyNameOf = (address: string): string => (address.startsWith("https://") ? withoutScheme(address) : address);
