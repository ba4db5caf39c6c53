import { SearchX } from "lucide-react";
import type { Metadata } from "next";
import type { Caller } from "@/lib/access/caller";
import { AppError } from "@/lib/core/errors";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { knowledgeStats } from "@/lib/knowledge/knowledge-stats";
import { searchKnowledge } from "@/lib/knowledge/search-knowledge";
import type { SearchAnswer, SearchInput } from "@/lib/knowledge/wire";
import { getDeps, type Runtime } from "@/lib/runtime";
import { Empty } from "@/components/ui/empty";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { singles, type Search } from "../_data/address";
import { categoryOptions } from "../_data/category-options";
import { storeOptions } from "../_data/store-options";
import { KnowledgeNumbers } from "./_components/knowledge-numbers";
import { SearchForm } from "./_components/search-form";
import { SearchResults } from "./_components/search-results";
import { knowledgeSearch, searchInputOf } from "./filters";

export async function generateMetadata(): Promise<Metadata> {
  return { title: uiOf(await currentLanguage()).t.knowledge.title };
}

/** A shop of somebody else in the address finds nothing, as if it did not exist. */
async function search(deps: Runtime, caller: Caller, input: SearchInput): Promise<SearchAnswer> {
  try {
    return await searchKnowledge(deps, caller, input);
  } catch (error) {
    if (error instanceof AppError && error.code === "store_not_found") return { query: input.query, tookMs: 0, results: [] };
    throw error;
  }
}

export default async function KnowledgePage({ searchParams }: { searchParams: Search }) {
  const [caller, deps, language, given] = await Promise.all([currentCaller(), getDeps(), currentLanguage(), searchParams.then(singles)]);
  const ui = uiOf(language);
  const { t, format } = ui;
  const asked = knowledgeSearch.parse(given);
  const { q } = asked;
  const [stats, stores, categories, answer] = await Promise.all([
    knowledgeStats(deps, caller),
    storeOptions(deps, caller, t.knowledge.search.anyStore),
    categoryOptions(deps, caller, asked.category, t.knowledge.search.anyCategory, language),
    q === undefined ? null : search(deps, caller, searchInputOf({ ...asked, q })),
  ]);
  const numbers = {
    products: format.number(stats.publishable),
    chunks: format.number(stats.chunks),
    waiting: format.number(stats.waiting),
  };
  const state = stats.chunks === 0 ? t.knowledge.state.none : stats.waiting > 0 ? t.knowledge.state.waiting : t.knowledge.state.ready;
  return (
    <>
      <PageHeader title={t.knowledge.title} state={<p>{fill(state, numbers)}</p>} />
      {stats.isSpellingOnly && (
        <Notice kind="info">
          <p className="font-medium">{t.knowledge.spellingOnly}</p>
          <p className="text-sm text-ink-soft">{t.knowledge.spellingHow}</p>
        </Notice>
      )}
      <SearchForm asked={asked} given={given} stores={stores} categories={categories} ui={ui} />
      {answer && (
        <Section
          title={t.knowledge.search.results}
          note={
            answer.results.length > 0
              ? `${fill(t.knowledge.search.found, { count: format.number(answer.results.length), time: format.duration(answer.tookMs) })} ${t.knowledge.search.factsNow}`
              : undefined
          }
        >
          {answer.results.length === 0 ? (
            <Empty icon={SearchX}>
              {fill(t.knowledge.search.foundNothing, { query: answer.query })} {t.knowledge.search.foundNothingNext}
            </Empty>
          ) : (
            <SearchResults results={answer.results} isSpellingOnly={stats.isSpellingOnly} ui={ui} />
          )}
        </Section>
      )}
      <KnowledgeNumbers stats={stats} ui={ui} />
    </>
  );
}
