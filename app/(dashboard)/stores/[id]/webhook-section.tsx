import { CircleAlert, CircleCheck, Clock, Unplug, type LucideIcon } from "lucide-react";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { Badge, type Tone } from "@/components/ui/badge";
import { DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import { TimeAgo } from "@/components/ui/time-ago";
import type { TopicHealth } from "../_data/webhook-health";

type Props = {
  topics: readonly TopicHealth[];
  /** When one was last made or switched on again. */ healedAt: Date | null;
  now: Date;
  ui: Ui;
};

const looks: Record<TopicHealth["state"], { tone: Tone; icon: LucideIcon }> = {
  active: { tone: "good", icon: CircleCheck },
  refused: { tone: "warn", icon: CircleAlert },
  unknown: { tone: "neutral", icon: Clock },
  unwatched: { tone: "neutral", icon: Unplug },
};

/** What the shop tells by itself, and when it last did. */
export function WebhookSection({ topics, healedAt, now, ui: { t, format } }: Props) {
  const words = t.sync.webhooks;
  const topic = ({ topic }: TopicHealth) => words.topic[topic];
  const state = ({ state }: TopicHealth) => <Badge {...looks[state]}>{words.state[state]}</Badge>;
  const last = ({ lastAt }: TopicHealth) => <TimeAgo at={lastAt} now={now} format={format} otherwise={words.notLately} />;
  return (
    <Section title={words.title} note={healedAt ? fill(words.healed, { time: format.relative(healedAt, now) }) : words.note}>
      <DataTable
        caption={words.caption}
        columns={[
          { key: "topic", header: words.column.topic, cell: topic },
          { key: "state", header: words.column.state, cell: state },
          { key: "last", header: words.column.last, isNumber: true, cell: last },
        ]}
        rows={topics}
        rowKey={(one) => one.topic}
        item={(one) => (
          <div className="grid gap-1">
            <span className="flex items-start justify-between gap-2">
              <span className="font-medium">{topic(one)}</span>
              {state(one)}
            </span>
            <span className="text-sm text-ink-soft">
              {words.column.last}: {last(one)}
            </span>
          </div>
        )}
      />
    </Section>
  );
}
