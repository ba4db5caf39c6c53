import type { Access, Operation } from "@/lib/http/list-operations";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";

/** Every word must stand somewhere in what is said of a request. */
export function findOperations(operations: readonly Operation[], q: string): Operation[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return operations.filter(({ method, path, summary, tag, id, parameters, body }) => {
    const names = [...parameters, ...(body?.fields ?? [])].map(({ name }) => name);
    const text = [method, path, summary, tag, id, ...names].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** In the document's own order. */
export function byTag(operations: readonly Operation[]): [string, Operation[]][] {
  const tags = [...new Set(operations.map(({ tag }) => tag))];
  return tags.map((tag) => [tag, operations.filter((operation) => operation.tag === tag)]);
}

const withScope = ({ scope }: Access, words: Sentences["help"]["api"]["access"]): string =>
  scope === "*" ? words.everything : scope === "any" ? words.any : fill(words.scope, { scope });

export function whoMay({ access, security }: Operation, words: Sentences["help"]["api"]["access"]): string {
  if (access) return access.isAdminOnly ? fill(words.admin, { who: withScope(access, words) }) : withScope(access, words);
  if (security.includes("integrationToken")) return words.shop;
  return security.includes("metricsToken") ? words.metrics : words.none;
}

export const tagName = (tag: string, names: Sentences["help"]["api"]["tag"]): string => new Map(Object.entries(names)).get(tag) ?? tag;
