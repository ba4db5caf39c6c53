import { Archive, CircleCheck, LoaderCircle } from "lucide-react";
import type { Ui } from "@/lib/i18n/ui/ui";
import type { KnowledgeStats } from "@/lib/knowledge/wire";
import { Badge } from "@/components/ui/badge";
import { DataTable, type Column } from "@/components/ui/data-table";
import { Latin } from "@/components/ui/latin";
import { Section } from "@/components/ui/section";

type Model = KnowledgeStats["models"][number];
const states = {
  active: { tone: "good", icon: CircleCheck },
  building: { tone: "accent", icon: LoaderCircle },
  retired: { tone: "neutral", icon: Archive },
} as const;

function Figures({ figures }: { figures: readonly (readonly [label: string, value: string])[] }) {
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3">
      {figures.map(([label, value]) => (
        <div key={label} className="flex flex-col-reverse justify-end">
          <dt className="text-sm text-ink-soft">{label}</dt>
          <dd className="figures text-xl font-semibold">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** How much is known, by which model, and what smart sync did not have to pay for. */
export function KnowledgeNumbers({ stats, ui: { t, format } }: { stats: KnowledgeStats; ui: Ui }) {
  const words = t.knowledge.stats;
  const { savings } = stats;
  const name = (model: Model) => <Latin isCode>{`${model.name} ${model.version}`}</Latin>;
  const state = (model: Model) => <Badge {...states[model.state]}>{words.modelState[model.state]}</Badge>;
  const columns: Column<Model>[] = [
    { key: "model", header: words.model, cell: name },
    { key: "state", header: words.state, cell: state },
    { key: "dimensions", header: words.dimensions, isNumber: true, cell: (model) => format.number(model.dimensions) },
    { key: "embeddings", header: words.embeddings, isNumber: true, cell: (model) => format.number(model.embeddings) },
  ];
  return (
    <div className="grid gap-8 border-t border-line pt-8 lg:grid-cols-2">
      <Section title={words.title}>
        <Figures
          figures={[
            [words.products, format.number(stats.products)],
            [words.publishable, format.number(stats.publishable)],
            [words.chunks, format.number(stats.chunks)],
            [words.embedded, format.number(stats.embedded)],
            [words.waiting, format.number(stats.waiting)],
          ]}
        />
      </Section>
      <Section title={words.savings} note={words.savingsLead}>
        <Figures
          figures={[
            [words.textsPaid, format.number(savings.textsPaid)],
            [words.tokensPaid, format.number(savings.tokensPaid)],
            [words.cost, format.usd(savings.costUsd)],
            [words.textsAvoided, format.number(savings.textsAvoided)],
            [words.tokensAvoided, format.number(savings.tokensAvoided)],
            [words.costAvoided, format.usd(savings.costAvoidedUsd)],
          ]}
        />
      </Section>
      <div className="lg:col-span-2">
        <Section title={words.models}>
          {stats.models.length === 0 ? (
            <p className="text-ink-soft">{words.modelsEmpty}</p>
          ) : (
            <DataTable
              caption={words.modelsCaption}
              columns={columns}
              rows={stats.models}
              rowKey={(model) => `${model.name} ${model.version} ${model.dimensions}`}
              item={(model) => (
                <span className="flex items-center justify-between gap-2">
                  {name(model)}
                  {state(model)}
                </span>
              )}
            />
          )}
        </Section>
      </div>
    </div>
  );
}
