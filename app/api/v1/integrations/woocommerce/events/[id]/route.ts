import { showEvent } from "@/lib/events/show-event";
import { eventDetail } from "@/lib/events/wire";
import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";

/** `payload` goes out as the text it came as: every digit kept, however deep it nests. */
export const GET = route(endpoints.showEvent, async ({ deps, caller, params }) => {
  const { payload, ...event } = await showEvent(deps, caller, params.id ?? "");
  const rest = JSON.stringify(eventDetail.parse(event));
  return new Response(`${rest.slice(0, -1)},"payload":${payload}}`, {
    headers: { "content-type": "application/json", "cache-control": "no-store" },
  });
});
