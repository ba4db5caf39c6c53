import { rotateToken } from "@/lib/access/tokens/change-token";
import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";
import { wireMessage } from "@/lib/i18n/wire-messages";

export const POST = route(endpoints.rotateToken, async ({ deps, caller, params, body, language }) => ({
  ...(await rotateToken(deps, caller, params.id ?? "", body)),
  message: wireMessage("token_shown_once", language),
}));
