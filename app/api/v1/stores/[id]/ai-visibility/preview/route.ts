import { previewVisibility } from "@/lib/access/stores/preview-visibility";
import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";

export const POST = route(endpoints.previewVisibility, ({ deps, caller, params, body }) =>
  previewVisibility(deps, caller, params.id ?? "", body),
);
