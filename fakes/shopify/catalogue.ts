import { pictureName } from "../pictures/draw-product";

/** What the shop keeps. Ids are digits; the API's answers make gids of them. Times are milliseconds on the shop's own clock. */
export type FakeVariant = {
  id: string;
  sku: string | null;
  /** As Shopify writes money: "19.90". */
  price: string;
  compareAtPrice: string | null;
  inventoryItemId: string;
  tracked: boolean;
  inventoryQuantity: number;
  inventoryPolicy: "DENY" | "CONTINUE";
  /** One value per option of the product. */
  values: string[];
  image: string | null;
};

export type FakeProduct = {
  id: string;
  title: string;
  descriptionHtml: string;
  productType: string;
  vendor: string;
  tags: string[];
  status: "ACTIVE" | "ARCHIVED" | "DRAFT" | "UNLISTED";
  isPublished: boolean;
  handle: string;
  category: { id: string; name: string; fullName: string } | null;
  collections: { id: string; title: string }[];
  /** [] with one variant: the default one ("Title", "Default Title"). */
  options: { name: string; values: string[] }[];
  /** Addresses of pictures; "video" for something else. */
  media: string[];
  variants: FakeVariant[];
  createdAt: number;
  updatedAt: number;
};

const WORDS = [
  {
    title: "کفش ورزشی مردانه",
    thing: "Shoes",
    type: "کفش",
    vendor: "نوین چرم",
    tags: ["ورزشی", "مردانه"],
    collection: "حراج پاییز",
    text: "سبک، نرم و مناسب دویدن",
  },
  {
    title: "Wool coat",
    thing: "Coat",
    type: "Coats",
    vendor: "Northwind",
    tags: ["winter", "wool"],
    collection: "Autumn sale",
    text: "Warm &amp; soft, cut for rain",
  },
  {
    title: "لیوان سرامیکی",
    thing: "Mug",
    type: "ظروف",
    vendor: "سفال میبد",
    tags: ["دست‌ساز"],
    collection: "خانه و آشپزخانه",
    text: "لعاب دستی، مقاوم در ماشین ظرف‌شویی",
  },
  {
    title: "Desk lamp",
    thing: "Desk Lamp",
    type: "Lamps",
    vendor: "Lumen",
    tags: ["led", "office"],
    collection: "Home office",
    text: "Dims to 5%, flicker free",
  },
] as const;

export type MakeOptions = {
  /** How many variants the n-th product has; 1 is the default variant alone. */
  variants?: (index: number) => number;
  /** The first product's id; the others follow. Larger than 2^53 is fine. */
  firstId?: string;
  /** Pictures the shop draws itself, for a shop that is looked at; else addresses of Shopify's, where nothing is. */
  hasPictures?: boolean;
  /** Of the first product's last change; each further one is a minute later. */
  from?: Date;
};

const MINUTE_MS = 60_000;
const VARIANT_IDS = 40_000_000_000_000n;

/** The same products for the same arguments, half of them Persian. */
export function makeProducts(count: number, options: MakeOptions = {}): FakeProduct[] {
  const firstId = BigInt(options.firstId ?? "8123456780001");
  const from = (options.from ?? new Date("2026-10-01T08:00:00Z")).getTime();
  const howMany = options.variants ?? ((index) => (index % 3 === 0 ? 1 : 1 + (index % 5)));
  return Array.from({ length: count }, (_, index) => {
    const product = makeProduct(index, firstId + BigInt(index), howMany(index), from + index * MINUTE_MS);
    return options.hasPictures ? { ...product, media: [`/pictures/${pictureName(wordsOf(index).thing, index + 1)}.svg`] } : product;
  });
}

const wordsOf = (index: number) => WORDS[index % WORDS.length] ?? WORDS[0];

function makeProduct(index: number, id: bigint, variantCount: number, time: number): FakeProduct {
  const words = wordsOf(index);
  const isSimple = variantCount === 1;
  const variants = Array.from({ length: variantCount }, (_, at) => makeVariant(index, at, id, isSimple));
  return {
    id: String(id),
    title: `${words.title} ${index + 1}`,
    descriptionHtml: `<p>${words.text}</p><p>${words.title} ${index + 1}</p>`,
    productType: words.type,
    vendor: words.vendor,
    tags: [...words.tags],
    status: "ACTIVE",
    isPublished: true,
    handle: `product-${index + 1}`,
    category:
      index % 2 === 0
        ? null
        : { id: "gid://shopify/TaxonomyCategory/aa-1-1", name: "Clothing", fullName: "Apparel & Accessories > Clothing" },
    collections: [{ id: String(30_000 + (index % WORDS.length)), title: words.collection }],
    options: isSimple ? [] : [{ name: "Size", values: variants.map(({ values }) => values[0] ?? "") }],
    media: [`https://cdn.shopify.com/s/files/1/${index + 1}/a.jpg`, `https://cdn.shopify.com/s/files/1/${index + 1}/b.jpg`],
    variants,
    createdAt: time,
    updatedAt: time,
  };
}

function makeVariant(index: number, at: number, productId: bigint, isSimple: boolean): FakeVariant {
  // Apart from each other whatever the first product's id is: 10,000 variants of room each.
  const id = VARIANT_IDS + (productId % 1_000_000_000n) * 10_000n + BigInt(at);
  const cents = 1_000 + index * 250 + at * 100;
  const price = (cents / 100).toFixed(2);
  return {
    id: String(id),
    sku: `SKU-${index + 1}-${at + 1}`,
    price,
    compareAtPrice: index % 4 === 1 ? ((cents + 500) / 100).toFixed(2) : null,
    inventoryItemId: String(id + 1_000_000_000_000n),
    tracked: true,
    inventoryQuantity: (index + at) % 7,
    inventoryPolicy: "DENY",
    values: [isSimple ? "Default Title" : `S${at + 1}`],
    image: null,
  };
}
