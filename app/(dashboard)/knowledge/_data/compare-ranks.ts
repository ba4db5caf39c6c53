/** Where an answer of the second query stands beside the first. */
export type RankChange = { kind: "up" | "down"; by: number } | { kind: "same" | "fresh" };
export type Comparison = { changes: ReadonlyMap<string, RankChange>; gone: ReadonlySet<string> };

/** @param before ids of the first answer, best first */
export function compareRanks(before: readonly string[], after: readonly string[]): Comparison {
  const placeBefore = new Map(before.map((id, place) => [id, place]));
  const changeOf = (id: string, place: number): RankChange => {
    const was = placeBefore.get(id);
    if (was === undefined) return { kind: "fresh" };
    if (was === place) return { kind: "same" };
    return was > place ? { kind: "up", by: was - place } : { kind: "down", by: place - was };
  };
  const stays = new Set(after);
  return { changes: new Map(after.map((id, place) => [id, changeOf(id, place)])), gone: new Set(before.filter((id) => !stays.has(id))) };
}
