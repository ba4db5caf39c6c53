import compare from "microdiff";
import { digitsOf, isRecord, productOf, type Shown } from "./read-payload";

export type Told = { text: string; isCut: boolean };
export type PayloadDifference = { path: string; kind: "added" | "removed" | "changed"; before: Told | null; after: Told | null };
export type PayloadDiff = { differences: PayloadDifference[]; count: number };

const MAX_DIFFERENCES = 100;
/** A value of this many letters is shown whole; of a longer one, what is around its first difference. */
const MAX_VALUE = 160;
const AROUND = 40;

const kinds = { CREATE: "added", REMOVE: "removed", CHANGE: "changed" } as const;

/** variations[2].price */
const pathOf = (path: readonly (string | number)[]): string =>
  path.reduce<string>((told, step) => (typeof step === "number" ? `${told}[${step}]` : told === "" ? step : `${told}.${step}`), "");

/** A marked number inside JSON, in quotation marks that are not its own. */
const quotedNumber = /"\\u0000(-?[\d.eE+-]+)"/g;

/** A value as text: numbers with every digit, texts as they are, the rest as JSON. */
const textOf = (value: Shown): string =>
  typeof value === "string" ? (digitsOf(value) ?? value) : JSON.stringify(value).replace(quotedNumber, "$1");

/** Half a letter pair is no letter. */
const whole = (text: string): string => text.replace(/^[\uDC00-\uDFFF]/, "").replace(/[\uD800-\uDBFF]$/, "");

function cutFrom(text: string, start: number): Told {
  const from = text.length <= MAX_VALUE ? 0 : start;
  const shown = text.slice(from, from + MAX_VALUE);
  const isCut = shown.length < text.length;
  return { text: `${from > 0 ? "… " : ""}${whole(shown)}${from + MAX_VALUE < text.length ? " …" : ""}`, isCut };
}

/** Two texts from a little before the first word that differs. */
function cutAround(before: string, after: string): [Told, Told] {
  let same = 0;
  while (same < before.length && same < after.length && before[same] === after[same]) same++;
  const near = Math.max(0, same - AROUND);
  // From the beginning of a word: half of one reads as another.
  const space = near === 0 ? 0 : before.lastIndexOf(" ", near) + 1;
  const start = near - space > AROUND ? near : space;
  return [cutFrom(before, start), cutFrom(after, start)];
}

/** What a message says of its product that the one before said otherwise, field by field; of very many the first. */
export function comparePayloads(before: Shown, after: Shown): PayloadDiff {
  const [was, is] = [productOf(before), productOf(after)];
  const comparable = (isRecord(was) && isRecord(is)) || (Array.isArray(was) && Array.isArray(is));
  const found = comparable ? compare(was, is, { cyclesFix: false }) : compare({ message: was }, { message: is }, { cyclesFix: false });
  const differences = found.slice(0, MAX_DIFFERENCES).map((difference): PayloadDifference => {
    const old = "oldValue" in difference ? textOf(difference.oldValue as Shown) : null;
    const now = "value" in difference ? textOf(difference.value as Shown) : null;
    const [told, tells] =
      old !== null && now !== null ? cutAround(old, now) : [old === null ? null : cutFrom(old, 0), now === null ? null : cutFrom(now, 0)];
    return { path: pathOf(difference.path), kind: kinds[difference.type], before: told, after: tells };
  });
  return { differences, count: found.length };
}
