/** What Next hands a page of its address. */
export type Search = Promise<Record<string, string | string[] | undefined>>;

/** The one value of each name; of a repeated one the last. Empty means absent, and no database takes a NUL. */
export function singles(search: Awaited<Search>): Record<string, string> {
  const entries = Object.entries(search).map(
    ([name, value]) => [name, (Array.isArray(value) ? value.at(-1) : value)?.replaceAll("\0", "").trim() ?? ""] as const,
  );
  return Object.fromEntries(entries.filter(([, value]) => value !== ""));
}

/** The address with some values changed; null takes one away. */
export function addressWith(path: string, values: Record<string, string>, changes: Record<string, string | null> = {}): string {
  const params = new URLSearchParams(values);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) params.delete(name);
    else params.set(name, value);
  }
  return params.size > 0 ? `${path}?${params}` : path;
}

export function without(values: Record<string, string>, ...names: string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
}
