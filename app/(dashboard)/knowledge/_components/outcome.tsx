import { RotateCw, SearchX } from "lucide-react";
import Link from "next/link";
import type { Caller } from "@/lib/access/caller";
import { AppError } from "@/lib/core/errors";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { ownVerdicts } from "@/lib/knowledge/judgements/judge";
import type { Verdict } from "@/lib/knowledge/judgements/wire";
import { searchKnowledge } from "@/lib/knowledge/search-knowledge";
import type { SearchAnswer } from "@/lib/knowledge/wire";
import type { Runtime } from "@/lib/runtime";
import { buttonClass } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { addressWith } from "../../_data/address";
import { compareRanks, type Comparison } from "../_data/compare-ranks";
import { firstSide, judgedFilters, searchInputOf, secondSide, type KnowledgeSearch, type Side } from "../filters";
import { PATH } from "./search-form";
import { SearchResults } from "./search-results";

type Answered = { side: Side & { q: string }; answer: SearchAnswer; verdicts: ReadonlyMap<string, Verdict> };
type Props = { deps: Runtime; caller: Caller; asked: KnowledgeSearch; given: Record<string, string>; isSpellingOnly: boolean; ui: Ui };

/** A shop of somebody else in the address finds nothing, as if it did not exist. */
async function ask(deps: Runtime, caller: Caller, side: Side & { q: string }, limit: KnowledgeSearch["limit"]): Promise<Answered> {
  try {
    const answer = await searchKnowledge(deps, caller, searchInputOf(side, limit));
    const ids = answer.results.map(({ product }) => product.id);
    return { side, answer, verdicts: await ownVerdicts(deps, caller, side.q, ids) };
  } catch (error) {
    if (!(error instanceof AppError && error.code === "store_not_found")) throw error;
    return { side, answer: { query: side.q, tookMs: 0, results: [] }, verdicts: new Map() };
  }
}

/** null: the search failed. It is in the log; the page around it still works. */
async function askAll({ deps, caller, asked }: Props): Promise<Answered[] | null> {
  const sides = [firstSide(asked), secondSide(asked)].filter((side): side is Side & { q: string } => side.q !== undefined);
  try {
    return await Promise.all(sides.map((side) => ask(deps, caller, side, asked.limit)));
  } catch (error) {
    deps.log.error({ err: error }, "search of the playground failed");
    return null;
  }
}

/** The answers of one query, or of two side by side. */
export async function Outcome(props: Props) {
  const { given, ui } = props;
  const { t } = ui;
  const answered = await askAll(props);
  if (answered === null)
    return (
      <Notice kind="bad" live>
        <p>{t.knowledge.search.failed}</p>
        <Link href={addressWith(PATH, given)} className={buttonClass("plain", "mt-2")}>
          <RotateCw aria-hidden />
          {t.knowledge.search.retry}
        </Link>
      </Notice>
    );
  const [first, second] = answered;
  if (!first) return null;
  if (!second) return <OneAnswer {...props} answered={first} title={t.knowledge.search.results} />;
  const idsOf = ({ answer }: Answered) => answer.results.map(({ product }) => product.id);
  const comparison = compareRanks(idsOf(first), idsOf(second));
  return (
    <div className="grid grid-cols-1 gap-4">
      <p role="status">{tellComparison(comparison, ui)}</p>
      <div className="grid grid-cols-1 gap-x-10 gap-y-10 lg:grid-cols-2">
        <OneAnswer
          {...props}
          answered={first}
          title={t.knowledge.compare.first}
          changeOf={(id) => (comparison.gone.has(id) ? { kind: "gone" as const } : undefined)}
        />
        <OneAnswer {...props} answered={second} title={t.knowledge.compare.second} changeOf={(id) => comparison.changes.get(id)} />
      </div>
    </div>
  );
}

function tellComparison({ changes, gone }: Comparison, { t, format }: Ui): string {
  const count = (...kinds: string[]) => format.number([...changes.values()].filter(({ kind }) => kinds.includes(kind)).length);
  const values = { same: count("same"), moved: count("up", "down"), fresh: count("fresh"), gone: format.number(gone.size) };
  return fill(t.knowledge.compare.said, values);
}

function OneAnswer({
  deps,
  answered: { side, answer, verdicts },
  title,
  changeOf,
  isSpellingOnly,
  ui,
}: Props & { answered: Answered; title: string; changeOf?: Parameters<typeof SearchResults>[0]["changeOf"] }) {
  const { t, format } = ui;
  const words = t.knowledge.search;
  const found = fill(words.found, { count: format.number(answer.results.length), time: format.duration(answer.tookMs) });
  return (
    <Section title={title} note={answer.results.length > 0 ? `${found} ${words.factsNow}` : undefined}>
      {answer.withoutMeaning && !isSpellingOnly && (
        <Notice kind="warn">
          <p>{words.withoutMeaning}</p>
        </Notice>
      )}
      {answer.results.length === 0 ? (
        <Empty icon={SearchX}>
          {fill(words.foundNothing, { query: answer.query })} {words.foundNothingNext}
        </Empty>
      ) : (
        <SearchResults
          query={side.q}
          filters={judgedFilters(side)}
          results={answer.results}
          verdicts={verdicts}
          {...(changeOf && { changeOf })}
          isSpellingOnly={isSpellingOnly}
          now={deps.now()}
          ui={ui}
        />
      )}
    </Section>
  );
}
