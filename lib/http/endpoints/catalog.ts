import { historyList, historyQuery } from "@/lib/catalog/history/wire";
import { hideProductBody, productHidden } from "@/lib/catalog/hide-product";
import { productDetail, productExportQuery, productList, productListQuery } from "@/lib/catalog/wire";
import { endpoint, type Endpoint } from "../endpoint";
import { exported } from "./exported";

const products = "/api/v1/web-knowledge/products/";

export const catalogEndpoints = {
  listProducts: endpoint({
    method: "GET",
    path: products,
    tag: "products",
    summary: "Products",
    access: { scope: "catalog:read" },
    query: productListQuery,
    status: 200,
    answer: productList,
  }),
  exportProducts: endpoint({
    ...exported,
    path: `${products}export/`,
    tag: "products",
    summary: "Take the products home: all that the filters find, up to 1,000,000 rows",
    access: { scope: "catalog:read" },
    query: productExportQuery,
  }),
  showProduct: endpoint({
    method: "GET",
    path: `${products}{id}/`,
    tag: "products",
    summary: "One product with variants and what the AI reads",
    access: { scope: "catalog:read" },
    status: 200,
    answer: productDetail,
    errors: ["product_not_found"],
  }),
  hideProduct: endpoint({
    method: "PATCH",
    path: `${products}{id}/visibility/`,
    tag: "products",
    summary: "Keep one product from the AI, or show it again; holds from the next search on",
    access: { scope: "catalog:write" },
    body: hideProductBody,
    status: 200,
    answer: productHidden,
    errors: ["product_not_found"],
  }),
  productHistory: endpoint({
    method: "GET",
    path: `${products}{id}/history/`,
    tag: "products",
    summary: "What changed of a product and what made it so, newest first; the newest hundred changes are kept",
    access: { scope: "catalog:read" },
    query: historyQuery,
    status: 200,
    answer: historyList,
    errors: ["product_not_found"],
  }),
} as const satisfies Record<string, Endpoint>;
