import { ARRIVED_AGAIN, eventStatuses } from "@/lib/events/incoming-event";
import type { EventDetail } from "@/lib/events/wire";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { EventState } from "@/components/event-state";
import { TimeAgo } from "@/components/ui/time-ago";

/** Each try with its outcome, and when the shop sent it again; the latest first. */
export function EventTimeline({
  event,
  now,
  ui: { t, format },
}: {
  event: Pick<EventDetail, "timeline" | "nextAttemptAt">;
  now: Date;
  ui: Ui;
}) {
  if (event.timeline.length === 0) return <p className="text-ink-soft">{t.events.detail.timelineEmpty}</p>;
  return (
    <ol className="grid gap-4 border-s border-line ps-4">
      {event.nextAttemptAt && (
        <li className="text-ink-soft">{fill(t.events.detail.waits, { time: format.relative(event.nextAttemptAt, now) })}</li>
      )}
      {event.timeline.toReversed().map((entry) => {
        if (entry.outcome === ARRIVED_AGAIN)
          return (
            <li key={`again ${entry.started_at}`} className="flex flex-wrap items-center gap-x-3">
              <span className="font-medium">{t.events.detail.cameAgain}</span>
              <span className="text-sm text-ink-soft">
                <TimeAgo at={new Date(entry.started_at)} now={now} format={format} otherwise={t.common.none} />
              </span>
            </li>
          );
        const status = eventStatuses.find((known) => known === entry.outcome);
        return (
          <li key={`${entry.attempt} ${entry.started_at}`} className="grid gap-1">
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="font-medium">{fill(t.events.detail.attempt, { n: format.number(entry.attempt) })}</span>
              {status ? <EventState status={status} t={t.events} /> : <bdi>{entry.outcome}</bdi>}
              <span className="text-sm text-ink-soft">
                <TimeAgo at={new Date(entry.started_at)} now={now} format={format} otherwise={t.common.none} /> ·{" "}
                {format.duration(entry.took_ms)}
              </span>
            </span>
            {entry.error && (
              <p dir="auto" className="text-page text-sm break-words text-ink-soft">
                {entry.error}
              </p>
            )}
          </li>
        );
      })}
    </ol>
  );
}
