import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";
import { testConnection } from "@/lib/integrations/connections/connect-store";

export const POST = route(endpoints.testConnection, ({ deps, caller, params, language }) =>
  testConnection(deps, caller, params.id ?? "", language),
);
