import type { ProductDraft } from "@/lib/catalog/draft";

/** A simple, published product. */
export function aDraft(changes: Partial<ProductDraft> = {}): ProductDraft {
  return {
    externalId: "woo_414",
    externalSource: "woocommerce",
    title: "Running shoe",
    shortDescription: "Light and fast",
    description: "<p>A shoe for long distances.</p>",
    productType: "simple",
    status: "publish",
    catalogVisibility: "visible",
    hasPassword: false,
    sku: "SHOE-1",
    price: "850000",
    regularPrice: "950000",
    salePrice: "850000",
    onSale: true,
    currency: "IRT",
    stockQuantity: "12",
    stockStatus: "instock",
    inStock: true,
    categories: ["Shoes"],
    tags: ["sport"],
    brand: null,
    link: null,
    image: null,
    gallery: [],
    attributes: [],
    variants: [],
    extra: {},
    sourceUpdatedAt: null,
    ...changes,
  };
}
