import type { Metadata } from "next";
import { countVisible } from "@/lib/access/stores/count-visible";
import { PREVIEWED_UP_TO } from "@/lib/access/stores/preview-visibility";
import type { VisibilityRules } from "@/lib/access/stores/visibility";
import { listTokens } from "@/lib/access/tokens/list-tokens";
import { listHidden } from "@/lib/catalog/hide-product";
import { readProducts } from "@/lib/catalog/list-products";
import { productListQuery } from "@/lib/catalog/wire";
import { lastAddresses } from "@/lib/events/last-addresses";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { Section } from "@/components/ui/section";
import { singles, type Search } from "../../../_data/address";
import { readStorePage } from "../read-store-page";
import { StoreHeader } from "../store-header";
import { HiddenProducts } from "./hidden-products";
import { readNames } from "./read-names";
import { StoreItself } from "./store-itself";
import { TokenSettings } from "./token-settings";
import { VisibilityForm } from "./visibility-form";

const SHOWN_HIDDEN = 20;
const SHOWN_FOUND = 8;
const MAX_TOKENS = 20;
const MAX_QUERY = 200;

const rulesOf = ({ hideOutOfStock, hideUnpriced, hiddenCategories, hiddenTags }: VisibilityRules): VisibilityRules => ({
  hideOutOfStock,
  hideUnpriced,
  hiddenCategories,
  hiddenTags,
});

export async function generateMetadata(): Promise<Metadata> {
  return { title: uiOf(await currentLanguage()).t.settings.title };
}

type Props = { params: Promise<{ id: string }>; searchParams: Search };

/** What the AI may know of this shop first; then how its messages come in; what is rarely touched last. */
export default async function StoreSettingsPage({ params, searchParams }: Props) {
  const [{ id }, given] = await Promise.all([params, searchParams.then(singles)]);
  const { caller, deps, ui, now, store, overview } = await readStorePage(id);
  const { t, format } = ui;
  const words = t.settings;
  const query = (given.product ?? "").slice(0, MAX_QUERY);
  const chosen = { categories: store.hiddenCategories, tags: store.hiddenTags };
  const [visible, names, hidden, found, tokens, last] = await Promise.all([
    countVisible(deps, caller, store.id),
    readNames(deps, caller, store.id, chosen, ui.language),
    listHidden(deps, caller, store.id, SHOWN_HIDDEN),
    query === "" ? null : readProducts(deps, caller, productListQuery.parse({ store_id: store.id, q: query, limit: SHOWN_FOUND })),
    listTokens(deps, caller, {
      ...{ q: undefined, userId: undefined, integrationType: undefined, isActive: undefined, cursor: undefined },
      storeId: store.id,
      limit: MAX_TOKENS,
    }),
    lastAddresses(deps, caller, store.id),
  ]);
  const known = visible.publishable - visible.hand - visible.rules;
  const state =
    visible.publishable === 0
      ? words.state.none
      : fill(known === visible.publishable ? words.state.all : words.state.some, {
          count: format.number(visible.publishable),
          visible: format.number(known),
          rules: format.number(visible.rules),
          hand: format.number(visible.hand),
        });
  return (
    <>
      <StoreHeader store={store} overview={overview} here="settings" now={now} ui={ui} />
      <div className="grid grid-cols-1 gap-10">
        <Section title={words.visibility.title} note={words.visibility.lead} anchor="visibility">
          <p>
            {state} {visible.isPartial && fill(words.state.partial, { count: format.number(PREVIEWED_UP_TO) })}
          </p>
          <VisibilityForm storeId={store.id} rules={rulesOf(store)} names={names} t={words.visibility} />
        </Section>
        <HiddenProducts
          path={`/stores/${store.id}/settings`}
          query={query}
          found={found && found.rows.map((row) => ({ ...row, isHidden: row.hiddenBy === "hand" }))}
          hidden={hidden}
          ui={ui}
        />
        <TokenSettings store={store} tokens={tokens.rows} last={last} canChange={caller.role === "ADMIN"} now={now} ui={ui} />
        <StoreItself store={store} ui={ui} />
      </div>
    </>
  );
}
