import { listProducts } from "@/lib/catalog/list-products";
import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";

export const GET = route(endpoints.listProducts, ({ deps, caller, query }) => listProducts(deps, caller, query));
