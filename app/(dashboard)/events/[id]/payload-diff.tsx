import Link from "next/link";
import type { EventDetail } from "@/lib/events/wire";
import type { Neighbours } from "@/lib/events/event-neighbours";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { DataTable, type Column } from "@/components/ui/data-table";
import { Latin } from "@/components/ui/latin";
import { Section } from "@/components/ui/section";
import { comparePayloads, type PayloadDifference, type Told } from "./compare-payloads";
import { readPayload } from "./read-payload";

/** What this message says otherwise than the product's message before; said in words, colours only help. */
export function PayloadDiff({ event, before, ui }: { event: EventDetail; before: Neighbours["before"]; ui: Ui }) {
  const { t, format } = ui;
  const words = t.events.detail;
  const plain = (sentence: string) => (
    <Section title={words.diff}>
      <p className="text-ink-soft">{sentence}</p>
    </Section>
  );
  if (event.eventType === "product.deleted") return plain(words.diffDeleted);
  if (before === null) return plain(words.diffNone);
  const [was, is] = [readPayload(before.payload), readPayload(event.payload)];
  if (was === null || is === null) return plain(words.unreadable);
  const { differences, count } = comparePayloads(was.value, is.value);
  const values = { count: format.number(count), shown: format.number(differences.length) };
  const value = (told: Told | null, look: string) =>
    told === null ? (
      <span className="text-ink-soft">{t.common.none}</span>
    ) : (
      <bdi
        className={`inline-block max-w-full rounded px-1 text-page wrap-anywhere whitespace-pre-wrap md:max-w-md md:break-words ${look}`}
      >
        {told.text || "\u00a0"}
      </bdi>
    );
  const columns: Column<PayloadDifference>[] = [
    { key: "field", header: words.diffField, cell: ({ path }) => <Latin isCode>{path}</Latin> },
    { key: "kind", header: t.events.column.event, cell: ({ kind }) => words.diffKind[kind] },
    { key: "before", header: words.diffBefore, cell: (difference) => value(difference.before, "bg-bad-soft") },
    { key: "after", header: words.diffAfter, cell: (difference) => value(difference.after, "bg-good-soft") },
  ];
  return (
    <Section
      title={words.diff}
      note={
        <>
          <Link
            href={`/events/${before.id}`}
            prefetch={false}
            className="inline-flex min-h-6 items-center text-accent underline-offset-4 hover:underline"
          >
            {fill(words.diffWith, { id: before.id })}
          </Link>{" "}
          {count > 0 && fill(differences.length < count ? words.diffCut : words.diffCount, values)}
        </>
      }
    >
      {count === 0 ? (
        <p>{words.diffSame}</p>
      ) : (
        <DataTable
          caption={words.diffCaption}
          columns={columns}
          rows={differences}
          rowKey={({ path, kind }) => `${path} ${kind}`}
          item={({ path, kind, before: old, after }) => (
            <div className="grid gap-1">
              <span>
                <Latin isCode>{path}</Latin> · {words.diffKind[kind]}
              </span>
              <span className="grid gap-1 text-sm">
                <span>
                  {words.diffBefore}: {value(old, "bg-bad-soft")}
                </span>
                <span>
                  {words.diffAfter}: {value(after, "bg-good-soft")}
                </span>
              </span>
            </div>
          )}
        />
      )}
    </Section>
  );
}
