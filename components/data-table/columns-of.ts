import { splitList } from "@/lib/core/value-list";

/** In the address: nothing but the name. */
export const NO_COLUMNS = "none";

/** The columns an address asks for, those that there are; null for the usual ones. */
export function columnsOf(cols: string | undefined, known: readonly string[]): string[] | null {
  if (cols === undefined) return null;
  if (cols === NO_COLUMNS) return [];
  const asked = splitList(cols).filter((id) => known.includes(id));
  return asked.length > 0 ? asked : null;
}
