// Shops that stand in for real ones, each a process of its own that ends with us: for `npm start -- --demo` and the pictures.
import { startChild, wait } from "./child.mjs";
import { root } from "./prepare.mjs";

/** Enough to see a job go by. */
const SHOPS = {
  woocommerce: ["--products=180", "--latency-ms=120"],
  shopify: ["--products=60", "--latency-ms=80"],
};
const START_LIMIT_MS = 30_000;
/** A child stops as after Ctrl-C when we are gone, however we went. */
export const STOP_WITH_PARENT =
  'data:text/javascript,process.once("disconnect",()=>process.kill(process.pid,"SIGTERM"));process.channel.unref()';

/** @param tradeEveryMs how often something happens in each @returns {Promise<Record<string, object>>} how each is reached */
export async function startDemoShops({ tradeEveryMs }) {
  const shops = Object.entries(SHOPS).map(async ([kind, args]) => {
    const program = [`fakes/${kind}/serve.ts`, ...args, `--trade-every-ms=${tradeEveryMs}`];
    const shop = startChild(process.execPath, ["--import", STOP_WITH_PARENT, "--import", "tsx", ...program], {
      cwd: root,
      withParent: true,
    });
    const until = Date.now() + START_LIMIT_MS;
    for (;;) {
      const line = /^\{.*\}$/m.exec(shop.tail())?.[0];
      if (line) return [kind, JSON.parse(line)];
      if (Date.now() > until) throw new Error(`The demo's ${kind} shop did not start:\n${shop.tail()}`);
      await wait(100);
    }
  });
  return Object.fromEntries(await Promise.all(shops));
}
