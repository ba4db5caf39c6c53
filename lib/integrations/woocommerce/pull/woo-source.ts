import { z } from "zod";
import type { ProductDraft } from "@/lib/catalog/draft";
import type { ListedFacts, PullSource, SourceItem, SourcePage } from "@/lib/integrations/pull/source";
import type { OpenConnection } from "@/lib/sync/connections/connection";
import { listPages } from "@/lib/sync/pull/list-pages";
import { createPace } from "@/lib/sync/pull/pace";
import type { WooAnswer, WooClient } from "../rest/client";
import { LISTED_FIELDS, readRestProduct } from "../rest/read-product";
import { wooExternalId } from "../to-draft";
import { watchWebhooks } from "./watch-webhooks";
import { readCurrency } from "./read-currency";

/** Everything the mapper reads and nothing it does not: related products alone change with every answer. */
const PRODUCT_FIELDS =
  "id,name,type,status,catalog_visibility,description,short_description,sku,price,regular_price,sale_price,on_sale,stock_quantity,stock_status,manage_stock,categories,tags,brands,images,permalink,attributes,variations,parent_id,grouped_products,external_url,weight,dimensions,post_password,date_modified_gmt";
const FACT_FIELDS = `${LISTED_FIELDS},name`;
const VARIATIONS_PER_PAGE = 100;
/** WooCommerce's own limit is far below. */
const MOST_VARIATION_PAGES = 25;
const PAGE_TIMEOUT_MS = 60_000;

const row = z.looseObject({ id: z.number().int().positive(), name: z.string().catch(""), variations: z.array(z.number()).catch([]) });
type Row = z.output<typeof row>;

type Answered = { rows: { id: number; row: Row }[]; total: number; seq: bigint; shopTime: Date | null };

/** An answer that is no list of products: nothing can be concluded from it. */
class UnreadableListing extends Error {
  readonly problem = "not_json";
  readonly isPassing = true;
  readonly retryAfterMs = null;
}

/** A WooCommerce shop as the pull sees it, over REST v3. */
export function wooSource(
  client: WooClient,
  connection: Pick<OpenConnection, "learned">,
  { drawSeq, wait }: { drawSeq: () => Promise<bigint>; wait: (ms: number) => Promise<void> },
): PullSource {
  const pace = createPace(connection.learned, { wait });
  let { currency } = connection.learned;

  /** One question, its arrival sequence drawn before it is sent. */
  async function ask(query: Record<string, string | number>): Promise<Answered> {
    const seq = await drawSeq();
    const answer: WooAnswer = await client.get("products", query, { timeoutMs: PAGE_TIMEOUT_MS });
    const rows = z.array(row).safeParse(answer.json);
    if (!rows.success || answer.total === null) throw new UnreadableListing("the answer is no list of products");
    return { rows: rows.data.map((one) => ({ id: one.id, row: one })), total: answer.total, seq, shopTime: answer.shopTime };
  }

  async function variationsOf(id: number): Promise<unknown[]> {
    const found: unknown[] = [];
    for (let page = 1; page <= MOST_VARIATION_PAGES; page++) {
      const answer = await pace.ask(() =>
        client.get(
          `products/${id}/variations`,
          { per_page: VARIATIONS_PER_PAGE, page, orderby: "id", order: "asc" },
          { timeoutMs: PAGE_TIMEOUT_MS },
        ),
      );
      const rows = z.array(z.unknown()).safeParse(answer.json);
      if (!rows.success) throw new UnreadableListing("the answer is no list of variations");
      found.push(...rows.data);
      if (rows.data.length < VARIATIONS_PER_PAGE || found.length >= (answer.total ?? Infinity)) return found;
    }
    return found;
  }

  function itemOf(json: Row, seq: bigint): SourceItem {
    const isVariable = json.variations.length > 0;
    return {
      externalId: wooExternalId(String(json.id)),
      title: json.name,
      seq,
      // Where the keys may not read it, what a plugin told is not doubted.
      facts: { ...factsOf(json), ...(currency !== null && { currency }) },
      read: async (variants) =>
        readRestProduct(json, {
          currency,
          variations: isVariable && variants === "fetch" ? await variationsOf(json.id) : variants === "fetch" ? [] : variants,
        }),
    };
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
        _fields: isCheap ? FACT_FIELDS : PRODUCT_FIELDS,
        // Without dates_are_gmt the time would be read as the shop's own.
        ...(since && { modified_after: since.toISOString().slice(0, 19), dates_are_gmt: "true" }),
      };
      const after = from.after === null ? null : Number(from.after);
      const pages = listPages<Row, Answered>((offset, perPage) => ask({ ...filter, offset, per_page: perPage }), pace, {
        offset: from.offset,
        after,
      });
      for await (const { answer, fresh, offset, after: last, isLast } of pages)
        yield {
          items: fresh.map(({ row: json }) => itemOf(json, answer.seq)),
          offset,
          after: last === null ? null : String(last),
          total: answer.total,
          isLast,
          shopTime: answer.shopTime,
        } satisfies SourcePage;
    },

    async readByIds(externalIds) {
      const ids = externalIds.map((externalId) => externalId.slice("woo_".length));
      const answer = await pace.ask(() =>
        ask({ include: ids.join(","), per_page: ids.length, orderby: "id", order: "asc", _fields: PRODUCT_FIELDS }),
      );
      return answer.rows.map(({ row: json }) => itemOf(json, answer.seq));
    },

    watch: (asked) =>
      watchWebhooks(
        { get: (path, query) => pace.ask(() => client.get(path, query)), post: client.post, put: client.put },
        { ...asked, isTold: connection.learned.webhooks === "active" },
      ),

    effort: () => ({ taught: { perPage: pace.perPage(), atOnce: pace.atOnce() }, waitedMs: pace.waitedMs() }),
  };
}

/** Normalised by the mapper that reads whole products: what is compared was made the same way. */
function factsOf(json: Row): ListedFacts {
  const read = readRestProduct(json, { currency: null, variations: [] });
  const variantIds = json.variations.map((id) => wooExternalId(String(id)));
  // What cannot be read is as nothing we have: it is read whole then, and its problem is told.
  return { ...(read.ok ? pickFacts(read.draft) : unreadable), variantIds };
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
