import { hideProduct } from "@/lib/catalog/hide-product";
import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";

export const PATCH = route(endpoints.hideProduct, ({ deps, caller, params, body }) =>
  hideProduct(deps, caller, params.id ?? "", body.hidden),
);
