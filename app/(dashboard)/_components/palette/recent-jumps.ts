/** Where somebody jumped to last: ids and titles, in this browser, per person. Gone at sign-out. */
const PREFIX = "fiko-recent-jumps:";
const MAX_KEPT = 6;
const MAX_TITLE_CHARS = 120;

export const jumpKinds = ["store", "product", "event"] as const;
export type Jump = { kind: (typeof jumpKinds)[number]; id: string; title: string };

const isJump = (value: unknown): value is Jump =>
  typeof value === "object" &&
  value !== null &&
  "kind" in value &&
  "id" in value &&
  "title" in value &&
  jumpKinds.some((kind) => kind === value.kind) &&
  typeof value.id === "string" &&
  typeof value.title === "string";

/** A browser that forbids its storage just remembers nothing. */
export function recentJumps(userId: string): Jump[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(PREFIX + userId) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isJump).slice(0, MAX_KEPT) : [];
  } catch {
    return [];
  }
}

export function rememberJump(userId: string, { kind, id, title }: Jump): void {
  const others = recentJumps(userId).filter((jump) => jump.kind !== kind || jump.id !== id);
  const kept = [{ kind, id, title: title.slice(0, MAX_TITLE_CHARS) }, ...others].slice(0, MAX_KEPT);
  try {
    localStorage.setItem(PREFIX + userId, JSON.stringify(kept));
  } catch {
    // Full or forbidden.
  }
}

export function forgetJumps(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  } catch {
    // Forbidden: then nothing was kept.
  }
}
