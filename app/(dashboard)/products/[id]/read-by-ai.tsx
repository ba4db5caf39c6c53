import { CircleCheck, Clock, TriangleAlert } from "lucide-react";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import type { Summary } from "@/lib/knowledge/summary-of";
import { Section } from "@/components/ui/section";

type Props = {
  summary: Summary | null;
  chunks: readonly { id: string; text: string; isEmbedded: boolean }[];
  isSuspicious: boolean;
  ui: Ui;
};

/** Exactly the text that is searched and handed to an AI application, nothing nicer. */
export function ReadByAi({ summary, chunks, isSuspicious, ui: { t, format } }: Props) {
  const words = t.products.detail;
  return (
    <>
      {summary && (
        <Section title={words.tldr} note={summary.source === "openai" ? words.tldrOpenai : words.tldrExtractive}>
          <p dir="auto" className="max-w-prose text-page text-lg">
            {summary.text}
          </p>
        </Section>
      )}
      <Section title={words.reads} note={words.readsNote}>
        {isSuspicious && (
          <p className="mb-3 flex items-start gap-2 text-warn">
            <TriangleAlert aria-hidden className="mt-1 size-4 shrink-0" />
            {words.suspicious}
          </p>
        )}
        {chunks.length === 0 ? (
          <p className="text-ink-soft">{words.readsEmpty}</p>
        ) : (
          <ol className="grid gap-3">
            {chunks.map((chunk, at) => (
              <li key={chunk.id} className="grid gap-1 rounded bg-sunken px-4 py-3">
                <span className="flex items-center gap-1 text-xs text-ink-soft">
                  {chunk.isEmbedded ? <CircleCheck aria-hidden className="size-3.5" /> : <Clock aria-hidden className="size-3.5" />}
                  {fill(words.passage, { n: format.number(at + 1) })} · {chunk.isEmbedded ? words.embedded : words.waiting}
                </span>
                <p dir="auto" className="text-page break-words whitespace-pre-line">
                  {chunk.text}
                </p>
              </li>
            ))}
          </ol>
        )}
      </Section>
    </>
  );
}
