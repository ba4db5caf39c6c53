/**
 * Groups neighbours of at most `maxTokens` together, cutting where the pieces themselves say so (content-defined
 * chunking): after a piece whose own hash marks it, once the group has `minTokens`. Filling each group to the brim would
 * move every later cut when one piece changes; here the cuts fall back into step at the next mark, so an edit re-embeds
 * its own group and seldom a neighbour. Larger than `maxTokens` is only a group of one piece that is.
 */
export function groupByContent(pieces: Piece[], bounds: { minTokens: number; maxTokens: number; piecesPerMark: number }): string[][] {
  const groups: string[][] = [];
  let group: string[] = [];
  let tokens = 0;
  for (const piece of pieces) {
    if (group.length > 0 && tokens + piece.tokens > bounds.maxTokens) {
      groups.push(group);
      group = [];
      tokens = 0;
    }
    group.push(piece.text);
    tokens += piece.tokens;
    if (tokens >= bounds.minTokens && hash(piece.text.trim()) % bounds.piecesPerMark === 0) {
      groups.push(group);
      group = [];
      tokens = 0;
    }
  }
  return group.length > 0 ? [...groups, group] : groups;
}

export type Piece = { text: string; tokens: number };

/** FNV-1a with a final mix; where passages are cut depends on it, so changing it re-embeds everything once. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 13), 0x5bd1e995);
  return (value ^ (value >>> 15)) >>> 0;
}
