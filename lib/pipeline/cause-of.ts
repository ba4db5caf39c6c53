import type { ChangeCause } from "@/lib/catalog/history/change";
import type { ClaimedEvent } from "@/lib/events/claim-events";
import type { ClaimedJob } from "@/lib/sync/jobs/job";

/** Run again by a person is a replay; what failed and was sent again by the shop is a message like the first. Our own deletions are events too: their ids say what found the product gone (lib/integrations/digest, fetch-marked.ts). */
export function causeOfEvent({ id, eventId, attemptsAtQueue, cameAgain }: ClaimedEvent): ChangeCause {
  const kind = eventId.startsWith("digest_")
    ? "comparison"
    : eventId.startsWith("gone_")
      ? "fetch"
      : attemptsAtQueue > 0 && !cameAgain
        ? "replay"
        : "event";
  return { kind, eventId: id };
}

export const causeOfJob = ({ id, mode }: Pick<ClaimedJob, "id" | "mode">): ChangeCause => ({
  kind: mode === "reconcile" ? "comparison" : "job",
  jobId: id,
});
