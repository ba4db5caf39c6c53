import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { MEASURED_EVENTS } from "@/lib/operations/overview/measure-searchable";
import type { Overview } from "@/lib/operations/overview/show-overview";
import { COUNTED_UP_TO } from "@/lib/operations/overview/store-overviews";
import { Section } from "@/components/ui/section";
import { TimeAgo } from "@/components/ui/time-ago";
import { productCount, tellDrift } from "../../stores/_components/store-state";
import { Figure, Figures } from "./figure";
import { ProductFigures } from "./product-figures";

/** What there is, how soon a change is found, what smart sync saved; of one store also how far it was from its shop. */
export function OwnFigures({ overview, ui }: { overview: Overview; ui: Ui }) {
  const { t, format } = ui;
  const words = t.overview.figures;
  const { products, searchable, spend, now } = overview;
  const [only] = overview.stores.count === 1 ? overview.stores.worst : [];
  // Of many stores the sum is what it is; of one, past the bound, it is a bound.
  const known = only && only.products > COUNTED_UP_TO ? productCount(only.products, ui) : format.number(products.known);
  const ms = (value: number | null) => (value === null ? t.common.none : value < 60_000 ? format.duration(value) : format.span(value));
  const count = (value: number) => format.number(value);
  return (
    <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
      <Section title={words.products}>
        <Figures>
          <ProductFigures products={{ ...products, known, forAi: count(products.forAi) }} ui={ui} />
        </Figures>
        <p className="text-sm text-ink-soft">
          {words.lastEvent}: <TimeAgo at={overview.lastEventAt} now={now} format={format} otherwise={t.common.never} />
        </p>
      </Section>
      <Section title={words.searchable}>
        {searchable.events === 0 ? (
          <p className="text-ink-soft">{words.noneYet}</p>
        ) : (
          <>
            <Figures>
              <Figure label={words.half} value={ms(searchable.p50Ms)} />
              <Figure label={words.most} value={ms(searchable.p95Ms)} />
            </Figures>
            <p className="text-sm text-ink-soft">
              {fill(words.searchableHint, { count: count(searchable.events), max: count(MEASURED_EVENTS) })}
            </p>
          </>
        )}
        {searchable.pending > 0 && <p className="text-sm text-ink-soft">{fill(words.pending, { count: count(searchable.pending) })}</p>}
      </Section>
      {only && (
        <Section title={words.drift}>
          {only.drift.checkedAt === null ? (
            <p className="text-ink-soft">{words.notCompared}</p>
          ) : (
            <>
              <p className="font-medium">{tellDrift(only.drift, ui)}</p>
              <p className="text-sm text-ink-soft">
                {words.compared}: <TimeAgo at={only.drift.checkedAt} now={now} format={format} otherwise={t.common.never} />
              </p>
            </>
          )}
        </Section>
      )}
      <Section title={words.money}>
        <Figures>
          <Figure label={words.saved} value={format.usd(spend.savedUsd)} />
          <Figure label={words.paid} value={format.usd(spend.monthUsd)} />
        </Figures>
        <p className="text-sm text-ink-soft">
          {fill(words.moneyHint, {
            date: format.date(overview.periods.month),
            paid: count(spend.textsPaid),
            saved: count(spend.textsSaved),
          })}
        </p>
      </Section>
    </div>
  );
}
