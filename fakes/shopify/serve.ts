import { parseArgs } from "node:util";
import { makeProducts } from "./catalogue";
import { startShopifyShop } from "./start-shopify-shop";
import { tradeOnce } from "./trade";

/** The fake in a process of its own: prints one line of JSON and stays until it is ended. */
const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    products: { type: "string", default: "100" },
    variants: { type: "string" },
    "latency-ms": { type: "string", default: "0" },
    "deliver-after-ms": { type: "string", default: "1000" },
    // How often somebody buys something, or a price changes; 0: never.
    "trade-every-ms": { type: "string", default: "0" },
    currency: { type: "string", default: "USD" },
  },
});

const variantCount = values.variants === undefined ? null : Number(values.variants);
const shop = await startShopifyShop({
  products: makeProducts(Number(values.products), { hasPictures: true, ...(variantCount !== null && { variants: () => variantCount }) }),
  port: Number(values.port),
  latencyMs: Number(values["latency-ms"]),
  currency: values.currency,
});
setInterval(() => void shop.webhooks.deliver(), Number(values["deliver-after-ms"]));
const everyMs = Number(values["trade-every-ms"]);
if (everyMs > 0) setInterval(() => tradeOnce(shop), everyMs);
process.stdout.write(`${JSON.stringify({ url: shop.origin, shopDomain: shop.shopDomain, accessToken: shop.accessToken, ...shop.app })}\n`);
