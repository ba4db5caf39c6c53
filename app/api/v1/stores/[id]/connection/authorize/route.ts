import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";
import { beginShopifyAuthorization } from "@/lib/integrations/connections/authorize-shopify";
import { beginWooAuthorization } from "@/lib/integrations/connections/authorize-store";

export const POST = route(endpoints.authorizeStore, ({ deps, caller, params: { id = "" }, body }) =>
  body.kind === "shopify"
    ? beginShopifyAuthorization(deps, caller, id, body.shopDomain)
    : beginWooAuthorization(deps, caller, id, body.shopUrl),
);
