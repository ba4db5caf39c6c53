// A shop in a process of its own, for demo and bench: npx tsx fakes/woocommerce/serve.ts --port=4500 --products=1000 --latency-ms=150
// Prints one line of JSON with url, consumerKey and consumerSecret; ends on SIGTERM or SIGINT.
import { parseArgs } from "node:util";
import { makeProducts } from "./make-products";
import { startWooShop } from "./start-woo-shop";
import { tradeOnce } from "./trade";

const DELIVER_AFTER_MS = 3_000; // the captured shop took 2–5 s once somebody looked at it

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    products: { type: "string", default: "100" },
    "latency-ms": { type: "string", default: "0" },
    "variable-share": { type: "string", default: "0.2" },
    "variations-each": { type: "string", default: "4" },
    seed: { type: "string", default: "1" },
    "deliver-after-ms": { type: "string", default: String(DELIVER_AFTER_MS) },
    // How often somebody buys something, or a price changes; 0: never.
    "trade-every-ms": { type: "string", default: "0" },
  },
});

const products = makeProducts(Number(values.products), {
  variableShare: Number(values["variable-share"]),
  variationsEach: Number(values["variations-each"]),
  seed: Number(values.seed),
});
const shop = await startWooShop({
  port: Number(values.port),
  latencyMs: Number(values["latency-ms"]),
  autoDeliverAfterMs: Number(values["deliver-after-ms"]),
  products,
  isControllable: true,
});

const { url, consumerKey, consumerSecret } = shop;
process.stdout.write(`${JSON.stringify({ url, consumerKey, consumerSecret, products: Number(values.products) })}\n`);
const everyMs = Number(values["trade-every-ms"]);
const trade = everyMs > 0 ? setInterval(() => tradeOnce(shop), everyMs) : undefined;
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    clearInterval(trade);
    void shop.stop();
  });
