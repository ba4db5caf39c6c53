import { clsx } from "clsx";
import { Circle, CircleDot } from "lucide-react";
import Link from "next/link";
import type { ConnectionKind } from "@/lib/sync/connections/connection";
import type { Sentences } from "@/lib/i18n/ui/ui";

/** Which shop system, as two links: the choice is in the address and needs no script. */
export function KindChoice({ storeId, kind, t }: { storeId: string; kind: ConnectionKind; t: Sentences["sync"]["wizard"] }) {
  const options = [
    { value: "woocommerce", label: t.woocommerce, hint: t.woocommerceHint },
    { value: "shopify", label: t.shopify, hint: t.shopifyHint },
  ] as const;
  return (
    <nav aria-label={t.kind} className="grid gap-2">
      <p aria-hidden className="font-medium">
        {t.kind}
      </p>
      <ul className="grid gap-3 sm:max-w-3xl sm:grid-cols-2">
        {options.map(({ value, label, hint }) => {
          const isChosen = value === kind;
          const Icon = isChosen ? CircleDot : Circle;
          return (
            <li key={value}>
              <Link
                href={`/stores/${storeId}/connect?kind=${value}`}
                aria-current={isChosen ? "page" : undefined}
                prefetch={false}
                scroll={false}
                className={clsx(
                  "flex h-full items-start gap-2.5 rounded border px-3 py-2.5",
                  isChosen ? "border-accent bg-accent-soft" : "border-line-strong bg-surface hover:bg-sunken",
                )}
              >
                <Icon aria-hidden className={clsx("mt-1 size-4 shrink-0", isChosen ? "text-accent" : "text-ink-soft")} />
                <span className="grid min-w-0">
                  <span className="font-medium">{label}</span>
                  <span className="text-sm text-ink-soft">{hint}</span>
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
