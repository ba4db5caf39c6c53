import { randomUUID } from "node:crypto";
import type { WooBody } from "./a-delivery";
import type { Change, Schedule } from "./schedule";

const HOUR_MS = 3_600_000;

/** What the shop sends for a change of a schedule. */
export function bodyOf(tag: string, clock: Schedule["clocks"][number][number] | undefined, change: Change): WooBody {
  const { product, type, field, hour, content, price, state } = change;
  const at = new Date(Date.now() + hour * HOUR_MS);
  at.setMinutes(0, 0, 0);
  const isTimed = clock === "timed" || (clock === "mixed" && change.isTimed);
  // Where both are given, `occurred_at` counts and the other one misleads.
  const modified = field === "both" ? new Date(at.getTime() - hour * 2 * HOUR_MS) : at;
  return {
    event_id: randomUUID(),
    event_type: type,
    ...(isTimed && field !== "date_modified" && { occurred_at: at.toISOString() }),
    product: {
      id: product + 1,
      ...(type !== "product.deleted" && productOf(tag, product, content, price, state)),
      ...(isTimed && field !== "occurred_at" && { date_modified: modified.toISOString() }),
    },
  };
}

const shown = {
  published: {},
  draft: { status: "draft" },
  private: { status: "private" },
  hidden: { catalog_visibility: "hidden" },
  password: { has_password: true },
};
const paragraph = (words: string) =>
  `<p>${`A paragraph about ${words} that stands alone because it is long enough for that. `.repeat(2)}</p>`;

/** Few contents, shared between products and stores, so that texts come back and are everybody's. */
function productOf(tag: string, product: number, content: number, price: number, state: keyof typeof shown): Record<string, unknown> {
  return {
    name: `Product ${content === 2 ? "any" : product} of ${tag}`,
    description: paragraph(`${tag} in version ${content}`) + paragraph(`${tag} in every version`),
    price: String(1_000 + price),
    ...shown[state],
  };
}
