import type { FakeProduct } from "./catalogue";
import type { DeliveryDesk } from "./delivery-desk";
import { deletedPayload, inventoryPayload, productPayload } from "./rest-payload";
import type { ShopState } from "./shop-state";

/** Everything that changes the shop from inside, with the webhooks it causes. Times move on by at least a second for each edit. */
export function merchantOf(state: ShopState, desk: DeliveryDesk) {
  const take = (id: string): FakeProduct => {
    const product = state.products.get(id);
    if (!product) throw new Error(`The fake shop has no product ${id}`);
    return product;
  };
  const touch = (product: FakeProduct): void => {
    product.updatedAt = Math.max(state.clock(), product.updatedAt + 1_000);
  };
  return {
    create(product: FakeProduct): void {
      state.products.set(product.id, product);
      desk.announce("PRODUCTS_CREATE", productPayload(product));
    },
    update(id: string, change: Partial<FakeProduct>): void {
      const product = Object.assign(take(id), change);
      touch(product);
      desk.announce("PRODUCTS_UPDATE", productPayload(product));
    },
    /** Both topics come, as from the real one. */
    setStock(id: string, variantAt: number, available: number): void {
      const product = take(id);
      const variant = product.variants[variantAt];
      if (!variant) throw new Error(`Product ${id} has no variant ${variantAt}`);
      variant.inventoryQuantity = available;
      touch(product);
      desk.announce(
        "INVENTORY_LEVELS_UPDATE",
        inventoryPayload(variant.inventoryItemId, variant.tracked ? available : null, product.updatedAt),
      );
      desk.announce("PRODUCTS_UPDATE", productPayload(product));
    },
    remove(id: string): void {
      take(id);
      state.products.delete(id);
      desk.announce("PRODUCTS_DELETE", deletedPayload(id));
    },
    uninstall(): void {
      desk.announce("APP_UNINSTALLED", { myshopify_domain: state.shopDomain });
      desk.announceToApp("app/uninstalled", { myshopify_domain: state.shopDomain });
    },
    /** What Shopify asks by law; shop/redact comes by itself in the real one, 48 hours after uninstalling. */
    askForPrivacy(topic: "customers/data_request" | "customers/redact" | "shop/redact"): void {
      const customer = { id: 191167, email: "john@example.com", phone: "555-625-1199" };
      desk.announceToApp(topic, { shop_id: 954889, shop_domain: state.shopDomain, ...(topic !== "shop/redact" && { customer }) });
    },
  };
}
