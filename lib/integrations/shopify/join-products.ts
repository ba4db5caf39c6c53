import type { ShopifyProductJson } from "./fetch-product";
import { readGid } from "./gid";
import { MAX_VARIANTS } from "./product-schema";
import { ShopifyError } from "./shopify-error";

/** Where a child goes: the kind in its id names the list. Videos and models are kept too: they count among the ten media of a page. */
const lists: Record<string, "variants" | "collections" | "media"> = {
  ProductVariant: "variants",
  Collection: "collections",
  MediaImage: "media",
  Video: "media",
  ExternalVideo: "media",
  Model3d: "media",
};
/** A product's variants, media and collections together. */
const MAX_CHILDREN = MAX_VARIANTS + 10_000;

type Whole = ShopifyProductJson & { media: unknown[]; collections: unknown[] };

/**
 * Joins the lines of a grouped bulk file: `{"id":"gid://shopify/Product/1", …}` and below it, before the next product,
 * its children `{"id":"gid://shopify/ProductVariant/2", …, "__parentId":"gid://shopify/Product/1"}`. One product is in memory at a time.
 * @throws ShopifyError bulk_broken for anything else: a child of another product would be one lost without a word
 */
export async function* joinProducts(lines: AsyncIterable<string>): AsyncGenerator<{ product: ShopifyProductJson; objects: number }> {
  let product: Whole | null = null;
  let objects = 0;
  for await (const line of lines) {
    const { id, __parentId, ...rest } = parseLine(line);
    if (__parentId === undefined) {
      if (product) yield { product, objects };
      if (readGid(id)?.kind !== "Product") throw broken("a line that is neither a product nor a child", false);
      product = { ...rest, id, variants: [], media: [], collections: [] };
      objects = 1;
      continue;
    }
    const list = lists[readGid(id)?.kind ?? ""];
    if (product === null || product.id !== __parentId) throw broken("the children do not follow their product", false);
    objects += 1;
    if (objects > MAX_CHILDREN) throw broken("more children than a product can have", false);
    if (list) product[list].push({ ...rest, id });
  }
  if (product) yield { product, objects };
}

type Line = Record<string, unknown> & { id: string; __parentId?: string };

function parseLine(line: string): Line {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    // A connection cut in the middle of a line looks just so.
    throw new ShopifyError("bulk_broken", { detail: "a line that is not JSON", cause });
  }
  const isLine =
    typeof value === "object" && value !== null && "id" in value && typeof value.id === "string" &&
    (!("__parentId" in value) || typeof value.__parentId === "string"); // prettier-ignore
  if (!isLine) throw broken("a line without an id", false);
  return value as Line;
}

const broken = (detail: string, isPassing: boolean) => new ShopifyError("bulk_broken", { detail, isPassing });
