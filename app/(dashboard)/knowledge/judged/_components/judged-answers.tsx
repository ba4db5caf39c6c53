import { ThumbsDown, ThumbsUp } from "lucide-react";
import Link from "next/link";
import type { JudgedAnswer, JudgedRow } from "@/lib/knowledge/judgements/list-judged";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { keptFilters } from "../../filters";
import { TakeBack } from "./take-back";

const faces = { up: ThumbsUp, down: ThumbsDown };

function Answer({ answer, ui: { t, format } }: { answer: JudgedAnswer; ui: Ui }) {
  const words = t.knowledge.judgedList;
  const { productId, query, rank, score, verdict, title } = answer;
  const Icon = faces[verdict];
  // Of a set that an older version wrote: what it does not know is left out.
  const filters = keptFilters.catch({}).parse(answer.filters);
  return (
    <li className="flex flex-wrap items-center gap-2">
      <Icon
        aria-label={words.verdict[verdict]}
        role="img"
        className={verdict === "up" ? "size-4 shrink-0 text-good" : "size-4 shrink-0 text-bad"}
      />
      <span className="min-w-32 flex-1">
        <Link href={`/products/${productId}`} prefetch={false} className="line-clamp-2 break-words hover:underline">
          <bdi>{title}</bdi>
        </Link>
        <span className="text-xs text-ink-soft">
          {fill(words.place, { rank: format.number(rank) })}
          {!answer.isOwn && <> · {words.others}</>}
        </span>
      </span>
      {answer.isOwn && (
        <TakeBack
          answer={{ productId, query, filters, rank, score }}
          verdict={verdict}
          label={fill(words.takeBackOf, { title })}
          t={{ takeBack: words.takeBack, done: words.takenBack, restored: words.restored, undo: t.table.undo }}
        />
      )}
    </li>
  );
}

/** What was said of which answer. One's own word can be taken back. */
export function JudgedAnswers({ row, ui }: { row: JudgedRow; ui: Ui }) {
  const { t, format } = ui;
  const words = t.knowledge.judgedList;
  const left = row.up + row.down - row.answers.length;
  return (
    <details className="text-sm whitespace-normal">
      <summary className="w-fit cursor-pointer rounded text-xs text-ink-soft hover:text-ink">
        {fill(words.answers, { count: format.number(row.up + row.down) })}
      </summary>
      <ul className="grid max-w-xl gap-1 py-2">
        {row.answers.map((answer) => (
          <Answer key={`${answer.productId} ${answer.isOwn} ${answer.verdict} ${answer.rank} ${answer.score}`} answer={answer} ui={ui} />
        ))}
      </ul>
      {left > 0 && <p className="pb-2 text-xs text-ink-soft">{fill(words.more, { count: format.number(left) })}</p>}
    </details>
  );
}
