import { clsx } from "clsx";

/** Grows from the start of the line, whichever side that is. `value` in percent; null: under way, nobody knows how far. */
export function ProgressBar({ label, value, text, className }: { label: string; value: number | null; text: string; className?: string }) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(value === null ? {} : { "aria-valuenow": value })}
      aria-valuetext={text}
      className={clsx("flex h-2 overflow-hidden rounded-full bg-sunken ring-1 ring-line", className)}
    >
      <div
        className={clsx("rounded-full bg-accent transition-[width] duration-150", value === null && "w-1/3 animate-pulse")}
        style={value === null ? undefined : { width: `${value}%` }}
      />
    </div>
  );
}
