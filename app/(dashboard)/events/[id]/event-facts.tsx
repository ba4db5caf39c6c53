import Link from "next/link";
import type { EventDetail } from "@/lib/events/wire";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { CopyButton } from "@/components/ui/copy-button";
import { Facts } from "@/components/ui/facts";
import { Latin } from "@/components/ui/latin";
import { TimeAgo } from "@/components/ui/time-ago";
import { namesProduct, tellSource } from "../../_data/tell-event";

const linkLook = "inline-flex min-h-6 items-center font-medium text-accent underline-offset-4 hover:underline";

export function EventFacts({
  event,
  productId,
  now,
  ui: { t, format },
}: {
  event: EventDetail;
  productId: string | null;
  now: Date;
  ui: Ui;
}) {
  const time = (at: Date | null) => <TimeAgo at={at} now={now} format={format} otherwise={t.common.none} />;
  const id = (text: string) => (
    <CopyButton text={text} label={fill(t.common.copyId, { id: text })} copied={t.common.copied} failed={t.common.copyFailed} isId />
  );
  const words = t.events.detail;
  return (
    <Facts
      facts={[
        !namesProduct(event)
          ? null
          : {
              label: words.product,
              value: (
                <span className="flex flex-wrap gap-x-4">
                  <Latin isCode>{event.productId}</Latin>
                  {productId !== null && (
                    <Link href={`/products/${productId}`} prefetch={false} className={linkLook}>
                      {words.openProduct}
                    </Link>
                  )}
                  <Link
                    href={`/events?store=${event.store.id}&product=${encodeURIComponent(event.productId)}`}
                    prefetch={false}
                    className={linkLook}
                  >
                    {words.productEvents}
                  </Link>
                </span>
              ),
            },
        { label: words.store, value: <bdi>{event.store.name}</bdi> },
        { label: words.owner, value: <Latin>{event.user.email}</Latin> },
        { label: words.source, value: tellSource(event.source, t.events) },
        { label: words.received, value: time(event.createdAt) },
        event.occurredAt && { label: words.occurred, value: time(event.occurredAt) },
        event.processedAt && { label: words.processed, value: time(event.processedAt) },
        event.nextAttemptAt && { label: words.nextAttempt, value: time(event.nextAttemptAt) },
        event.processingTimeMs === null ? null : { label: words.took, value: format.duration(event.processingTimeMs) },
        { label: words.eventId, value: id(event.eventId) },
        event.requestId === null ? null : { label: words.request, value: id(event.requestId) },
        event.sourceIp === null ? null : { label: words.address, value: <Latin isCode>{event.sourceIp}</Latin> },
      ]}
    />
  );
}
