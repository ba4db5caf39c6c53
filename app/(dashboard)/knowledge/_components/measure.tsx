"use client";

import { Gauge } from "lucide-react";
import Link from "next/link";
import { useState, useTransition } from "react";
import { formatOf } from "@/lib/i18n/format";
import type { Language } from "@/lib/i18n/language";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import type { Measured } from "@/lib/knowledge/judgements/measure";
import { attempted } from "@/components/ui/answered";
import { Button } from "@/components/ui/button";
import { ProgressBar } from "@/components/ui/progress-bar";
import { measureAction } from "../actions";

type Target = Pick<Measured, "storeId" | "queryKey">;
type Props = { targets: readonly Target[]; language: Language; t: Sentences["knowledge"]["judged"] };

const AT_ONCE = 5;
/** Longer nobody waits: what is known by then is shown. */
const TIME_LIMIT_MS = 60_000;
const WORST = 5;

/** Runs the judged queries now, a few at a time, and says how good the answers are. */
export function Measure({ targets, language, t }: Props) {
  const [measured, setMeasured] = useState<readonly Measured[] | null>(null);
  const [tried, setTried] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);
  const [isRunning, startTransition] = useTransition();
  const format = formatOf(language);
  const total = targets.length;
  const values = { done: format.number(tried), total: format.number(total) };

  const run = () => {
    setProblem(null);
    setTried(0);
    setMeasured([]);
    startTransition(async () => {
      const endsAt = performance.now() + TIME_LIMIT_MS;
      let known: readonly Measured[] = [];
      for (let at = 0; at < total && performance.now() < endsAt; at += AT_ONCE) {
        const some = targets.slice(at, at + AT_ONCE).map(({ storeId, queryKey }) => ({ storeId, queryKey }));
        const answer = await attempted(measureAction(some));
        if (!answer.ok) return setProblem(answer.problem);
        known = [...known, ...answer.value];
        setMeasured(known);
        setTried(Math.min(at + AT_ONCE, total));
      }
    });
  };
  return (
    <div className="grid gap-3">
      <Button onClick={run} disabled={isRunning} className="w-fit">
        <Gauge aria-hidden />
        {t.measure}
      </Button>
      <div role="status" className="grid gap-3">
        {isRunning && <p>{fill(t.measuring, values)}</p>}
        {problem !== null && <p className="text-bad">{fill(t.failed, { problem })}</p>}
        {!isRunning && problem === null && measured !== null && tried < total && <p className="text-warn">{fill(t.stopped, values)}</p>}
        {!isRunning && measured !== null && <Figures measured={measured} language={language} t={t} />}
      </div>
      {isRunning && <ProgressBar label={t.measure} value={Math.round((100 * tried) / total)} text={fill(t.measuring, values)} />}
    </div>
  );
}

function Figures({ measured, language, t }: { measured: readonly Measured[]; language: Language; t: Props["t"] }) {
  const format = formatOf(language);
  const rated = measured.filter((one): one is Measured & { ndcg: number } => one.ndcg !== null);
  if (rated.length === 0) return <p>{t.nothing}</p>;
  const mean = rated.reduce((sum, { ndcg }) => sum + ndcg, 0) / rated.length;
  const good = rated.filter(({ hasGoodInFirst }) => hasGoodInFirst).length;
  const figures = [
    [t.ndcg, format.score(mean)],
    [t.first, fill(t.firstOf, { count: format.number(good), total: format.number(rated.length) })],
  ] as const;
  const worst = rated.filter(({ ndcg }) => ndcg < 1).toSorted((a, b) => a.ndcg - b.ndcg);
  return (
    <>
      <dl className="flex flex-wrap gap-x-10 gap-y-4">
        {figures.map(([label, value]) => (
          <div key={label} className="flex flex-col-reverse justify-end">
            <dt className="text-sm text-ink-soft">{label}</dt>
            <dd className="figures text-xl font-semibold">{value}</dd>
          </div>
        ))}
      </dl>
      {rated.length < measured.length && (
        <p className="text-sm text-ink-soft">{fill(t.unknown, { count: format.number(measured.length - rated.length) })}</p>
      )}
      {worst.length > 0 && (
        <div className="grid gap-1">
          <p className="text-sm font-medium">{t.worst}</p>
          <ul className="grid gap-1">
            {worst.slice(0, WORST).map(({ storeId, queryKey, query, ndcg }) => (
              <li key={storeId + queryKey} className="flex gap-3">
                <span className="figures text-ink-soft">{format.score(ndcg)}</span>
                <Link
                  href={`/knowledge?${new URLSearchParams({ q: query, store: storeId })}`}
                  prefetch={false}
                  className="min-w-0 truncate font-medium text-accent underline-offset-4 hover:underline"
                >
                  <bdi>{query}</bdi>
                </Link>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
