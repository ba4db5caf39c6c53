import { pictureName } from "../pictures/draw-product";
import { COLOURS, KINDS, QUALITIES, SENTENCES_EN, SENTENCES_FA, SIZES, TAG_IDS } from "./made-words";
import type { Attribute, Choice, Image, ProductFields, ProductRow } from "./product-row";
import { makeSlug } from "./slug";

export type MakeOptions = {
  /** Which part of the products is variable, 0 to 1. */
  variableShare?: number;
  variationsEach?: number;
  seed?: number;
  firstId?: number;
};
type Draw = (below: number) => number;

const FIRST_CREATED = Date.UTC(2024, 0, 1);
const BETWEEN_MS = 37_000;
const MAX_CHANGED_AFTER_DAYS = 300;
const DAY_MS = 86_400_000;
const DESCRIPTION_BYTES = 2_000;
const ENGLISH_OF_TEN = 3;
const PRICE_STEP = 1_000; // toman
const COLOUR: Omit<Attribute, "options" | "position"> = { id: 3, name: "رنگ", slug: "pa_rang", visible: true, variation: true };
const SIZE: Omit<Attribute, "options" | "position"> = { id: 4, name: "سایز", slug: "pa_size-fa", visible: true, variation: true };

/** Mulberry32: the same numbers for the same seed, everywhere. */
function drawing(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const seedOf = (seed: number, index: number, child = 0): number => Math.imul(seed + 1, 2_654_435_761) ^ (index * 7_919 + child * 104_729);
const pick = <Item>(list: readonly Item[], draw: Draw): Item => {
  const item = list[draw(list.length)];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
};

/**
 * So many products (variations come on top), the same for the same options. Ids ascend with gaps; texts are written only when read.
 * @returns rows for `startWooShop({ products })` or `catalogue.load`
 */
export function makeProducts(count: number, options: MakeOptions = {}): ProductRow[] {
  const { variableShare = 0.2, variationsEach = 4, seed = 1, firstId = 1_001 } = options;
  const rows: ProductRow[] = [];
  let id = firstId;
  for (let index = 0; index < count; index++) {
    const draw = drawing(seedOf(seed, index));
    const isVariable = draw(1_000) < variableShare * 1_000;
    const createdAt = FIRST_CREATED + index * BETWEEN_MS;
    const modifiedAt = createdAt + draw(MAX_CHANGED_AFTER_DAYS) * DAY_MS + draw(3_600) * 1_000;
    const parentId = id++;
    const children = isVariable ? Array.from({ length: variationsEach }, (_, child) => id + child) : [];
    id += children.length + (draw(3) === 0 ? draw(5) : 0);
    const base = { createdAt, modifiedAt, status: "publish" as const, fields: {}, variations: [] };
    rows.push({
      ...base,
      id: parentId,
      parentId: 0,
      type: isVariable ? "variable" : "simple",
      sku: `FK-${String(index + 1).padStart(5, "0")}`,
      variations: children,
      make: () => writeProduct({ seed, index, isVariable, children: children.length, createdAt }),
    });
    children.forEach((childId, child) => {
      const sku = `FK-${String(index + 1).padStart(5, "0")}-${child + 1}`;
      rows.push({ ...base, id: childId, parentId, type: "variation", sku, make: () => writeVariation(seed, index, child) });
    });
  }
  return rows;
}

type Recipe = { seed: number; index: number; isVariable: boolean; children: number; createdAt: number };

function writeProduct({ seed, index, isVariable, children, createdAt }: Recipe): Partial<ProductFields> {
  const draw = drawing(seedOf(seed, index, 1));
  const isEnglish = draw(10) < ENGLISH_OF_TEN;
  const [kindFa, kindEn, categoryId] = pick(KINDS, draw);
  const [qualityFa, qualityEn] = pick(QUALITIES, draw);
  const number = index + 1;
  const name = isEnglish
    ? `${qualityEn} ${kindEn} No. ${number}`
    : `${kindFa} ${qualityFa} مدل ${number.toLocaleString("fa-IR", { useGrouping: false })}`;
  return {
    name,
    slug: makeSlug(name),
    description: writeDescription(isEnglish, draw),
    short_description: `<p>${pick(isEnglish ? SENTENCES_EN : SENTENCES_FA, draw)}</p>`,
    categories: [categoryId],
    tags: draw(3) === 0 ? [pick(TAG_IDS, draw)] : [],
    weight: String((draw(40) + 1) / 10),
    total_sales: draw(200),
    images: [writeImage(index, kindEn, createdAt)],
    ...(isVariable ? { attributes: writeAttributes(children) } : { ...writePrice(draw), ...writeStock(draw) }),
  };
}

/** Numbers of its own: with so few sentences texts would be alike that are not in a real shop. */
function writeMeasures(isEnglish: boolean, draw: Draw): string {
  const [batch, length, width, grams] = [draw(90_000) + 10_000, draw(180) + 20, draw(90) + 10, draw(4_000) + 50];
  return isEnglish
    ? `Batch ${batch}: ${length} by ${width} cm, ${grams} g.`
    : `سری ساخت ${batch}: ${length} در ${width} سانتی‌متر، ${grams} گرم.`;
}

function writeDescription(isEnglish: boolean, draw: Draw): string {
  const sentences = isEnglish ? SENTENCES_EN : SENTENCES_FA;
  let text = "";
  let bytes = 0;
  while (bytes < DESCRIPTION_BYTES) {
    const said = [0, 1, 2].map(() => pick(sentences, draw));
    const paragraph = `<p>${[...said, writeMeasures(isEnglish, draw)].join(" ")}</p>`;
    text += text === "" ? paragraph : `\n${paragraph}`;
    bytes += Buffer.byteLength(paragraph);
  }
  return text;
}

function writeImage(index: number, kind: string, at: number): Image {
  const name = pictureName(kind, index + 1);
  return { id: 900_000 + index, at, src: `/wp-content/uploads/2024/01/${name}.svg`, name, alt: "" };
}

const writePrice = (draw: Draw, base = (draw(2_000) + 50) * PRICE_STEP): Partial<ProductFields> => {
  const sale = draw(4) === 0 ? String(Math.round((base * (70 + draw(25))) / 100 / PRICE_STEP) * PRICE_STEP) : "";
  return { regular_price: String(base), sale_price: sale, price: sale || String(base) };
};

function writeStock(draw: Draw): Partial<ProductFields> {
  if (draw(10) < 3) return { stock_status: draw(10) === 0 ? "outofstock" : "instock" };
  const left = draw(10) === 0 ? 0 : draw(60) + 1;
  return { manage_stock: true, stock_quantity: left, stock_status: left > 0 ? "instock" : "outofstock" };
}

const colourOf = (child: number): string => (COLOURS[Math.floor(child / SIZES.length) % COLOURS.length] ?? ["رنگ دیگر"])[0];
const sizeOf = (child: number): string => SIZES[child % SIZES.length] ?? "";

function writeAttributes(children: number): Attribute[] {
  const all = Array.from({ length: children }, (_, child) => child);
  return [
    { ...COLOUR, position: 0, options: [...new Set(all.map(colourOf))] },
    { ...SIZE, position: 1, options: [...new Set(all.map(sizeOf))] },
  ];
}

function writeVariation(seed: number, index: number, child: number): Partial<ProductFields> {
  const parentDraw = drawing(seedOf(seed, index, 2));
  const draw = drawing(seedOf(seed, index, child + 3));
  const base = (parentDraw(2_000) + 50 + child * 5) * PRICE_STEP;
  const choice = ({ id, name, slug }: Omit<Attribute, "options" | "position">, option: string): Choice => ({ id, name, slug, option });
  return {
    ...writePrice(draw, base),
    ...writeStock(draw),
    choices: [choice(COLOUR, colourOf(child)), choice(SIZE, sizeOf(child))],
    menu_order: child,
  };
}
