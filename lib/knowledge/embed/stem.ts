/**
 * A normalised word without its plural: the ها family in Persian, -s, -es and -ies in English. Nothing more; cutting ی or
 * تر would make other words of them (فیلتر, ماهی). Query and index go through the same, so a wrong stem is still found.
 */
export function stemOf(word: string): string {
  if (word.length < MIN_WORD_LETTERS) return word;
  if (isLatin.test(word)) return englishStem(word);
  const stem = word.replace(persianPlural, "");
  return stem.length >= 2 && !looksPlural.has(word) ? stem : word;
}

const MIN_WORD_LETTERS = 4;
const isLatin = /^[a-z]+$/;
const persianPlural = /ترین(?:ها|های)?$|(?:ها|های|هایی|هایم|هایت|هایش|هایمان|هایتان|هایشان)$/;
const looksPlural = new Set("تنها انتها اشتها منتها اژدها بهترین شیرین نسترین".split(" "));

function englishStem(word: string): string {
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  if (/[^suia]s$/.test(word)) return word.slice(0, -1);
  // bananas, sofas; not glass, plus, basis
  return /[^s]as$/.test(word) && word.length > 4 ? word.slice(0, -1) : word;
}
