import { Store } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf, type Ui } from "@/lib/i18n/ui/ui";
import { rememberedOverview } from "@/lib/operations/overview/remembered-overview";
import type { Overview } from "@/lib/operations/overview/show-overview";
import { getDeps } from "@/lib/runtime";
import { buttonClass } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageHeader } from "@/components/ui/page-header";
import { Live } from "../_components/live";
import { fingerprintOf } from "../_data/fingerprint";
import { productCount, StoreBadge, storeSentence } from "../stores/_components/store-state";
import { EventsChart } from "./_components/events-chart";
import { HubFigures } from "./_components/hub-figures";
import { NextStep } from "./_components/next-step";
import { OwnFigures } from "./_components/own-figures";
import { WorstStores } from "./_components/worst-stores";

export async function generateMetadata(): Promise<Metadata> {
  return { title: uiOf(await currentLanguage()).t.overview.title };
}

/** Is my shop in sync, and if not, what do I do? In the first line; all else is evidence. */
export default async function OverviewPage() {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const ui = uiOf(language);
  const { t } = ui;
  const overview = await rememberedOverview(deps, caller, language);
  const isEmpty = overview.stores.count === 0;
  return (
    <>
      <PageHeader title={t.overview.title} state={<StateLine overview={overview} isOwner={caller.role === "OWNER"} ui={ui} />}>
        <Live url={`/api/v1/overview/?language=${language}`} fingerprint={fingerprintOf([overview])} t={t.events.live} />
      </PageHeader>
      {isEmpty ? (
        <Empty
          icon={Store}
          action={
            <Link href="/stores" className={buttonClass("primary")}>
              {t.overview.emptyAction}
            </Link>
          }
        >
          {t.overview.empty}
        </Empty>
      ) : (
        <div className="grid grid-cols-1 gap-10">
          {overview.stores.count > 1 && <WorstStores stores={overview.stores} now={overview.now} ui={ui} />}
          <EventsChart hours={overview.hours} now={overview.now} ui={ui} />
          <OwnFigures overview={overview} ui={ui} />
          {caller.role === "ADMIN" && <HubFigures overview={overview} ui={ui} />}
        </div>
      )}
    </>
  );
}

function StateLine({ overview: { stores, now }, isOwner, ui }: { overview: Overview; isOwner: boolean; ui: Ui }) {
  const { t, format } = ui;
  const words = t.overview;
  const [only] = stores.worst;
  if (!only) return <p>{words.state.none}</p>;
  if (stores.count > 1) {
    const count = format.number(stores.count);
    return <p>{fill(stores.attention === 0 ? words.state.well : words.state.attention, { count, n: format.number(stores.attention) })}</p>;
  }
  const isOwnAndWell = isOwner && only.state === "synced";
  const sentence = !isOwnAndWell
    ? storeSentence(only, now, ui)
    : only.lastEventAt === null
      ? fill(words.own.syncedQuiet, { count: productCount(only.products, ui) })
      : fill(words.own.synced, { count: productCount(only.products, ui), time: format.relative(only.lastEventAt, now) });
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <StoreBadge store={only} now={now} ui={ui} />
      <span className="text-ink">{sentence}</span>
      <NextStep store={only} ui={ui} />
    </p>
  );
}
