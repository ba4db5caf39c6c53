import { foldLetters, ZWNJ } from "./fold-letters";

/** One canonical word. `isGlued`: it was tied to the word before it by ZWNJ and is still a word of its own. */
export type Word = { text: string; isGlued: boolean };

/**
 * Persian writes an affix joined, after ZWNJ or after a space; a joined one cannot be told from the word without a
 * dictionary, so joined is the canonical form: کتاب‌ها, کتاب ها and کتابها are all کتابها.
 *
 * Joined after ZWNJ or a space: the ها family, ترین, ای after ه (قهوه‌ای), and the verb prefixes می and نمی.
 * Joined after ZWNJ only: ام ات اش مان تان شان and the like, which as words of their own are other things
 * (ام دی اف, آش), and تر: after a space it is 'wet' (دستمال تر), unless the word before is a common adjective.
 * A ی of ezafe after ه disappears: زیره‌ی, زیره ی and زیرهٔ are all زیره.
 * What ZWNJ-joins must include what space-joins, or the result would change when normalised twice.
 */
export function joinAffixes(text: string): Word[] {
  const words: Word[] = [];
  for (const spaced of foldLetters(text).split(" ")) {
    if (spaced === "") continue;
    let isGlued = false;
    for (const part of spaced.split(ZWNJ)) {
      const last = words.at(-1);
      if (last && isEzafe(last.text, part)) {
        // ezafe is grammar, not a part of the name
      } else if (last && (isSuffix(last.text, part, isGlued) || isVerb(last.text, part))) last.text += part;
      else words.push({ text: part, isGlued });
      isGlued = true;
    }
  }
  return words;
}

const alwaysSuffix = new Set("ها های هایی هایم هایت هایش هایمان هایتان هایشان هائی هایشون هامون ترین ترینها ترینهای".split(" "));
const suffixAfterZwnj = new Set("تر تری ترها ام ات اش مان تان شان ایم اید اند هام هات هاش هاتون هاشون".split(" "));
const comparableAdjectives = new Set(
  (
    "بزرگ کوچک بلند کوتاه سبک سنگین نازک ضخیم کلفت ارزان گران سریع کند قوی ضعیف نرم سفت سخت گرم سرد خنک داغ روشن تیره " +
    "تازه قدیمی جدید زیبا قشنگ پهن باریک عریض بیش کم زیاد مهم راحت آسان ساده دقیق تمیز عمیق پایین بالا نزدیک دور جوان پیر " +
    "خوب بد مناسب محکم شیرین تلخ ترش شور تند مقاوم بادوام پررنگ کمرنگ شفاف صاف لطیف شیک ظریف بهینه گسترده طولانی"
  )
    .split(" ")
    .map(foldLetters),
);
const verbPrefixes = new Set(["می", "نمی"]);
const minBaseLetters = 2;
// Longer is no word: a text of nothing but suffixes would become one, looked at anew with each.
const maxBaseLetters = 60;
const persianWord = /^[\u0620-\u06ff]+$/;

function isBase(word: string): boolean {
  return word.length >= minBaseLetters && word.length <= maxBaseLetters && persianWord.test(word) && !verbPrefixes.has(word);
}

function isSuffix(base: string, part: string, isGlued: boolean): boolean {
  if (!isBase(base)) return false;
  if (alwaysSuffix.has(part)) return true;
  if (part === "ای") return base.endsWith("ه");
  if (part === "تر" && comparableAdjectives.has(base)) return true;
  return isGlued && suffixAfterZwnj.has(part);
}

function isEzafe(base: string, part: string): boolean {
  return part === "ی" && isBase(base) && base.endsWith("ه");
}

function isVerb(prefix: string, part: string): boolean {
  return verbPrefixes.has(prefix) && part.length >= minBaseLetters && persianWord.test(part);
}
