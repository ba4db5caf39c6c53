import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import type { Caller } from "@/lib/access/caller";
import { changeOfEvent } from "@/lib/catalog/history/list-history";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { eventNeighbours } from "@/lib/events/event-neighbours";
import { showEvent } from "@/lib/events/show-event";
import type { EventDetail } from "@/lib/events/wire";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { EventState } from "@/components/event-state";
import { ChangeLines } from "@/components/product-change";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { CodeBlock } from "@/components/ui/code-block";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { Live } from "../../_components/live";
import { fingerprintOf } from "../../_data/fingerprint";
import { productTitles } from "../../_data/product-titles";
import { namesProduct, tellEvent } from "../../_data/tell-event";
import { ReplayOne } from "../_components/replay-one";
import { EventFacts } from "./event-facts";
import { EventTimeline } from "./event-timeline";
import { Neighbouring } from "./neighbouring";
import { PayloadDiff } from "./payload-diff";
import { drawPayload } from "./payload-tree";
import { prettyJson } from "./pretty-json";
import { readPayload } from "./read-payload";

/** A message may be 1 MiB; nobody reads that here. */
const MAX_SHOWN_CHARS = 100_000;
const linkLook = "w-fit inline-flex min-h-6 items-center font-medium text-accent underline-offset-4 hover:underline";
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

type Shown = { payload?: string | string[] };

export default async function EventPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: Promise<Shown> }) {
  const [{ id }, shown, caller, deps, language] = await Promise.all([params, searchParams, currentCaller(), getDeps(), currentLanguage()]);
  const ui = uiOf(language);
  const { t, format } = ui;
  const event = await findEvent(deps, caller, id);
  const [titles, neighbours] = await Promise.all([productTitles(deps, caller, [event]), eventNeighbours(deps, caller, event)]);
  const product = titles(event);
  const made = product && (await changeOfEvent(deps, caller, product.id, event.id));
  const read = readPayload(event.payload);
  const drawn = read && drawPayload(read.value, shown.payload === "all", ui);
  const now = deps.now();
  const words = t.events.detail;
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
        isSentence
      />
      <PageHeader
        title={tellEvent(event, name, t.events)}
        state={
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <EventState status={event.status} t={t.events} />
            <span>{words.because[event.status === "succeeded" ? (made?.kind ?? "same") : event.status]}</span>
          </p>
        }
      >
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
      <Neighbouring neighbours={neighbours} words={words} />
      <div className="grid grid-cols-1 gap-8 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid min-w-0 grid-cols-1 content-start gap-8">
          {event.status === "succeeded" && product && (
            <Section title={words.made}>
              {made ? <ChangeLines change={made} ui={ui} /> : <p className="text-ink-soft">{words.madeNothing}</p>}
            </Section>
          )}
          {namesProduct(event) && <PayloadDiff event={event} before={neighbours.before} ui={ui} />}
          <Section title={words.payload} anchor="payload" note={event.payload.length > MAX_SHOWN_CHARS ? words.payloadCut : undefined}>
            {drawn ? drawn.tree : <p className="text-ink-soft">{words.unreadable}</p>}
            {drawn?.isCut && shown.payload !== "all" && (
              <Link href={`/events/${event.id}?payload=all#payload`} prefetch={false} scroll={false} className={linkLook}>
                {words.showAll}
              </Link>
            )}
            <details open={drawn === null}>
              <summary className="w-fit cursor-pointer rounded py-1 font-medium">{words.raw}</summary>
              <div className="mt-2">
                <CodeBlock label={words.payload} text={payload} copy={copy(words.payload)} />
              </div>
            </details>
          </Section>
        </div>
        <div className="grid min-w-0 grid-cols-1 content-start gap-8">
          <Section title={words.facts}>
            <EventFacts event={event} productId={product?.id ?? null} now={now} ui={ui} />
          </Section>
          <Section title={words.timeline}>
            <EventTimeline event={event} now={now} ui={ui} />
          </Section>
          <Section title={words.headers} note={words.headersNote}>
            {headers.length === 0 ? (
              <p className="text-ink-soft">{words.headersEmpty}</p>
            ) : (
              <CodeBlock label={words.headers} text={headers.join("\n")} copy={copy(words.headers)} />
            )}
          </Section>
        </div>
      </div>
    </>
  );
}
