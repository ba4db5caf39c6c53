import { ArrowDown, ArrowUp, Equal, Minus, Plus } from "lucide-react";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { Badge } from "@/components/ui/badge";
import type { RankChange } from "../_data/compare-ranks";

/** How an answer moved from the first query to the second: icon and words. */
export function RankChangeBadge({ change, ui: { t, format } }: { change: RankChange | { kind: "gone" }; ui: Ui }) {
  const words = t.knowledge.compare;
  const looks = {
    up: { tone: "good", icon: ArrowUp },
    down: { tone: "warn", icon: ArrowDown },
    same: { tone: "neutral", icon: Equal },
    fresh: { tone: "accent", icon: Plus },
    gone: { tone: "bad", icon: Minus },
  } as const;
  return (
    <Badge {...looks[change.kind]}>
      {"by" in change ? fill(words[change.kind], { count: format.number(change.by) }) : words[change.kind]}
    </Badge>
  );
}
