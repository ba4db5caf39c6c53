import type { Db, Prisma } from "@/lib/core/db";
import type { VariantDraft } from "@/lib/catalog/draft";
import type { ListedFacts, SourceItem } from "@/lib/integrations/pull/source";

const knownSelect = {
  externalId: true,
  draftHash: true,
  isActive: true,
  status: true,
  catalogVisibility: true,
  price: true,
  regularPrice: true,
  salePrice: true,
  stockQuantity: true,
  stockStatus: true,
  sourceUpdatedAt: true,
  currency: true,
  hiddenVariants: true,
  variants: {
    orderBy: { position: "asc" },
    select: {
      externalId: true,
      sku: true,
      price: true,
      regularPrice: true,
      salePrice: true,
      stockQuantity: true,
      stockStatus: true,
      inStock: true,
      attributes: true,
      image: true,
    },
  },
} as const satisfies Prisma.ProductSelect;
type Row = Prisma.ProductGetPayload<{ select: typeof knownSelect }>;
export type Known = Omit<Row, "variants"> & { variants: VariantDraft[] };

const decimalText = (value: Prisma.Decimal | null): string | null => value?.toFixed() ?? null;

/** What is stored of these products, variants as the drafts they came from. */
export async function readKnown(db: Db, storeId: string, externalIds: readonly string[]): Promise<Map<string, Known>> {
  const rows = await db.product.findMany({ where: { storeId, externalId: { in: [...externalIds] } }, select: knownSelect });
  return new Map(
    rows.map((row) => [
      row.externalId,
      {
        ...row,
        variants: row.variants.map((variant) => ({
          ...variant,
          price: decimalText(variant.price),
          regularPrice: decimalText(variant.regularPrice),
          salePrice: decimalText(variant.salePrice),
          stockQuantity: decimalText(variant.stockQuantity),
          // Written from a draft's map of texts and nothing else.
          attributes: variant.attributes as Record<string, string>,
        })),
      },
    ]),
  );
}

/**
 * The listing names what is stored and what was found hidden, all of it and nothing else. What is named and was never
 * answered is asked for at every look: an answer may have been cut short, and nothing else would tell.
 */
export function namesSameVariants({ variantIds }: Pick<ListedFacts, "variantIds">, { variants, hiddenVariants }: Known): boolean {
  if (variantIds === null) return true;
  const named = new Set(variantIds);
  const accounted = new Set([...variants.map(({ externalId }) => externalId), ...hiddenVariants]);
  return variants.every(({ externalId }) => named.has(externalId)) && variantIds.every((externalId) => accounted.has(externalId));
}

const sameSecond = (one: Date | null, other: Date | null): boolean =>
  Math.floor((one?.getTime() ?? 0) / 1000) === Math.floor((other?.getTime() ?? 0) / 1000);

/** As far as a listing tells, the stored product is the shop's. */
export function isAsListed({ facts }: Pick<SourceItem, "facts">, known: Known | undefined): boolean {
  return (
    known !== undefined &&
    known.isActive &&
    sameSecond(known.sourceUpdatedAt, facts.sourceUpdatedAt) &&
    known.status === facts.status &&
    known.catalogVisibility === facts.catalogVisibility &&
    decimalText(known.price) === facts.price &&
    (facts.regularPrice === undefined || decimalText(known.regularPrice) === facts.regularPrice) &&
    (facts.salePrice === undefined || decimalText(known.salePrice) === facts.salePrice) &&
    decimalText(known.stockQuantity) === facts.stockQuantity &&
    (facts.currency === undefined || known.currency === facts.currency) &&
    (facts.stockStatus === undefined || known.stockStatus === facts.stockStatus) &&
    (facts.variants === undefined || sameVariants(facts.variants, known.variants))
  );
}

/** The shop's own choice for all of them at once: nothing was lost on the way here. */
export function hasOtherCurrency({ facts: { currency, ...rest } }: Pick<SourceItem, "facts">, known: Known | undefined): boolean {
  return currency !== undefined && known !== undefined && known.currency !== currency && isAsListed({ facts: rest }, known);
}

type ListedVariant = NonNullable<ListedFacts["variants"]>[number];

/** A variation's price or stock can change without a date that moves, neither its own nor the product's. */
function sameVariants(told: readonly ListedVariant[], stored: readonly VariantDraft[]): boolean {
  const byId = new Map(stored.map((variant) => [variant.externalId, variant]));
  return (
    told.length === stored.length &&
    told.every((variant) => {
      const known = byId.get(variant.externalId);
      return known !== undefined && COMPARED.every((column) => variant[column] === known[column]) && sameChoices(variant, known);
    })
  );
}
const COMPARED = ["sku", "price", "regularPrice", "salePrice", "stockQuantity", "stockStatus", "inStock"] as const;

function sameChoices({ attributes: one }: ListedVariant, { attributes: other }: ListedVariant): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}
