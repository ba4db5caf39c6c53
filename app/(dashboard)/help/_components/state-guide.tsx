import type { Ui } from "@/lib/i18n/ui/ui";
import { storeStates, type StoreState } from "@/lib/operations/overview/store-state";
import { Badge } from "@/components/ui/badge";
import { stateLooks } from "../../stores/_components/store-state";
import { anchorLook } from "./guide-part";

/** As most people meet them: what is well first, then what passes by itself, then what wants something done. */
const order = [
  "synced",
  "syncing",
  "catchingUp",
  "fresh",
  "unconnected",
  "silent",
  "unreachable",
  "failed",
  "decide",
  "drift",
  "driftAlert",
  "off",
] as const satisfies readonly StoreState[];
/** A state that is missing above comes last, with its sentences: it does not compile without them. */
const shown: readonly StoreState[] = [...order, ...storeStates.filter((state) => !order.some((one) => one === state))];

/** Exactly the states of a store's page, with the same sign and word. */
export function StateGuide({ ui: { t } }: { ui: Ui }) {
  const words = t.help.guide.states.state;
  return (
    <dl className="grid gap-4">
      {shown.map((state) => (
        <div
          key={state}
          id={`state-${state}`}
          className={`grid break-inside-avoid gap-1 sm:grid-cols-[10rem_minmax(0,1fr)] sm:gap-x-4 ${anchorLook}`}
        >
          <dt>
            <Badge tone={stateLooks[state].tone} icon={stateLooks[state].icon}>
              {t.stores.badge[state]}
            </Badge>
          </dt>
          <dd className="grid gap-1">
            <p>{words[state].means}</p>
            <p>
              <span className="font-medium">{t.help.todo}:</span> {words[state].todo}
            </p>
          </dd>
        </div>
      ))}
    </dl>
  );
}
