import { CircleUser } from "lucide-react";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import type { JumpAnswer } from "@/lib/operations/jump/wire";
import { placeIcons } from "../place-icons";
import { placesOf } from "../places";
import { preferenceActions } from "./preference-actions";
import type { Jump } from "./recent-jumps";

type Known = { role: "ADMIN" | "OWNER"; t: Sentences["shell"] };

/** Case, half-spaces and the keyboard's kind of ی and ک make no difference. */
const fold = (text: string) => text.toLowerCase().replace(/ي/g, "ی").replace(/ك/g, "ک").replaceAll("\u200c", "");

/** Pages and actions this person has whose name holds the text; pages also by their address. */
export function entriesOf({ role, t }: Known, typed: string) {
  const matches = (...names: string[]) => names.some((name) => fold(name).includes(fold(typed)));
  return {
    pages: [
      ...placesOf(role).map(({ href, key }) => ({ href, key, icon: placeIcons[key] })),
      { href: "/profile", key: "account", icon: CircleUser } as const,
    ].filter(({ key, href }) => matches(t[key], href)),
    preferences: preferenceActions(t).filter(({ label }) => matches(label)),
    hasNewStore: role === "ADMIN" && matches(t.palette.newStore),
    hasSignOut: matches(t.signOut),
  };
}

export type FoundJump = Jump & { note: string };

/** The hub's answer as lines, each kind by itself. */
export const linesOf = ({ stores, products, events }: JumpAnswer, eventKind: Sentences["events"]["kind"]) => ({
  store: stores.map(({ id, name }): FoundJump => ({ kind: "store", id, title: name, note: "" })),
  product: products.map(({ id, title, external_id, sku, store }): FoundJump => ({
    kind: "product",
    id,
    title: title || external_id,
    note: [sku || external_id, store.name].join(" · "),
  })),
  event: events.map(({ id, event_type, product_id, event_id, store }): FoundJump => ({
    kind: "event",
    id,
    title: fill(eventKind[event_type], { id: product_id }),
    note: [event_id, store.name].join(" · "),
  })),
});
