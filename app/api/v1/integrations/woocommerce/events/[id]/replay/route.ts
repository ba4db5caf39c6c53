import { replayEvent } from "@/lib/events/replay-events";
import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";
import { wireMessage } from "@/lib/i18n/wire-messages";

export const POST = route(endpoints.replayEvent, async ({ deps, caller, params, language }) => {
  const { queued, storeIds } = await replayEvent(deps, caller, params.id ?? "");
  deps.nudge(storeIds);
  return { queued, message: wireMessage("replay_queued", language) };
});
