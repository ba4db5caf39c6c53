import { CURRENCIES, currencyOf } from "./currencies";
import { apiUrl, renderLinks } from "./render-parts";
import type { Answer, RestRequest } from "./rest-request";
import type { Shop } from "./shop";

const NAMESPACES = ["oembed/1.0", "wc/v3", "wc/v1", "wc-admin", "wc-analytics", "wc/store", "wc/store/v1", "wc/v2", "wp/v2"];
const CURRENCY_SETTING_TEXT =
  "This controls what currency prices are listed at in the catalog and which currency gateways will take payments in.";

/** GET /wp-json/: open to everybody. */
export function showIndex({ settings }: Shop): Answer {
  const { siteName, siteUrl, offsetMinutes, timezone } = settings;
  const index = {
    name: siteName,
    description: "",
    url: siteUrl,
    home: siteUrl,
    gmt_offset: offsetMinutes / 60,
    timezone_string: timezone,
    namespaces: NAMESPACES,
    authentication: {},
    routes: {},
  };
  return { status: 200, body: index };
}

export function showCurrency({ settings }: Shop): Answer {
  const { currency: code } = settings;
  const { name, symbol } = currencyOf(code);
  const _links = renderLinks(settings, `/data/currencies/${code}`, "/data/currencies", undefined, ["GET"]);
  return { status: 200, body: { code, name, symbol, _links } };
}

export function showCurrencySetting({ settings }: Shop): Answer {
  const options = Object.entries(CURRENCIES).map(([code, { name, symbol }]) => [code, `${name} (${symbol}) — ${code}`]);
  const body = {
    id: "woocommerce_currency",
    label: "Currency",
    description: CURRENCY_SETTING_TEXT,
    type: "select",
    default: "USD",
    options: Object.fromEntries(options),
    tip: CURRENCY_SETTING_TEXT,
    value: settings.currency,
    group_id: "general",
    _links: renderLinks(settings, "/settings/general/woocommerce_currency", "/settings/general", undefined, [
      "GET",
      "POST",
      "PUT",
      "PATCH",
    ]),
  };
  return { status: 200, body };
}

/** Changes no product, no date, and tells nobody. */
export function updateCurrencySetting(shop: Shop, { body }: RestRequest): Answer {
  if (typeof body.value === "string") shop.settings.currency = body.value;
  return showCurrencySetting(shop);
}

/** Only what says who answers; the real one is long. */
export function showSystemStatus({ settings }: Shop): Answer {
  const { siteUrl, woocommerceVersion, wordpressVersion, currency } = settings;
  const { symbol } = currencyOf(currency);
  return {
    status: 200,
    body: {
      environment: { home_url: siteUrl, site_url: siteUrl, version: woocommerceVersion, wp_version: wordpressVersion, language: "en_US" },
      database: {},
      active_plugins: [],
      theme: {},
      settings: { api_enabled: false, force_ssl: false, currency, currency_symbol: symbol, number_of_decimals: 0 },
      _links: { collection: [{ href: apiUrl(settings, "/system_status") }] },
    },
  };
}
