import { clsx } from "clsx";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

const kinds = {
  info: { icon: Info, look: "bg-accent-soft text-accent" },
  good: { icon: CircleCheck, look: "bg-good-soft text-good" },
  warn: { icon: TriangleAlert, look: "bg-warn-soft text-warn" },
  bad: { icon: CircleAlert, look: "bg-bad-soft text-bad" },
} as const;

/** Something to know before going on. `live` for what appears after an action, so that it is also heard. */
export function Notice({ kind, live, children }: { kind: keyof typeof kinds; live?: boolean; children: ReactNode }) {
  const { icon: Icon, look } = kinds[kind];
  return (
    <div role={live ? (kind === "bad" ? "alert" : "status") : undefined} className={clsx("flex items-start gap-2 rounded px-3 py-2", look)}>
      <Icon aria-hidden className="mt-1 size-4 shrink-0" />
      <div className="min-w-0 flex-1 text-ink">{children}</div>
    </div>
  );
}
