import type { ProductFields, ProductRow, ProductStatus, ProductType } from "./product-row";

export type Term = { id: number; name: string; slug: string };
export type NewRow = {
  id?: number;
  parentId?: number;
  type?: ProductType;
  status?: ProductStatus;
  sku?: string;
  createdAt: number;
  modifiedAt?: number;
  fields?: Partial<ProductFields>;
};

/** Posts, orders and media share the counter of ids in WordPress: product ids have gaps. */
const ID_STEPS = [1, 1, 2, 1, 3, 1, 1, 7];
export const UNCATEGORIZED: Term = { id: 15, name: "Uncategorized", slug: "uncategorized" };

/** The shop's tables, in memory. It knows no rules: those are in save-product.ts and the actions. */
export class Catalogue {
  /** Categories, tags and brands, by id. */
  readonly terms = new Map<number, Term>([[UNCATEGORIZED.id, UNCATEGORIZED]]);
  #rows = new Map<number, ProductRow>();
  #lastId = 100;
  #lastMetaId = 2_000;
  #steps = 0;
  #published: { size: number; ids: number[] } = { size: -1, ids: [] };

  constructor(rows: Iterable<ProductRow> = [], terms: Iterable<Term> = []) {
    this.load(rows, terms);
  }

  /** Starts over with copies of these rows: loading the same rows twice gives the same shop. */
  load(rows: Iterable<ProductRow>, terms: Iterable<Term> = []): void {
    this.#rows = new Map();
    this.#lastId = 100;
    this.#steps = 0;
    for (const term of terms) this.terms.set(term.id, { ...term });
    for (const row of rows) this.#keep({ ...row, fields: { ...row.fields }, variations: [...row.variations] });
  }

  #keep(row: ProductRow): ProductRow {
    const isLate = row.id < this.#lastId && !this.#rows.has(row.id);
    this.#rows.set(row.id, row);
    // Lists lean on ascending ids in the map; a row with a smaller id (tests, captures) is rare enough to sort for.
    if (isLate) this.#rows = new Map([...this.#rows].sort(([a], [b]) => a - b));
    this.#lastId = Math.max(this.#lastId, row.id);
    return row;
  }

  nextId(): number {
    return this.#lastId + (ID_STEPS[this.#steps++ % ID_STEPS.length] ?? 1);
  }

  nextMetaId(): number {
    return ++this.#lastMetaId;
  }

  add(given: NewRow): ProductRow {
    const { id = this.nextId(), parentId = 0, type = "simple", status = "publish", sku = "", createdAt, modifiedAt = createdAt } = given;
    const row = this.#keep({ id, parentId, type, status, sku, createdAt, modifiedAt, variations: [], fields: given.fields ?? {} });
    if (parentId !== 0) this.#rows.get(parentId)?.variations.push(row.id);
    return row;
  }

  get(id: number): ProductRow | undefined {
    return this.#rows.get(id);
  }

  /** Products without variations, trashed ones included, ascending by id. */
  *products(): Generator<ProductRow> {
    for (const row of this.#rows.values()) if (row.type !== "variation") yield row;
  }

  all(): Iterable<ProductRow> {
    return this.#rows.values();
  }

  variationsOf(parent: ProductRow): ProductRow[] {
    return parent.variations.flatMap((id) => this.#rows.get(id) ?? []);
  }

  parentOf(row: ProductRow): ProductRow | undefined {
    return row.parentId === 0 ? undefined : this.#rows.get(row.parentId);
  }

  /** Gone for good, with its variations. */
  remove(row: ProductRow): void {
    for (const id of row.variations) this.#rows.delete(id);
    const parent = this.parentOf(row);
    if (parent) parent.variations = parent.variations.filter((id) => id !== row.id);
    this.#rows.delete(row.id);
  }

  /** How many rows there are, variations and trashed ones included. */
  get size(): number {
    return this.#rows.size;
  }

  /** Ids of products (no variations) in a state; without one, of all that a list shows: everything but the trash. */
  ids(status?: ProductStatus): number[] {
    return [...this.products()].filter((row) => (status ? row.status === status : isListed(row))).map(({ id }) => id);
  }

  /** Ids that a shop window could show; kept until the number of rows changes, as every rendered product asks for them. */
  publishedIds(): number[] {
    if (this.#published.size !== this.#rows.size) this.#published = { size: this.#rows.size, ids: this.ids("publish") };
    return this.#published.ids;
  }

  findBySku(sku: string): ProductRow | undefined {
    for (const row of this.#rows.values()) if (row.sku === sku) return row;
    return undefined;
  }
}

export const isListed = ({ status }: ProductRow): boolean => status !== "trash" && status !== "auto-draft";
