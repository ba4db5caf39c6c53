import { NO_PRODUCT } from "@/lib/events/incoming-event";
import type { EventRow } from "@/lib/events/wire";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";

type Told = Pick<EventRow, "eventId" | "eventType" | "productId">;

/** Shopify's stock messages name an item of the warehouse only. */
const STOCK = "sh_inventory_levels/";

export const namesProduct = ({ productId }: Pick<Told, "productId">): boolean => productId !== NO_PRODUCT;

/** What happened, in words. @param name what people call the product, if it is known */
export function tellEvent(event: Told, name: string | null | undefined, words: Sentences["events"]): string {
  if (!namesProduct(event)) return event.eventId.startsWith(STOCK) ? words.stockChanged : words.noProduct;
  return name ? fill(words.kindNamed[event.eventType], { name }) : fill(words.kind[event.eventType], { id: event.productId });
}

/** By what the store's word came; a name nobody knows (of a later version, perhaps) as it is. */
export const tellSource = (source: string, { sources }: Pick<Sentences["events"], "sources">): string =>
  Object.entries(sources).find(([name]) => name === source)?.[1] ?? source;
