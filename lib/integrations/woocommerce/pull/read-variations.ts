import { z } from "zod";
import type { Pace } from "@/lib/sync/pull/pace";
import type { WooClient } from "../rest/client";
import { WooError } from "../rest/woo-error";
import { UnreadableListing } from "./unreadable-listing";

/** What the mapper reads of a variation: its meta alone may be ten times as long. `images` is what some plugins give instead of `image`. */
const VARIATION_FIELDS =
  "id,parent_id,status,sku,price,regular_price,sale_price,on_sale,manage_stock,stock_quantity,stock_status,attributes,image,images";
/** Far above what WooCommerce can handle: a shop that gives the same variations over and over is left some time. */
const MOST_VARIATIONS = 10_000;
const TIMEOUT_MS = 60_000;
/** A shop whose list hangs is asked by product that much later. */
const LIST_TIMEOUT_MS = 20_000;
/** Failed questions after which the list is not asked again; fewer are a bad moment. */
const MOST_FAILURES = 3;

/** A product and the numbers of the variations it names. */
export type Parent = { id: number; variations: readonly number[] };

const variation = z.looseObject({ id: z.number(), parent_id: z.number() });
type Variation = z.output<typeof variation>;

export type VariationReader = {
  /** Bodies of all variations of these products, by product. Absent: the shop did not answer every one of them in this way. */
  together: (parents: readonly Parent[]) => Promise<Map<number, unknown[]>>;
  /** Bodies of a product's variations, asked for with those of others that are asked for in the same moment. */
  of: (parent: Parent) => Promise<unknown[]>;
};

/**
 * Reads variations. REST v3 has them by product only, a question each; WooCommerce's own pages list those of many products under
 * `wc-analytics`, with the same bodies, keys and bounds, also where its analytics are off (seen on 9.9.5). Where a shop has no such list,
 * or it leaves one out, the product is asked by itself.
 */
export function createVariationReader(client: Pick<WooClient, "get">, pace: Pace): VariationReader {
  let failures = 0;
  const hasList = () => failures < MOST_FAILURES;
  let asked: { parent: Parent; tell: (bodies: Promise<unknown[]>) => void }[] = [];

  /**
   * Of these numbers, what the shop has; null: it has no such list, or none that works. Whether the shop is away, its other addresses
   * tell, and the pace is learned there: what breaks this list (a plugin, a firewall, one variation) is no measure of the host.
   */
  async function askSome(ids: readonly number[]): Promise<Variation[] | null> {
    const query = { include: ids, per_page: ids.length, orderby: "id", order: "asc", _fields: VARIATION_FIELDS };
    try {
      const { json } = await client.get("variations", query, { timeoutMs: LIST_TIMEOUT_MS, namespace: "wc-analytics" });
      return z.array(variation).safeParse(json).data ?? null;
    } catch (error) {
      if (error instanceof WooError && error.problem !== "rate_limited") return null;
      throw error;
    }
  }

  /** In portions the shop's pace allows. Null: in this way not at all. */
  async function askAll(ids: readonly number[]): Promise<Variation[] | null> {
    const found: Variation[] = [];
    for (let left = ids; left.length > 0;) {
      if (!hasList()) return null;
      const { taken, rows } = await pace.ask(async (perPage) => {
        const some = left.slice(0, perPage);
        return { taken: some.length, rows: await askSome(some) };
      });
      if (rows === null) {
        failures++;
        continue;
      }
      found.push(...rows);
      left = left.slice(taken);
    }
    return found;
  }

  async function together(parents: readonly Parent[]): Promise<Map<number, unknown[]>> {
    const ids = parents.flatMap(({ variations }) => variations);
    const portions: (readonly number[])[] = [];
    for (let at = 0; at < ids.length; at += pace.perPage()) portions.push(ids.slice(at, at + pace.perPage()));
    const answers = hasList() ? await Promise.all(portions.map(askAll)) : [];
    const byId = new Map(answers.flatMap((rows) => rows ?? []).map((row) => [row.id, row]));
    const whole = new Map<number, unknown[]>();
    for (const { id, variations } of parents) {
      const bodies = variations.flatMap((one) => byId.get(one) ?? []);
      // A variation that has gone meanwhile, or one of another product, is for the product's own list to explain.
      if (bodies.length === variations.length && bodies.every(({ parent_id }) => parent_id === id)) whole.set(id, bodies);
    }
    return whole;
  }

  function flush(): void {
    const some = asked;
    asked = [];
    const all = together(some.map(({ parent }) => parent));
    for (const { parent, tell } of some) tell(all.then((whole) => whole.get(parent.id) ?? listOne(parent.id)));
  }

  /** By offset, so that a page may be smaller than the one before: what a weak host cannot give at once it gives in portions. */
  async function listOne(id: number): Promise<unknown[]> {
    const found: unknown[] = [];
    while (found.length < MOST_VARIATIONS) {
      const { rows, total, isShort } = await pace.ask(async (perPage) => {
        const query = { offset: found.length, per_page: perPage, orderby: "id", order: "asc", _fields: VARIATION_FIELDS };
        const answer = await client.get(`products/${id}/variations`, query, { timeoutMs: TIMEOUT_MS });
        const list = z.array(z.unknown()).safeParse(answer.json);
        if (!list.success) throw new UnreadableListing("the answer is no list of variations");
        return { rows: list.data, total: answer.total, isShort: list.data.length < perPage };
      });
      found.push(...rows);
      if (rows.length === 0 || (total === null ? isShort : found.length >= total)) break;
    }
    return found;
  }

  return {
    together,
    of: (parent) =>
      parent.variations.length === 0
        ? Promise.resolve([])
        : new Promise<unknown[]>((resolve) => {
            asked.push({ parent, tell: resolve });
            if (asked.length === 1) setImmediate(flush);
          }),
  };
}
