import Link from "next/link";
import type { ReactNode } from "react";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { Figure } from "./figure";

/** As high as a finger needs: on a phone they stand below each other. */
export const figureLink = "inline-flex min-h-6 items-center font-medium text-accent underline-offset-4 hover:underline";

type Props = {
  products: { known: string; forAi: string; hidden: number; preparing: number; failed: number };
  /** Of one store; without it of all that the caller sees. */
  storeId?: string;
  /** Where the settings are that say what the AI may know. */
  settings?: ReactNode;
  ui: Ui;
};

/** Numbers of products, each leading to the list of just those: the list counts by the same conditions (lib/catalog/ai-state.ts). */
export function ProductFigures({ products, storeId, settings, ui: { t, format } }: Props) {
  const words = t.overview.figures;
  const of: Record<string, string> = storeId === undefined ? {} : { store: storeId };
  const link = (path: string, values: Record<string, string>, text: string) => (
    <Link href={`${path}?${new URLSearchParams({ ...of, ...values })}`} prefetch={false} className={figureLink}>
      {text}
    </Link>
  );
  return (
    <>
      <Figure label={words.known} value={products.known}>
        {link("/products", { active: "yes" }, words.see)}
      </Figure>
      <Figure label={words.forAi} value={products.forAi}>
        <span className="flex flex-wrap gap-x-3">
          {link("/products", { ai: "ready,waiting" }, words.see)}
          {products.hidden > 0 && link("/products", { ai: "hidden" }, fill(words.hidden, { count: format.number(products.hidden) }))}
          {settings}
        </span>
      </Figure>
      <Figure label={words.preparing} value={format.number(products.preparing)}>
        {products.preparing > 0 && link("/products", { ai: "waiting" }, words.see)}
      </Figure>
      <Figure label={words.failed} value={format.number(products.failed)}>
        {products.failed > 0 && link("/events", { status: "failed" }, words.failedLink)}
      </Figure>
    </>
  );
}
