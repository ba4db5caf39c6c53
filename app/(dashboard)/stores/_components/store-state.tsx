import {
  CircleAlert,
  CircleCheck,
  CircleHelp,
  CircleOff,
  CloudOff,
  Hourglass,
  PlugZap,
  RefreshCw,
  Scale,
  Unplug,
  type LucideIcon,
} from "lucide-react";
import { fill } from "@/lib/i18n/ui/translated";
import type { Drift } from "@/lib/integrations/digest/wire";
import type { Ui } from "@/lib/i18n/ui/ui";
import { Badge, type Tone } from "@/components/ui/badge";
import { COUNTED_UP_TO, type StoreOverview } from "@/lib/operations/overview/store-overviews";
import { driftCauseOf, driftSize, lastHeardOf, storeStateOf, type StoreState } from "@/lib/operations/overview/store-state";

export const stateLooks: Record<StoreState, { tone: Tone; icon: LucideIcon }> = {
  off: { tone: "neutral", icon: CircleOff },
  unconnected: { tone: "warn", icon: Unplug },
  fresh: { tone: "accent", icon: Hourglass },
  decide: { tone: "warn", icon: CircleHelp },
  unreachable: { tone: "bad", icon: CloudOff },
  driftAlert: { tone: "bad", icon: Scale },
  syncing: { tone: "accent", icon: RefreshCw },
  catchingUp: { tone: "accent", icon: RefreshCw },
  silent: { tone: "bad", icon: PlugZap },
  failed: { tone: "bad", icon: CircleAlert },
  drift: { tone: "warn", icon: Scale },
  synced: { tone: "good", icon: CircleCheck },
};

export function StoreBadge({ store, now, ui: { t } }: { store: StoreOverview; now: Date; ui: Ui }) {
  const state = storeStateOf(store, now);
  return (
    <Badge tone={stateLooks[state].tone} icon={stateLooks[state].icon}>
      {t.stores.badge[state]}
    </Badge>
  );
}

export const productCount = (products: number, { t, format }: Ui): string =>
  products > COUNTED_UP_TO ? fill(t.stores.atLeast, { count: format.number(COUNTED_UP_TO) }) : format.number(products);

/** The state in words: what it means and what to do. */
export function storeSentence(store: StoreOverview, now: Date, ui: Ui): string {
  const { t, format } = ui;
  const words = t.stores.sentence;
  const state = storeStateOf(store, now);
  const products = productCount(store.products, ui);
  const relative = (at: Date | null) => (at === null ? t.common.never : format.relative(at, now));
  switch (state) {
    case "decide":
      return fill(words.decide, { count: format.number(store.drift.waiting ?? 0) });
    case "catchingUp":
      return store.secondsLeft === null
        ? fill(words.catchingUp, { count: format.number(store.waiting) })
        : fill(words.catchingUpAbout, {
            count: format.number(store.waiting),
            // To the second would promise more than anybody knows.
            time: format.span(Math.max(store.secondsLeft * 1000, 60_000)),
          });
    case "failed":
      return fill(words.failed, { count: format.number(store.failed) });
    case "silent":
      return fill(store.connection === null ? words.silent : words.silentFetched, { time: relative(lastHeardOf(store)) });
    case "driftAlert":
      return `${fill(words.driftAlert, { count: format.number(driftSize(store.drift)), total: format.number(store.drift.total) })} ${words.driftCause[driftCauseOf(store)]}`;
    case "drift":
      return store.drift.origin === "pull"
        ? fill(words.unsaved, { count: format.number(store.drift.unsaved) })
        : fill(words.drift, { count: format.number(driftSize(store.drift)) });
    case "synced":
      return store.lastEventAt === null
        ? fill(words.syncedQuiet, { count: products })
        : fill(words.synced, { count: products, time: relative(store.lastEventAt) });
    default:
      return words[state];
  }
}

/** What the last comparison found, and what became of it. */
export function tellDrift(drift: Drift, { t, format }: Ui): string {
  const words = t.stores.detail;
  const [found, total] = [driftSize(drift), format.number(drift.total)];
  if (found === 0) return fill(words.equal, { total });
  const sentence = drift.origin === "plugin" ? words.differs : drift.unsaved === 0 ? words.mended : words.mendedPartly;
  return fill(sentence, { n: format.number(found), total, unsaved: format.number(drift.unsaved) });
}
