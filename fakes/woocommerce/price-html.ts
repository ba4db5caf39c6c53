import { currencyOf } from "./currencies";

type Price = string;

/** The shop shows no decimals and groups by commas; what is stored keeps its decimals. */
const inWords = (price: Price): string => Math.round(Number(price)).toLocaleString("en-US");

const amount = (price: Price, currency: string): string =>
  `<span class="woocommerce-Price-amount amount"><bdi>${inWords(price)}&nbsp;` +
  `<span class="woocommerce-Price-currencySymbol">${currencyOf(currency).symbol}</span></bdi></span>`;

// For screen readers the captured shop writes the same entities without leading zeros.
const spoken = (price: Price, currency: string): string =>
  `${inWords(price)}&nbsp;${currencyOf(currency).symbol.replaceAll(/&#x0+/g, "&#x")}`;

export const plainPriceHtml = amount;

export const salePriceHtml = (regular: Price, sale: Price, currency: string): string =>
  `<del aria-hidden="true">${amount(regular, currency)}</del> ` +
  `<span class="screen-reader-text">Original price was: ${spoken(regular, currency)}.</span>` +
  `<ins aria-hidden="true">${amount(sale, currency)}</ins>` +
  `<span class="screen-reader-text">Current price is: ${spoken(sale, currency)}.</span>`;

export const rangePriceHtml = (lowest: Price, highest: Price, currency: string): string =>
  `${amount(lowest, currency)} &ndash; ${amount(highest, currency)}`;
