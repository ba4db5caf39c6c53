import type { HelpTopic } from "@/lib/i18n/ui/help-guide";
import type { Sentences } from "@/lib/i18n/ui/ui";

type Topic = { key: HelpTopic; isInOrder: boolean; place: { href: string; name: keyof Sentences["shell"] } | null };

/** The parts of the help, in the order in which questions come. Keys are anchors: pages link to them. */
export const topics = [
  { key: "what", isInOrder: false, place: { href: "/overview", name: "overview" } },
  { key: "states", isInOrder: false, place: { href: "/stores", name: "shops" } },
  { key: "plugin", isInOrder: true, place: { href: "/stores", name: "shops" } },
  { key: "keys", isInOrder: true, place: { href: "/stores", name: "shops" } },
  { key: "silent", isInOrder: true, place: { href: "/stores", name: "shops" } },
  { key: "missing", isInOrder: true, place: { href: "/products", name: "products" } },
  { key: "ai", isInOrder: false, place: { href: "/knowledge", name: "knowledge" } },
  { key: "fresh", isInOrder: false, place: { href: "/jobs", name: "syncs" } },
  { key: "privacy", isInOrder: false, place: { href: "/audit", name: "audit" } },
  { key: "who", isInOrder: false, place: null },
] as const satisfies readonly Topic[];
