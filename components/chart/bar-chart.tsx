import { scaleBand, scaleLinear } from "d3-scale";

/** One bar of two counts, the second a part of the first. */
export type Bar = { key: string; label: string; value: number; part: number; title: string };
type Props = {
  bars: readonly Bar[];
  /** The chart in a sentence: all that a reader who does not see it is told. */
  summary: string;
  names: { value: string; part: string };
  number: (value: number) => string;
  /** Every so many bars have their label under them. */
  labelEvery: number;
};

const HEIGHT = 160;
/** A count that is not zero is seen, however small it is beside the others. */
const MIN_BAR = 3;

/**
 * Drawn on the server: a browser is sent lines, not a library. Time runs from left to right in both directions of
 * writing; zero is the ground. The drawing stretches in width, so its words are not in it but around it.
 */
export function BarChart({ bars, summary, names, number, labelEvery }: Props) {
  const x = scaleBand<string>()
    .domain(bars.map(({ key }) => key))
    .range([0, 100])
    .padding(0.2);
  const y = scaleLinear()
    .domain([0, Math.max(1, ...bars.map(({ value }) => value))])
    .nice(3)
    .range([0, HEIGHT]);
  const ticks = y.ticks(3).filter(Number.isInteger);
  const height = (count: number) => (count === 0 ? 0 : Math.max(MIN_BAR, y(count)));
  return (
    <figure className="grid gap-2">
      <figcaption aria-hidden className="flex flex-wrap gap-x-4 text-sm text-ink-soft">
        <Name colour="bg-accent">{names.value}</Name>
        <Name colour="bg-bad">{names.part}</Name>
      </figcaption>
      <div dir="ltr" role="img" aria-label={summary} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
        <div aria-hidden className="figures relative text-end text-xs text-ink-soft" style={{ height: HEIGHT }}>
          {/* The widest of them makes the room for all. */}
          <span className="invisible">{number(ticks.at(-1) ?? 0)}</span>
          {ticks.map((tick) => (
            <span key={tick} className="absolute end-0 translate-y-1/2" style={{ bottom: y(tick) }}>
              {number(tick)}
            </span>
          ))}
        </div>
        <svg viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none" className="w-full overflow-visible" style={{ height: HEIGHT }}>
          {ticks.map((tick) => (
            <line
              key={tick}
              x1={0}
              x2={100}
              y1={HEIGHT - y(tick)}
              y2={HEIGHT - y(tick)}
              vectorEffect="non-scaling-stroke"
              className={tick === 0 ? "stroke-line-strong" : "stroke-line"}
            />
          ))}
          {bars.map((bar) => (
            <g key={bar.key} className="group/bar">
              <title>{bar.title}</title>
              {/* The whole column answers to the pointer: an hour of one message is as easy to ask as one of a thousand. */}
              <rect x={x(bar.key)} y={0} width={x.bandwidth()} height={HEIGHT} className="fill-transparent group-hover/bar:fill-sunken" />
              <rect
                x={x(bar.key)}
                y={HEIGHT - height(bar.value)}
                width={x.bandwidth()}
                height={height(bar.value)}
                className="fill-accent"
              />
              {bar.part > 0 && (
                <rect
                  x={x(bar.key)}
                  y={HEIGHT - height(bar.part)}
                  width={x.bandwidth()}
                  height={height(bar.part)}
                  vectorEffect="non-scaling-stroke"
                  className="fill-bad stroke-canvas"
                />
              )}
            </g>
          ))}
        </svg>
        <div aria-hidden className="figures relative col-start-2 h-6 text-xs text-ink-soft">
          {bars.map((bar, index) =>
            index % labelEvery === 0 ? (
              <span key={bar.key} className="absolute top-1 -translate-x-1/2" style={{ left: `${(x(bar.key) ?? 0) + x.bandwidth() / 2}%` }}>
                {bar.label}
              </span>
            ) : null,
          )}
        </div>
      </div>
    </figure>
  );
}

function Name({ colour, children }: { colour: string; children: string }) {
  return (
    <span className="inline-flex items-center gap-2">
      <span className={`size-3 rounded-[2px] ${colour}`} />
      {children}
    </span>
  );
}
