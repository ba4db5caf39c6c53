import { showProduct } from "@/lib/catalog/show-product";
import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";
import { suspiciousTextOf } from "@/lib/knowledge/text/suspicious-text";
import { summaryOf } from "@/lib/knowledge/summary-of";

export const GET = route(endpoints.showProduct, async ({ deps, caller, params }) => {
  const product = await showProduct(deps, caller, params.id ?? "");
  const textWarnings = suspiciousTextOf(`${product.title}\n${product.shortDescription}\n${product.description}`);
  return { ...product, textWarnings, tldr: await summaryOf(deps, product) };
});
