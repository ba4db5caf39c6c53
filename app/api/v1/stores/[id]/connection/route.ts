import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";
import { connectStore } from "@/lib/integrations/connections/connect-store";
import { leaveShop } from "@/lib/integrations/pull/leave-shop";
import { showConnection } from "@/lib/sync/connections/show-connection";

export const GET = route(endpoints.showConnection, ({ deps, caller, params }) => showConnection(deps, caller, params.id ?? ""));
export const POST = route(endpoints.connectStore, ({ deps, caller, params, body, language }) =>
  connectStore(deps, caller, params.id ?? "", body, language),
);
export const DELETE = route(endpoints.disconnectStore, async ({ deps, caller, params }) => {
  await leaveShop(deps, caller, params.id ?? "");
  return undefined;
});
