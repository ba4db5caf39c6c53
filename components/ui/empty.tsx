import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** Where a list would be: what is missing and what to do about it. */
export function Empty({ icon: Icon, children, action }: { icon: LucideIcon; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="grid justify-items-center gap-4 rounded border border-dashed border-line px-6 py-16 text-center">
      <Icon aria-hidden className="size-7 text-ink-soft" strokeWidth={1.5} />
      <p className="max-w-prose text-balance text-ink-soft">{children}</p>
      {action}
    </div>
  );
}
