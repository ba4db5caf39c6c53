import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";
import { answerAuthorized } from "@/lib/http/shopify-visit";

export const GET = route(endpoints.shopifyAuthorized, answerAuthorized);
