import { scaleLinear } from "d3-scale";
import { curveStepAfter, line } from "d3-shape";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import type { PricePoint } from "./price-points";

const HEIGHT = 56;
const WIDTH = 100;
/** Room for half the line's own width. */
const EDGE = 2;

/**
 * A price as steps, drawn on the server; time runs from left to right in both directions of writing. The figures are the
 * history's, under it in words; the drawing says only how they went, so a float will do for its heights.
 */
export function PriceSteps({ points, currency, ui: { t, format } }: { points: readonly PricePoint[]; currency: string | null; ui: Ui }) {
  const prices = points.map(({ price }) => Number(price));
  const [lowest, highest] = [Math.min(...prices), Math.max(...prices)];
  if (points.length === 0 || lowest === highest) return null;
  const times = points.map(({ at }) => at.getTime());
  const x = scaleLinear([Math.min(...times), Math.max(...times)], [0, WIDTH]);
  const y = scaleLinear([lowest, highest], [HEIGHT - EDGE, EDGE]);
  const path = line<PricePoint>(
    ({ at }) => x(at.getTime()),
    ({ price }) => y(Number(price)),
  ).curve(curveStepAfter)(points);
  const told = (value: number) => format.money(points.find(({ price }) => Number(price) === value)?.price ?? null, currency);
  const summary = fill(t.history.prices, { lowest: told(lowest), highest: told(highest) });
  return (
    <figure className="grid gap-1">
      <svg
        role="img"
        aria-label={summary}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="w-full max-w-md rounded bg-sunken"
        style={{ height: HEIGHT }}
      >
        <path d={path ?? ""} vectorEffect="non-scaling-stroke" className="fill-none stroke-accent stroke-2" />
      </svg>
      <figcaption aria-hidden className="text-sm text-ink-soft">
        {summary}
      </figcaption>
    </figure>
  );
}
