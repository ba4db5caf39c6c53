import type { Format } from "@/lib/i18n/format";

/** Relative, with the exact time on hover and focus. `at` null shows `otherwise`. */
export function TimeAgo({ at, now, format, otherwise }: { at: Date | null; now: Date; format: Format; otherwise: string }) {
  if (at === null) return <span className="text-ink-soft">{otherwise}</span>;
  return (
    <time dateTime={at.toISOString()} tabIndex={0} className="group/time relative inline-block whitespace-nowrap">
      {format.relative(at, now)}
      <span
        role="tooltip"
        className="pointer-events-none invisible absolute end-0 bottom-full z-20 mb-1 rounded bg-ink px-2 py-1 text-xs text-canvas shadow-float group-hover/time:visible group-focus/time:visible"
      >
        {format.dateTime(at)}
      </span>
    </time>
  );
}
