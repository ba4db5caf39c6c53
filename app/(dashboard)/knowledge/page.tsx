import { BookDashed, GitCompareArrows, Store, X } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { knowsMeaning } from "@/lib/knowledge/embedders";
import { rememberedStats } from "@/lib/knowledge/remembered-stats";
import type { KnowledgeStats } from "@/lib/knowledge/wire";
import { getDeps } from "@/lib/runtime";
import { HelpLink } from "@/components/help-link";
import { buttonClass } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Bone, ListSkeleton } from "@/components/ui/skeleton";
import { Live } from "../_components/live";
import { addressWith, singles, without, type Search } from "../_data/address";
import { categoryOptions } from "../_data/category-options";
import { fingerprintOf } from "../_data/fingerprint";
import { storeOptions } from "../_data/store-options";
import { JudgedQueries } from "./_components/judged-queries";
import { KnowledgeNumbers } from "./_components/knowledge-numbers";
import { Outcome } from "./_components/outcome";
import { OutcomeSkeleton } from "./_components/outcome-skeleton";
import { PATH, SearchForm } from "./_components/search-form";
import { firstSide, knowledgeSearch, secondSide, sideNames } from "./filters";

export async function generateMetadata(): Promise<Metadata> {
  return { title: uiOf(await currentLanguage()).t.knowledge.title };
}

export default async function KnowledgePage({ searchParams }: { searchParams: Search }) {
  const [caller, deps, language, given] = await Promise.all([currentCaller(), getDeps(), currentLanguage(), searchParams.then(singles)]);
  const ui = uiOf(language);
  const { t } = ui;
  const words = t.knowledge.search;
  const asked = knowledgeSearch.parse(given);
  const isCompared = asked.q !== undefined && asked.q2 !== undefined;
  const isSpellingOnly = !knowsMeaning(deps.embedders.configured.model);
  // Counted while the rest of the page is already there.
  const counted = rememberedStats(deps, caller);
  // Whoever awaits it hears of a failure; until somebody does it must not be called unhandled.
  counted.catch(() => undefined);
  const chosen = [asked.category, asked.category2].filter((category) => category !== undefined);
  const [stores, categories] = await Promise.all([
    storeOptions(deps, caller, words.anyStore),
    categoryOptions(deps, caller, chosen, language),
  ]);
  const hasStore = stores.length > 1;
  const forms = { asked, given, stores, categories: [{ value: "", label: words.anyCategory }, ...categories], ui };
  const comparing = Object.fromEntries(
    sideNames.flatMap((name) => (given[name] === undefined ? [] : [[`${name}2`, given[name]] as const])),
  );
  return (
    <>
      <PageHeader
        title={t.knowledge.title}
        state={
          <Suspense fallback={<Bone className="h-5 w-64" />}>
            <State counted={counted} ui={ui} />
          </Suspense>
        }
      >
        <HelpLink topic="ai" t={t.help} />
      </PageHeader>
      {isSpellingOnly && (
        <Notice kind="info">
          <p className="font-medium">{t.knowledge.spellingOnly}</p>
          <p className="text-sm text-ink-soft">{t.knowledge.spellingHow}</p>
        </Notice>
      )}
      {hasStore ? (
        <>
          <div className={isCompared ? "grid grid-cols-1 gap-x-10 gap-y-6 lg:grid-cols-2" : "grid grid-cols-1"}>
            <SearchForm {...forms} suffix="" side={firstSide(asked)} label={isCompared ? t.knowledge.compare.first : words.label} />
            {isCompared && <SearchForm {...forms} suffix="2" side={secondSide(asked)} label={t.knowledge.compare.second} />}
          </div>
          {asked.q !== undefined && (
            <Link
              href={
                isCompared ? addressWith(PATH, without(given, ...sideNames.map((name) => `${name}2`))) : addressWith(PATH, given, comparing)
              }
              scroll={false}
              className={buttonClass("plain", "w-fit")}
            >
              {isCompared ? <X aria-hidden /> : <GitCompareArrows aria-hidden />}
              {isCompared ? t.knowledge.compare.stop : t.knowledge.compare.start}
            </Link>
          )}
          <Suspense
            key={new URLSearchParams(given).toString()}
            fallback={asked.q !== undefined && <OutcomeSkeleton label={t.common.loading} columns={isCompared ? 2 : 1} />}
          >
            <Outcome deps={deps} caller={caller} asked={asked} given={given} isSpellingOnly={isSpellingOnly} ui={ui} />
          </Suspense>
          {asked.q === undefined && (
            <Suspense fallback={null}>
              <NothingYet counted={counted} ui={ui} />
            </Suspense>
          )}
          <Suspense fallback={<ListSkeleton label={t.common.loading} rows={3} />}>
            <JudgedQueries deps={deps} caller={caller} storeId={asked.store} ui={ui} />
          </Suspense>
          <Suspense fallback={<ListSkeleton label={t.common.loading} rows={3} />}>
            <Numbers counted={counted} ui={ui} />
          </Suspense>
        </>
      ) : (
        <Empty
          icon={Store}
          action={
            <Link href="/stores" className={buttonClass("primary")}>
              {words.noStoreAction}
            </Link>
          }
        >
          {words.noStore}
        </Empty>
      )}
    </>
  );
}

type Counted = { counted: Promise<KnowledgeStats>; ui: ReturnType<typeof uiOf> };

/** What the AI knows, and while texts are being prepared that they are. */
async function State({ counted, ui: { t, format } }: Counted) {
  const stats = await counted;
  const numbers = {
    products: format.number(stats.publishable),
    chunks: format.number(stats.chunks),
    waiting: format.number(stats.waiting),
  };
  const state = stats.chunks === 0 ? t.knowledge.state.none : stats.waiting > 0 ? t.knowledge.state.waiting : t.knowledge.state.ready;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <p>{fill(state, numbers)}</p>
      {stats.waiting > 0 && (
        <Live url="/api/v1/knowledge/stats/" fingerprint={fingerprintOf([{ waiting: stats.waiting }])} t={t.events.live} />
      )}
    </div>
  );
}

async function NothingYet({ counted, ui: { t } }: Counted) {
  const { chunks } = await counted;
  if (chunks > 0) return null;
  return (
    <Empty
      icon={BookDashed}
      action={
        <Link href="/products" className={buttonClass("plain")}>
          {t.knowledge.search.noKnowledgeAction}
        </Link>
      }
    >
      {t.knowledge.search.noKnowledge}
    </Empty>
  );
}

const Numbers = async ({ counted, ui }: Counted) => <KnowledgeNumbers stats={await counted} ui={ui} />;
