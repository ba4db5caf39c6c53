import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import type { Explanation, Reason } from "@/lib/knowledge/search/explanation";
import { DataTable } from "@/components/ui/data-table";

type Part = Explanation["parts"][number];
type Props = { title: string; score: number; explanation: Explanation; isSpellingOnly: boolean; ui: Ui };

const OF_ITSELF = 2;
const percent = (share: number): number => Math.round(100 * share);

/** Words of a list. `fill` isolates it by its first letter; isolated words inside would leave it none to go by. */
const listed = (words: readonly string[], { language }: Ui): string => words.join(language === "fa" ? "، " : ", ");

function nameOf(reason: Reason, isSpellingOnly: boolean, { t }: Ui): string {
  const words = t.knowledge.search;
  const meaning = isSpellingOnly ? words.semantic : words.meaning;
  return { sku: words.sku, words: words.lexical, spelling: words.spelling, meaning }[reason];
}

function tell({ reason, score }: Part, { explanation: { words }, isSpellingOnly, ui }: Props): string {
  const { t, format } = ui;
  const why = t.knowledge.why;
  if (reason === "sku") return score === OF_ITSELF ? why.sku : why.skuOfVariant;
  if (reason === "words" && words) {
    const { found, missing } = words;
    return missing.length === 0
      ? fill(why.allWords, { found: listed(found, ui) })
      : fill(why.someWords, {
          count: format.number(found.length),
          total: format.number(found.length + missing.length),
          found: listed(found, ui),
          missing: listed(missing, ui),
        });
  }
  const near = format.percent(percent(score));
  return fill(reason === "spelling" ? why.spelling : isSpellingOnly ? why.likeness : why.meaning, { percent: near });
}

/** In plain words and small bars why an answer was found; the arithmetic, which adds up to the score, behind a disclosure. */
export function Why(props: Props) {
  const { title, score, explanation, isSpellingOnly, ui } = props;
  const { t, format } = ui;
  const why = t.knowledge.why;
  const parts = explanation.parts.toSorted((a, b) => b.gain - a.gain);
  return (
    <div className="grid gap-2 text-sm">
      <ul aria-label={why.title} className="grid gap-1">
        {parts.map((part) => (
          <li key={part.reason} className="grid grid-cols-[6.5rem_3.5rem_minmax(0,1fr)] items-center gap-x-3">
            <span className="font-medium">{nameOf(part.reason, isSpellingOnly, ui)}</span>
            <span
              role="img"
              aria-label={fill(why.share, { share: format.percent(percent(part.gain / score)) })}
              className="flex h-1.5 overflow-hidden rounded-full bg-sunken"
            >
              <span className="rounded-full bg-accent" style={{ width: `${percent(part.gain / score)}%` }} />
            </span>
            <span className="text-ink-soft">{tell(part, props)}</span>
          </li>
        ))}
      </ul>
      <details className="group min-w-0">
        <summary
          aria-label={fill(why.details, { title })}
          className="w-fit text-sm font-medium text-accent underline-offset-4 hover:underline"
        >
          {why.open}
        </summary>
        <div className="grid gap-4 pt-2">
          <Arithmetic parts={parts} score={score} isSpellingOnly={isSpellingOnly} ui={ui} />
          {explanation.words && (
            <p className="text-ink-soft">
              {fill(why.wordsOf, {
                words: listed(
                  explanation.words.held.map(({ word, weight }) => `${word} ${format.score(weight)}`),
                  ui,
                ),
                together: format.score(explanation.words.together),
              })}
            </p>
          )}
          {explanation.passages.length > 1 && (
            <div className="grid gap-2">
              <p className="font-medium">{why.passages}</p>
              {explanation.passages.slice(1).map((passage) => (
                <Passage key={passage.id} segments={passage.segments} />
              ))}
            </div>
          )}
        </div>
      </details>
    </div>
  );
}

function Arithmetic({ parts, score, isSpellingOnly, ui }: { parts: readonly Part[]; score: number; isSpellingOnly: boolean; ui: Ui }) {
  const { t, format } = ui;
  const why = t.knowledge.why;
  const formula = ({ confidence, weight, k, rank }: Part) => (
    <span dir="ltr" className="figures">
      {format.score(confidence)} × {format.decimal(String(weight))} ÷ ({format.number(k)} + {format.number(rank)})
    </span>
  );
  return (
    <div className="grid gap-1 overflow-x-auto">
      <DataTable
        caption={why.caption}
        rows={parts}
        rowKey={(part) => part.reason}
        columns={[
          { key: "reason", header: why.reason, cell: (part) => nameOf(part.reason, isSpellingOnly, ui) },
          { key: "rank", header: why.rank, isNumber: true, cell: (part) => format.number(part.rank) },
          { key: "own", header: why.own, isNumber: true, cell: (part) => format.score(part.score) },
          { key: "formula", header: fill(why.formula, { k: "k" }), isNumber: true, cell: formula },
          { key: "sum", header: why.sum, isNumber: true, cell: (part) => format.score(part.gain) },
        ]}
        item={(part) => (
          <span className="grid gap-1">
            <span className="flex justify-between gap-2">
              <span className="font-medium">{nameOf(part.reason, isSpellingOnly, ui)}</span>
              <span className="figures">{format.score(part.gain)}</span>
            </span>
            <span className="text-ink-soft">{formula(part)}</span>
          </span>
        )}
      />
      <p className="flex justify-between gap-2 px-3 font-medium">
        {why.total} <span className="figures">{format.score(score)}</span>
      </p>
      <p className="text-xs text-ink-soft">{why.trust}</p>
    </div>
  );
}

/** What the AI would be handed, the query's words marked in it. */
export function Passage({ segments, isShort }: { segments: Explanation["passages"][number]["segments"]; isShort?: boolean }) {
  return (
    <p dir="auto" className={`${isShort ? "line-clamp-3" : ""} max-w-prose text-page break-words whitespace-pre-line text-ink-soft`}>
      {segments.map(({ text, isMarked }, at) =>
        isMarked ? (
          <mark key={at} className="rounded-sm bg-warn-soft px-0.5 text-ink">
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </p>
  );
}
