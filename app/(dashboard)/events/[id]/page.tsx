import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { Caller } from "@/lib/access/caller";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { showEvent } from "@/lib/events/show-event";
import type { EventDetail } from "@/lib/events/wire";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { EventState } from "@/components/event-state";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { CodeBlock } from "@/components/ui/code-block";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { Live } from "../../_components/live";
import { fingerprintOf } from "../../_data/fingerprint";
import { productTitles } from "../../_data/product-titles";
import { tellEvent } from "../../_data/tell-event";
import { ReplayOne } from "../_components/replay-one";
import { EventFacts } from "./event-facts";
import { EventTimeline } from "./event-timeline";
import { prettyJson } from "./pretty-json";

/** A message may be 1 MiB; nobody reads that here. */
const MAX_SHOWN_CHARS = 100_000;
const waiting: readonly EventDetail["status"][] = ["received", "processing", "retrying"];

export async function generateMetadata(): Promise<Metadata> {
  return { title: uiOf(await currentLanguage()).t.events.title };
}

async function findEvent(deps: Pick<Deps, "db">, caller: Caller, id: string): Promise<EventDetail> {
  try {
    return await showEvent(deps, caller, id);
  } catch (error) {
    if (error instanceof AppError && error.code === "event_not_found") notFound();
    throw error;
  }
}

/** The product's name as the message has it; a message too deep or no JSON at all has none. */
function titleIn(payload: string): string | null {
  try {
    const { product } = JSON.parse(payload) as { product?: { name?: unknown } };
    return typeof product?.name === "string" && product.name !== "" ? product.name : null;
  } catch {
    return null;
  }
}

export default async function EventPage({ params }: { params: Promise<{ id: string }> }) {
  const [{ id }, caller, deps, language] = await Promise.all([params, currentCaller(), getDeps(), currentLanguage()]);
  const ui = uiOf(language);
  const { t, format } = ui;
  const event = await findEvent(deps, caller, id);
  const product = (await productTitles(deps, caller, [event]))(event);
  const now = deps.now();
  const payload = prettyJson(event.payload.slice(0, MAX_SHOWN_CHARS));
  const headers = Object.entries(event.headers).map(([name, value]) => `${name}: ${value}`);
  const copy = (label: string) => ({ label: `${t.common.copy}: ${label}`, copied: t.common.copied, failed: t.common.copyFailed });
  const name = titleIn(event.payload) ?? product?.title;
  return (
    <>
      <Breadcrumbs
        label={t.common.breadcrumbs}
        above={[{ href: "/events", label: t.events.title }]}
        here={tellEvent(event, name, t.events)}
      />
      <PageHeader title={tellEvent(event, name, t.events)} state={<EventState status={event.status} t={t.events} />}>
        {waiting.includes(event.status) && (
          <Live url={`/api/v1/integrations/woocommerce/events/${event.id}/`} fingerprint={fingerprintOf([event])} t={t.events.live} />
        )}
        <ReplayOne id={event.id} isMain={event.status === "failed"} t={t.events.replay} />
      </PageHeader>
      {event.errorMessage !== null && (event.status === "failed" || event.status === "retrying") && (
        <Notice kind={event.status === "failed" ? "bad" : "warn"}>
          <p className="font-medium">{t.events.detail.problem}</p>
          <p dir="auto" className="text-page break-words">
            {event.errorMessage}
          </p>
          <p className="text-ink-soft">
            {event.status === "failed" || event.nextAttemptAt === null
              ? t.events.detail.problemNext
              : fill(t.events.detail.retryNext, { time: format.relative(event.nextAttemptAt, now) })}
          </p>
        </Notice>
      )}
      <div className="grid grid-cols-1 gap-8 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid min-w-0 grid-cols-1 content-start gap-8">
          <Section title={t.events.detail.facts}>
            <EventFacts event={event} productId={product?.id ?? null} now={now} ui={ui} />
          </Section>
          <Section title={t.events.detail.timeline}>
            <EventTimeline event={event} now={now} ui={ui} />
          </Section>
        </div>
        <div className="grid min-w-0 grid-cols-1 content-start gap-8">
          <Section title={t.events.detail.payload} note={event.payload.length > MAX_SHOWN_CHARS ? t.events.detail.payloadCut : undefined}>
            <CodeBlock label={t.events.detail.payload} text={payload} copy={copy(t.events.detail.payload)} />
          </Section>
          <Section title={t.events.detail.headers} note={t.events.detail.headersNote}>
            {headers.length === 0 ? (
              <p className="text-ink-soft">{t.events.detail.headersEmpty}</p>
            ) : (
              <CodeBlock label={t.events.detail.headers} text={headers.join("\n")} copy={copy(t.events.detail.headers)} />
            )}
          </Section>
        </div>
      </div>
    </>
  );
}
