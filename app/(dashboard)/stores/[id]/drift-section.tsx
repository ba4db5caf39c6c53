import { Scale } from "lucide-react";
import { comparedBy, remainingOf, type CompletedDigest } from "@/lib/integrations/digest/drift";
import type { Drift } from "@/lib/integrations/digest/wire";
import type { Ui } from "@/lib/i18n/ui/ui";
import { HelpLink } from "@/components/help-link";
import { Badge } from "@/components/ui/badge";
import { DataTable, type Column } from "@/components/ui/data-table";
import { Facts } from "@/components/ui/facts";
import { Section } from "@/components/ui/section";
import { TimeAgo } from "@/components/ui/time-ago";
import { tellDrift } from "../_components/store-state";

type Props = { drift: Drift; /** The hub reaches the shop by itself. */ isFetched: boolean; now: Date; ui: Ui };

/** What a comparison found, how far the hub is from the shop since, and when it was looked at. */
export function DriftSection({ drift, isFetched, now, ui }: Props) {
  const { t, format } = ui;
  const words = t.stores.detail;
  const help = <HelpLink topic="missing" t={t.help} />;
  if (drift.checkedAt === null)
    return (
      <Section title={words.drift} aside={help}>
        <p className="text-ink-soft">{isFetched ? words.neverFetched : words.never}</p>
      </Section>
    );
  const left = remainingOf(drift);
  const figure = (label: string, value: number) => ({ label, value: <span className="figures">{format.number(value)}</span> });
  return (
    <Section title={words.drift} aside={help} note={words.driftNote[drift.origin ?? "plugin"]}>
      <p className="font-medium">{tellDrift(drift, ui)}</p>
      <Facts
        facts={[
          { label: words.checked, value: <TimeAgo at={drift.checkedAt} now={now} format={format} otherwise={t.common.never} /> },
          figure(words.total, left.total),
          figure(words.verified, left.verified),
          figure(words.missing, left.missing),
          figure(words.different, left.different),
          figure(words.extra, left.extra),
        ]}
      />
    </Section>
  );
}

export function DigestHistory({ digests, now, ui: { t, format } }: { digests: readonly CompletedDigest[]; now: Date; ui: Ui }) {
  const words = t.stores.detail;
  const time = (digest: CompletedDigest) => <TimeAgo at={digest.completedAt} now={now} format={format} otherwise={t.common.none} />;
  const result = ({ state, isAlert }: CompletedDigest) => (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      {state in words.results ? words.results[state as keyof typeof words.results] : state}
      {isAlert && (
        <Badge tone="bad" icon={Scale}>
          {words.alert}
        </Badge>
      )}
    </span>
  );
  const origin = (digest: CompletedDigest) => words.origins[comparedBy(digest.origin)];
  const number = (key: "total" | "missing" | "different" | "extra"): Column<CompletedDigest> => ({
    key,
    header: words[key],
    isNumber: true,
    cell: (digest) => format.number(digest[key]),
  });
  return (
    <Section title={words.history}>
      <DataTable
        caption={words.historyCaption}
        columns={[
          { key: "checked", header: words.checked, cell: time },
          { key: "origin", header: words.origin, cell: origin },
          number("total"),
          number("missing"),
          number("different"),
          number("extra"),
          { key: "result", header: words.result, cell: result },
        ]}
        rows={digests}
        rowKey={(digest) => digest.id}
        item={(digest) => (
          <div className="grid gap-1">
            <span className="flex justify-between gap-2 font-medium">
              {time(digest)}
              <span className="text-end font-normal text-ink-soft">{result(digest)}</span>
            </span>
            <span className="flex flex-wrap gap-x-3 text-sm text-ink-soft">
              <span>
                {words.origin} {origin(digest)}
              </span>
              {(["missing", "different", "extra"] as const).map((key) => (
                <span key={key}>
                  {words[key]}: {format.number(digest[key])}
                </span>
              ))}
            </span>
          </div>
        )}
      />
    </Section>
  );
}
