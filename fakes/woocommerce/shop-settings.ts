/** What an administrator set in the shop. All of it may be changed while the shop runs. */
export type ShopSettings = {
  /** The address the shop believes it has: links, webhook source, OAuth base string. Without a trailing slash. */
  siteUrl: string;
  siteName: string;
  /** The site's time zone; Asia/Tehran is +03:30 all year since 2022. */
  offsetMinutes: number;
  timezone: string;
  currency: string;
  /** With "plain" the shop routes no /wp-json/ and takes no key: pretty permalinks are a precondition of the API. */
  permalinks: "pretty" | "plain";
  /** Basic and query keys are taken over https only; the captured shop was told to treat http like https. */
  treatHttpAsHttps: boolean;
  /** Keys are posted to addresses without https, too (/wc-auth/): no real shop does. */
  allowsPlainCallback: boolean;
  /** WooCommerce before 5.8 does not know modified_after and says nothing about it. */
  modifiedAfterIgnored: boolean;
  /** Of variations of all products, for the shop's own pages (/wc-analytics/variations): an old WooCommerce may have none, and a plugin may take it away. */
  hasVariationList: boolean;
  woocommerceVersion: string;
  wordpressVersion: string;
  /** For `related_ids`, which come in another order at every reading. */
  random: () => number;
};

export const DEFAULT_SETTINGS: Omit<ShopSettings, "siteUrl"> = {
  siteName: "فروشگاه آزمایشی",
  offsetMinutes: 210,
  timezone: "Asia/Tehran",
  currency: "IRT",
  permalinks: "pretty",
  treatHttpAsHttps: true,
  allowsPlainCallback: false,
  modifiedAfterIgnored: false,
  hasVariationList: true,
  woocommerceVersion: "9.9.5",
  wordpressVersion: "6.8.7",
  random: Math.random,
};
