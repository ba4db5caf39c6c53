import { showProduct } from "@/lib/catalog/show-product";
import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";
import { summaryOf } from "@/lib/knowledge/summary-of";

export const GET = route(endpoints.showProduct, async ({ deps, caller, params }) => {
  const product = await showProduct(deps, caller, params.id ?? "");
  return { ...product, tldr: await summaryOf(deps, product) };
});
