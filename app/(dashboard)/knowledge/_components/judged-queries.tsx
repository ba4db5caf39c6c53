import { Download, ListChecks, ThumbsDown, ThumbsUp } from "lucide-react";
import Link from "next/link";
import type { Caller } from "@/lib/access/caller";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { judgedQueries, type JudgedQuery } from "@/lib/knowledge/judgements/judged-queries";
import type { Runtime } from "@/lib/runtime";
import { buttonClass } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { Empty } from "@/components/ui/empty";
import { Section } from "@/components/ui/section";
import { TimeAgo } from "@/components/ui/time-ago";
import { addressWith } from "../../_data/address";
import { Measure } from "./measure";
import { PATH } from "./search-form";

/** The list of its own has them all. */
const SHOWN = 5;

type Props = { deps: Runtime; caller: Caller; storeId: string | undefined; ui: Ui };

/** The set that people's thumbs made: what was asked, and how good the search answers it now. */
export async function JudgedQueries({ deps, caller, storeId, ui }: Props) {
  const { t, format, language } = ui;
  const words = t.knowledge.judged;
  const rows = await judgedQueries(deps, caller, { storeId });
  if (rows.length === 0)
    return (
      <Section title={words.title} note={words.lead}>
        <Empty icon={ThumbsUp}>{words.empty}</Empty>
      </Section>
    );
  const now = deps.now();
  const exported = new URLSearchParams(storeId === undefined ? {} : { store_id: storeId });
  const query = (row: JudgedQuery) => (
    <Link
      href={addressWith(PATH, { q: row.query, store: row.storeId })}
      prefetch={false}
      className="line-clamp-2 font-medium break-words underline-offset-4 hover:text-accent hover:underline"
    >
      <bdi>{row.query}</bdi>
    </Link>
  );
  const last = (row: JudgedQuery) => <TimeAgo at={row.judgedAt} now={now} format={format} otherwise={t.common.never} />;
  return (
    <Section
      title={words.title}
      note={words.lead}
      aside={
        <>
          <Link href={addressWith("/knowledge/judged", storeId === undefined ? {} : { store: storeId })} className={buttonClass("plain")}>
            <ListChecks aria-hidden />
            {words.all}
          </Link>
          <a href={`/api/v1/knowledge/judgements/export/?${exported}`} download className={buttonClass("plain")}>
            <Download aria-hidden />
            {words.export}
          </a>
        </>
      }
    >
      <Measure targets={rows.map(({ storeId: id, queryKey }) => ({ storeId: id, queryKey }))} language={language} t={words} />
      <DataTable
        caption={words.caption}
        rows={rows.slice(0, SHOWN)}
        rowKey={(row) => row.storeId + row.queryKey}
        columns={[
          { key: "query", header: words.query, cell: query },
          { key: "store", header: words.store, cell: (row) => <bdi>{row.storeName}</bdi> },
          { key: "up", header: words.up, isNumber: true, cell: (row) => format.number(row.up) },
          { key: "down", header: words.down, isNumber: true, cell: (row) => format.number(row.down) },
          { key: "last", header: words.last, cell: last },
        ]}
        item={(row) => (
          <span className="grid gap-1">
            {query(row)}
            <span className="flex flex-wrap items-center gap-x-3 text-sm text-ink-soft">
              <span className="inline-flex items-center gap-1">
                <ThumbsUp aria-hidden className="size-3.5" />
                <ThumbsDown aria-hidden className="size-3.5" />
                {fill(words.counts, { up: format.number(row.up), down: format.number(row.down) })}
              </span>
              <bdi>{row.storeName}</bdi>
              {last(row)}
            </span>
          </span>
        )}
      />
    </Section>
  );
}
