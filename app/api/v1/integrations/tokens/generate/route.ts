import { generateToken } from "@/lib/access/tokens/generate-token";
import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";
import { wireMessage } from "@/lib/i18n/wire-messages";

export const POST = route(endpoints.generateToken, async ({ deps, caller, body, language }) => ({
  ...(await generateToken(deps, caller, body)),
  message: wireMessage("token_shown_once", language),
}));
