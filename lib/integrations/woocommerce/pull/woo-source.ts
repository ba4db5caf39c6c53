import { z } from "zod";
import type { ProductDraft } from "@/lib/catalog/draft";
import type { Absent, ListedFacts, PullSource, ReadDraft, SourceItem, SourcePage } from "@/lib/integrations/pull/source";
import type { OpenConnection } from "@/lib/sync/connections/connection";
import { listPages } from "@/lib/sync/pull/list-pages";
import { createPace, LEAST_PER_PAGE, saysTooMuch, type FailedAsk } from "@/lib/sync/pull/pace";
import type { WooAnswer, WooClient } from "../rest/client";
import { WooError } from "../rest/woo-error";
import { LISTED_FIELDS, readRestProduct } from "../rest/read-product";
import { wooExternalId } from "../to-draft";
import { shopId } from "../wire-values";
import { createVariationReader } from "./read-variations";
import { UnreadableListing } from "./unreadable-listing";
import { watchWebhooks } from "./watch-webhooks";
import { readCurrency } from "./read-currency";

/** Everything the mapper reads and nothing it does not: related products alone change with every answer. */
const PRODUCT_FIELDS =
  "id,name,type,status,catalog_visibility,description,short_description,sku,price,regular_price,sale_price,on_sale,stock_quantity,stock_status,manage_stock,categories,tags,brands,images,permalink,attributes,variations,parent_id,grouped_products,external_url,weight,dimensions,post_password,date_modified_gmt";
/** A variation without a SKU of its own reports its product's. */
const FACT_FIELDS = `${LISTED_FIELDS},name,sku`;
const PAGE_TIMEOUT_MS = 60_000;

/** Of its variations; null: they cannot be read. Plugins make them text, or a list with gaps, which PHP writes as an object, or nothing at all. */
const variationIds = z.unknown().transform((told): number[] | null => {
  if (typeof told !== "object" || told === null) return [];
  const ids = Object.values(told).map((id) => shopId.safeParse(id).data);
  return ids.every((id) => id !== undefined) ? ids.map(Number) : null;
});
const row = z.looseObject({ id: z.number().int().positive(), name: z.string().catch(""), variations: variationIds });
type Row = z.output<typeof row>;

/** A product that was asked for by its number; one in the trash is shown too. */
const alone = z.object({ id: z.number(), status: z.string() });
/** Any other 404 is about the address, or a host's own. */
const NO_SUCH_PRODUCT = "woocommerce_rest_product_invalid_id";

type Answered = { rows: { id: number; row: Row }[]; total: number | null; seq: bigint; shopTime: Date | null };
/** By product. */
type Bodies = ReadonlyMap<number, unknown[]>;
/** `isOneByOne`: facts alone came, its products are to be asked for one by one. `bodies`: of the variations, asked for along with the facts. */
type AnsweredPage = Answered & { isOneByOne: boolean; bodies?: Promise<Bodies> };

/**
 * A WooCommerce shop as the pull sees it, over REST v3. What the shop cannot give at once is asked for in smaller portions,
 * at last product by product: one that breaks its answer (a plugin's fatal error, 32 MB of description) is a problem of its
 * own and keeps nobody else from being read.
 */
export function wooSource(
  client: WooClient,
  connection: Pick<OpenConnection, "learned">,
  { drawSeq, wait }: { drawSeq: () => Promise<bigint>; wait: (ms: number) => Promise<void> },
): PullSource {
  const pace = createPace(connection.learned, { wait });
  const variations = createVariationReader(client, pace);
  let { currency } = connection.learned;

  /** One question, its arrival sequence drawn before it is sent. */
  async function ask(query: Record<string, string | number>): Promise<Answered> {
    const seq = await drawSeq();
    const answer: WooAnswer = await client.get("products", query, { timeoutMs: PAGE_TIMEOUT_MS });
    const rows = z.array(row).safeParse(answer.json);
    if (!rows.success) throw new UnreadableListing("the answer is no list of products");
    return { rows: rows.data.map((one) => ({ id: one.id, row: one })), total: answer.total, seq, shopTime: answer.shopTime };
  }

  /** A page of whole products; where the shop fails at the least of them, their facts, to be read one by one. */
  async function askPage(query: Record<string, string | number>, perPage: number): Promise<AnsweredPage> {
    try {
      return { ...(await ask({ ...query, per_page: perPage, _fields: PRODUCT_FIELDS })), isOneByOne: false };
    } catch (error) {
      if (perPage > LEAST_PER_PAGE || !saysTooMuch(error)) throw error;
      return { ...(await ask({ ...query, per_page: perPage, _fields: FACT_FIELDS })), isOneByOne: true };
    }
  }

  const askFor = (ids: readonly string[]): Promise<Answered> =>
    ask({ include: ids.join(","), per_page: ids.length, orderby: "id", order: "asc", _fields: PRODUCT_FIELDS });

  /** Is it this product, or is the shop away? @throws what the shop's client throws: it is away */
  async function tellProblem({ problem }: FailedAsk): Promise<ReadDraft> {
    await pace.ask(() => client.get("products", { per_page: 1, _fields: "id" }));
    return { ok: false, fields: { product: `is not shown by the shop (${problem})` } };
  }

  async function orItsProblem(read: () => Promise<ReadDraft>): Promise<ReadDraft> {
    try {
      return await read();
    } catch (error) {
      if (!saysTooMuch(error)) throw error;
      return tellProblem(error);
    }
  }

  /** None: it is gone. */
  async function readAlone(id: string): Promise<SourceItem[]> {
    try {
      const { rows, seq } = await pace.ask(() => askFor([id]));
      return rows.map(({ row: json }) => itemOf(json, seq));
    } catch (error) {
      if (!saysTooMuch(error)) throw error;
      const problem = await tellProblem(error);
      const facts = { ...unreadable, variantIds: null };
      return [{ externalId: wooExternalId(id), title: "", seq: 0n, facts, read: () => Promise.resolve(problem) }];
    }
  }

  /** Null: neither is proven. */
  async function whereIs(externalId: string): Promise<keyof Absent | null> {
    const id = externalId.slice("woo_".length);
    try {
      const { json } = await pace.ask(() => client.get(`products/${id}`, { _fields: "id,status" }));
      const shown = alone.safeParse(json).data;
      return shown && String(shown.id) === id && shown.status === "trash" ? "trashed" : null;
    } catch (error) {
      if (error instanceof WooError && error.problem === "not_found" && error.code === NO_SUCH_PRODUCT) return "unknown";
      if (!saysTooMuch(error)) throw error;
      await tellProblem(error);
      return null;
    }
  }

  function itemOf(json: Row, seq: bigint, bodies?: unknown[]): SourceItem {
    const named = { externalId: wooExternalId(String(json.id)), title: json.name, seq };
    const { id, variations: ids } = json;
    // Saved without them it would be a product that nobody can choose from.
    if (ids === null) {
      const problem: ReadDraft = { ok: false, fields: { variations: "must be a list of whole numbers" } };
      return { ...named, facts: { ...unreadable, variantIds: null }, read: () => Promise.resolve(problem) };
    }
    const isVariable = ids.length > 0;
    return {
      ...named,
      // Where the keys may not read it, what a plugin told is not doubted.
      facts: { ...factsOf(json, ids, bodies), ...(currency !== null && { currency }) },
      read: (variants) =>
        orItsProblem(async () =>
          readRestProduct(json, {
            currency,
            variations:
              isVariable && variants === "fetch" ? await variations.of({ id, variations: ids }) : variants === "fetch" ? [] : variants,
          }),
        ),
    };
  }

  /** Known by its facts; the rest is asked for when it is read, once. */
  function factsItemOf(json: Row, seq: bigint): SourceItem {
    let asked: Promise<SourceItem[]> | null = null;
    const read: SourceItem["read"] = async (variants) => {
      const [whole] = await (asked ??= readAlone(String(json.id)));
      return whole ? whole.read(variants) : { ok: false, fields: { id: "is gone from the shop" } };
    };
    return { ...itemOf(json, seq), read };
  }

  return {
    kind: "woocommerce",
    async begin() {
      const answer = await pace.ask(() => client.get("products", { per_page: 1, _fields: "id" }));
      currency = (await pace.ask(() => readCurrency(client))) ?? currency;
      const skewMs = answer.shopTime ? answer.shopTime.getTime() - (answer.sentAt.getTime() + answer.tookMs / 2) : null;
      return { taught: { currency, products: answer.total, skewMs }, shopTime: answer.shopTime };
    },

    async *list(from, { since, isCheap }) {
      const filter = {
        orderby: "id",
        order: "asc",
        // Without dates_are_gmt the time would be read as the shop's own.
        ...(since && { modified_after: since.toISOString().slice(0, 19), dates_are_gmt: "true" }),
      };
      const after = from.after === null ? null : Number(from.after);
      async function askFacts(offset: number, perPage: number): Promise<AnsweredPage> {
        const answer = await ask({ ...filter, offset, per_page: perPage, _fields: FACT_FIELDS });
        // Not waited for here: this question holds a place that those may need.
        const bodies = variations.together(answer.rows.map(({ id, row: json }) => ({ id, variations: json.variations ?? [] })));
        // The page's turn may never come: an error is then nobody's.
        bodies.catch(() => undefined);
        return { ...answer, isOneByOne: false, bodies };
      }
      const askWhole = (offset: number, perPage: number) => askPage({ ...filter, offset }, perPage);
      const pages = listPages<Row, AnsweredPage>(isCheap ? askFacts : askWhole, pace, { offset: from.offset, after });
      for await (const { answer, fresh, offset, after: last, isLast } of pages) {
        const bodies = await answer.bodies;
        yield {
          items: fresh.map(({ id, row: json }) =>
            answer.isOneByOne ? factsItemOf(json, answer.seq) : itemOf(json, answer.seq, bodies?.get(id)),
          ),
          offset,
          after: last === null ? null : String(last),
          total: answer.total,
          isLast,
          shopTime: answer.shopTime,
        } satisfies SourcePage;
      }
    },

    get marksAtOnce() {
      return pace.perPage();
    },

    async readByIds(externalIds) {
      const items: SourceItem[] = [];
      let left = externalIds.map((externalId) => externalId.slice("woo_".length));
      while (left.length > 0) {
        const { taken, answer } = await pace.ask(async (perPage) => {
          const some = left.slice(0, perPage);
          try {
            return { taken: some, answer: await askFor(some) };
          } catch (error) {
            if (some.length > LEAST_PER_PAGE || !saysTooMuch(error)) throw error;
            return { taken: some, answer: null };
          }
        });
        if (answer) items.push(...answer.rows.map(({ row: json }) => itemOf(json, answer.seq)));
        else for (const id of taken) items.push(...(await readAlone(id)));
        left = left.slice(taken.length);
      }
      return items;
    },

    async askAlone(externalIds) {
      const absent: Absent = { trashed: [], unknown: [] };
      for (let left = externalIds; left.length > 0;) {
        // No more than go out together: a shop that fails is not asked the rest.
        const some = left.slice(0, pace.atOnce());
        const said = await Promise.all(some.map(whereIs));
        for (const [index, externalId] of some.entries()) {
          const where = said[index];
          if (where) absent[where].push(externalId);
        }
        left = left.slice(some.length);
      }
      return absent;
    },

    watch: (asked) =>
      watchWebhooks(
        { get: (path, query) => pace.ask(() => client.get(path, query)), post: client.post, put: client.put },
        { ...asked, isTold: connection.learned.webhooks === "active" },
      ),

    effort: () => ({ taught: { perPage: pace.perPage(), atOnce: pace.atOnce() }, waitedMs: pace.waitedMs() }),
  };
}

/** Normalised by the mapper that reads whole products: what is compared was made the same way. @param bodies of all its variations */
function factsOf(json: Row, ids: readonly number[], bodies?: unknown[]): ListedFacts {
  const read = readRestProduct(json, { currency: null, variations: bodies ?? [] });
  const variantIds = ids.map((id) => wooExternalId(String(id)));
  // What cannot be read is as nothing we have: it is read whole then, and its problem is told.
  if (!read.ok) return { ...unreadable, variantIds };
  return { ...pickFacts(read.draft), variantIds, ...(bodies && bodies.length > 0 && { variants: read.draft.variants }) };
}

const pickFacts = ({
  status,
  catalogVisibility,
  price,
  regularPrice,
  salePrice,
  stockQuantity,
  stockStatus,
  sourceUpdatedAt,
}: ProductDraft) => ({
  status,
  catalogVisibility,
  price,
  regularPrice,
  salePrice,
  stockQuantity,
  stockStatus,
  sourceUpdatedAt,
});

const unreadable = {
  status: "unreadable",
  catalogVisibility: "",
  price: null,
  regularPrice: null,
  salePrice: null,
  stockQuantity: null,
  stockStatus: "",
  sourceUpdatedAt: null,
};
