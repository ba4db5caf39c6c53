import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";
import { wireMessage } from "@/lib/i18n/wire-messages";
import { requestSync } from "@/lib/sync/jobs/request-sync";

export const POST = route(endpoints.syncWooCommerce, async ({ deps, caller, body, language }) => ({
  ...(await requestSync(deps, caller, "woocommerce", body)),
  message: wireMessage("sync_queued", language),
}));
