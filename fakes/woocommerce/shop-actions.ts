import { isOnSale } from "./derive";
import { addProduct } from "./product-routes";
import { fieldsOf, type ProductFields, type ProductRow } from "./product-row";
import { saveProduct, settle } from "./save-product";
import type { Shop } from "./shop";
import { makeSlug } from "./slug";
import { restoreProduct, trashProduct } from "./trash";

type Body = Record<string, unknown>;

/** A save in wp-admin this soon after a product's date of creation is told of as a creation, too. */
const NEW_FOR_MS = 10_000;

/**
 * What people, plugins and the shop's own jobs do, each with the deliveries the captured shop sent for it.
 * Bodies are written as for REST. An unknown id throws: here it is the test that is wrong.
 */
export class ShopActions {
  #shop: Shop;

  constructor(shop: Shop) {
    this.#shop = shop;
  }

  #find(id: number): ProductRow {
    const row = this.#shop.catalogue.get(id);
    if (!row) throw new Error(`The shop has no product ${id}`);
    return row;
  }

  #tellOfSave(row: ProductRow): void {
    if (this.#shop.clock.now() - row.createdAt < NEW_FOR_MS) this.#shop.webhooks.tell("created", row.id);
    this.#shop.webhooks.tell("updated", row.id);
  }

  /** Written and published on the add-product page. @returns its id */
  publish(body: Body): number {
    return this.#addByHand({ ...body, status: "publish" }).id;
  }

  saveDraft(body: Body): number {
    const row = this.#addByHand({ ...body, status: "draft" });
    row.isDateFloating = true;
    return row.id;
  }

  #addByHand(body: Body): ProductRow {
    const { catalogue, clock } = this.#shop;
    const row = catalogue.add({ createdAt: clock.second() });
    saveProduct(this.#shop, row, body);
    this.#tellOfSave(row);
    return row;
  }

  publishDraft(id: number): void {
    const row = this.#find(id);
    if (row.isDateFloating) row.createdAt = this.#shop.clock.second();
    row.isDateFloating = false;
    this.update(id, { status: "publish" });
  }

  /** The Update button of wp-admin. */
  update(id: number, body: Body): void {
    const row = this.#find(id);
    saveProduct(this.#shop, row, body);
    this.#tellOfSave(row);
  }

  quickEdit(id: number, body: Body): void {
    saveProduct(this.#shop, this.#find(id), body);
    this.#shop.webhooks.tell("updated", id);
  }

  bulkEdit(ids: readonly number[], body: Body): void {
    for (const id of ids) this.quickEdit(id, body);
  }

  /** The variations page of wp-admin: the parent and each changed variation are told of. */
  saveVariations(parentId: number, bodies: Record<number, Body>): void {
    const parent = this.#find(parentId);
    for (const [id, body] of Object.entries(bodies)) this.quickEdit(Number(id), body);
    settle(this.#shop, parent);
    this.#shop.webhooks.tell("updated", parentId);
  }

  /** @returns the id of the copy, a draft */
  duplicate(id: number): number {
    const { catalogue, clock, webhooks } = this.#shop;
    const row = this.#find(id);
    const fields = { ...fieldsOf(row), slug: "", name: `${fieldsOf(row).name} (Copy)` };
    const copy = catalogue.add({ type: row.type, status: "draft", createdAt: clock.second(), fields });
    webhooks.tell("created", copy.id);
    return copy.id;
  }

  /** Rows with an id are updated, the others created. @returns their ids */
  importCsv(rows: readonly Body[]): number[] {
    return rows.map(({ id, ...body }) => {
      if (id === undefined) return addProduct(this.#shop, body).id;
      this.quickEdit(Number(id), body);
      return Number(id);
    });
  }

  trash(id: number): void {
    const row = this.#find(id);
    if (row.status !== "trash") trashProduct(this.#shop, row);
  }

  restore(id: number): void {
    restoreProduct(this.#shop, this.#find(id));
  }

  /** Told to nobody. */
  deleteForever(id: number): void {
    this.#shop.catalogue.remove(this.#find(id));
  }

  emptyTrash(): void {
    const { catalogue } = this.#shop;
    for (const row of [...catalogue.all()]) if (row.status === "trash") catalogue.remove(row);
  }

  /** A sale, or with a negative quantity its cancellation. Only managed stock moves, by variation or product. */
  checkout(lines: readonly { id: number; quantity: number }[]): void {
    for (const { id, quantity } of lines) {
      const row = this.#find(id);
      if (fieldsOf(row).manage_stock) this.setStock(id, (fieldsOf(row).stock_quantity ?? 0) - quantity);
    }
  }

  setStock(id: number, quantity: number): void {
    const row = this.#find(id);
    row.fields = { ...row.fields, manage_stock: true, stock_quantity: quantity };
    settle(this.#shop, row);
    this.#shop.webhooks.tell("updated", id);
  }

  /** The daily job that starts and ends sales. */
  runSales(): void {
    for (const row of this.#shop.catalogue.all()) {
      const fields = fieldsOf(row);
      const isScheduled = fields.date_on_sale_from !== null || fields.date_on_sale_to !== null;
      const due = isOnSale(fields, this.#shop.clock.now()) ? fields.sale_price : fields.regular_price;
      if (!isScheduled || due === fields.price) continue;
      settle(this.#shop, row);
      this.#shop.webhooks.tell("updated", row.id);
    }
  }

  /** Scheduled products whose time has come go live: no date moves, nobody is told. */
  publishScheduled(): void {
    const { catalogue, clock } = this.#shop;
    for (const row of catalogue.products()) if (row.status === "future" && row.createdAt <= clock.now()) row.status = "publish";
  }

  /** Products carry the new name at once; no date moves, nobody is told. */
  renameCategory(id: number, name: string): void {
    this.#shop.catalogue.terms.set(id, { id, name, slug: makeSlug(name) });
  }

  review(id: number, rating: number): void {
    const row = this.#find(id);
    const { average_rating, rating_count } = fieldsOf(row);
    const average = (Number(average_rating) * rating_count + rating) / (rating_count + 1);
    row.fields = { ...row.fields, rating_count: rating_count + 1, average_rating: average.toFixed(2) };
    settle(this.#shop, row);
    this.#shop.webhooks.tell("updated", id);
  }

  /** Another plugin renames with the post API: the date moves, nobody is told. */
  renameByPlugin(id: number, name: string): void {
    const row = this.#find(id);
    row.fields = { ...row.fields, name };
    row.modifiedAt = this.#shop.clock.second();
  }

  /** Another plugin writes meta directly: no date moves, nobody is told. */
  writeMeta(id: number, fields: Partial<ProductFields>): void {
    const row = this.#find(id);
    row.fields = { ...row.fields, ...fields };
  }
}
