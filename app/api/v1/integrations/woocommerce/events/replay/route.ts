import { replayEvents } from "@/lib/events/replay-events";
import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";
import { wireMessage } from "@/lib/i18n/wire-messages";

export const POST = route(endpoints.replayEvents, async ({ deps, caller, body, language }) => {
  const { queued, storeIds } = await replayEvents(deps, caller, body);
  deps.nudge(storeIds);
  return { queued, message: wireMessage("replay_queued", language) };
});
