import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { contentHash, draftHash } from "@/lib/catalog/hashes";
import type { ProductDraft } from "@/lib/catalog/draft";
import { toPlainText } from "@/lib/knowledge/text/plain-text";
import { checkEvent } from "../parse-event";
import { toDraft } from "../to-draft";
import { readRestProduct } from "./read-product";

/** Recorded in one shop at one time: what its plugin sends of a product, and what its REST API tells of it. */
type Pair = { what: string; plugin: { currency: string }; rest: unknown; variations: unknown[] };
const { pairs } = JSON.parse(readFileSync("lib/integrations/woocommerce/rest/fixtures/plugin-and-rest.json", "utf8")) as { pairs: Pair[] };

function bothOf({ plugin, rest, variations }: Pair): { sent: ProductDraft; pulled: ProductDraft } {
  const checked = checkEvent({ event_id: "e", event_type: "product.updated", product: plugin });
  const read = readRestProduct(rest, { currency: plugin.currency, variations });
  if (!checked.ok || checked.event.event_type === "product.deleted" || !read.ok) throw new Error(JSON.stringify([checked, read]));
  return { sent: toDraft(checked.event.product), pulled: read.draft };
}
const isKnownToDiffer = ({ what }: Pair) => what === "gallery only";

describe("a product is the same draft, sent by the plugin or pulled by REST", () => {
  test.each(pairs.filter((pair) => !isKnownToDiffer(pair)))("$what", (pair) => {
    const { sent, pulled } = bothOf(pair);
    // Paragraphs and shortcodes are rendered in REST and not in the plugin; what is read of them is the same.
    const { description, shortDescription } = sent;
    const asTyped = { ...pulled, description, shortDescription };
    expect(JSON.stringify(asTyped)).toBe(JSON.stringify(sent));
    expect(draftHash(asTyped)).toBe(draftHash(sent));
    expect(contentHash(pulled, toPlainText)).toBe(contentHash(sent, toPlainText));
  });

  test("but for the picture of a product that has none and a gallery: REST lists both in one", () => {
    const pair = pairs.find(isKnownToDiffer);
    if (!pair) throw new Error("no such pair");
    const { sent, pulled } = bothOf(pair);
    expect([sent.image, sent.gallery]).toEqual([null, [pulled.image]]);
    expect({ ...pulled, image: null, gallery: sent.gallery }).toEqual(sent);
  });

  test("the shop has what is hard: sales of 0, planned, past and announced, passwords, backorders, groups, variations of every sort", () => {
    expect(pairs.map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        "zero sale",
        "planned",
        "past",
        "announced",
        "password",
        "hidden backorder",
        "group",
        "external",
        "مانتو",
        "empty variable",
      ]),
    );
  });
});
