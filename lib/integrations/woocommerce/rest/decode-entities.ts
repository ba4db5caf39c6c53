/**
 * A term's name as people read it: WordPress stores "&" as "&amp;", and the plugin undoes it (PHP's html_entity_decode). Known here are the
 * entities WordPress and its editors write; any other stays as it is, as in PHP an unknown one does.
 */
const NAMED: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  laquo: "«",
  raquo: "»",
  ndash: "–",
  mdash: "—",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  hellip: "…",
  bull: "•",
  middot: "·",
  times: "×",
  deg: "°",
  reg: "®",
  copy: "©",
  trade: "™",
  euro: "€",
  pound: "£",
  frac12: "½",
  frac14: "¼",
  frac34: "¾",
  zwnj: "\u200c",
  zwj: "\u200d",
  lrm: "\u200e",
  rlm: "\u200f",
  shy: "\u00ad",
};
const LAST_CODE_POINT = 0x10ffff;

export function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z][a-zA-Z0-9]{1,31}));/g,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return NAMED[name] ?? whole;
      const point = decimal === undefined ? parseInt(hex ?? "", 16) : Number(decimal);
      const isText =
        (point >= 0x20 && point < 0x7f) || (point >= 0xa0 && point <= LAST_CODE_POINT && !(point >= 0xd800 && point <= 0xdfff));
      return isText ? String.fromCodePoint(point) : whole;
    },
  );
}
