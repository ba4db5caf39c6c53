/**
 * The letter level of the normaliser. What comes out holds only letters, numbers, single spaces and, between two
 * parts of one word, ZWNJ (join-affixes.ts reads it and takes it away).
 *
 * Decided here, at the cost of a few distinctions nobody searches by:
 * - every hamza carrier loses its hamza and آ its madda (أإآٱ→ا, ؤ→و, ئ→ی, ۀ and هٔ→ه), a bare ء goes: shops and
 *   customers write them or not as their keyboard allows;
 * - Latin, Greek and Cyrillic accents go (é→e, й→и); marks of other scripts stay, they are vowels there;
 * - an apostrophe inside a Latin word goes (men's → mens, L'Oréal → loreal), because people do not type it;
 * - Arabic letters are parted from Latin letters and digits (۵۰گرم → 50 گرم, DVDها → dvd ها), Latin letters and
 *   digits are not: they are model numbers and SKUs.
 */
export function foldLetters(text: string): string {
  if (isPlainAscii.test(text)) {
    return text.toLowerCase().replace(apostropheInLatin, "").replace(asciiSeparators, " ").trim();
  }
  return text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFKD")
    .replace(notSign, ZWNJ)
    .replace(dropped, "")
    .replace(variants, (letter) => canonicalLetters.get(letter) ?? letter)
    .replace(foreignDigits, toAsciiDigit)
    .replace(apostropheInLatin, "")
    .replace(separators, " ")
    .replace(scriptChange, " ")
    .replace(zwnjNotInsideWord, "")
    .replace(orphanMarks, "$1")
    .replace(spaces, " ")
    .trim()
    .normalize("NFC");
}

export const ZWNJ = "\u200c";

const isPlainAscii = /^[\x00-\x7f]*$/;
const asciiSeparators = /[^a-z0-9]+/g;

// Some old Persian keyboards type "¬" where ZWNJ is meant.
const notSign = /\u00ac/g;

// Accents, Arabic marks (diacritics, Koranic signs, hamza and madda above), kashida, ء, variation selectors,
// enclosing marks, and every invisible format character except ZWNJ.
const dropped =
  /[\u0300-\u036f\u0610-\u061a\u0621\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff\u20d0-\u20f0\ufe00-\ufe0f\u{e0100}-\u{e01ef}]|(?!\u200c)\p{Cf}/gu;

const canonicalLetters = new Map([
  ["\u064a", "ی"], // Arabic yeh
  ["\u0649", "ی"], // alef maksura
  ["\u06d2", "ی"], // Urdu yeh barree
  ["\u0643", "ک"], // Arabic kaf
  ["\u06aa", "ک"], // swash kaf
  ["\u0629", "ه"], // teh marbuta
  ["\u06d5", "ه"], // ae, the base of ۀ after decomposition
  ["\u06c1", "ه"], // Urdu heh goal
  ["\u06be", "ه"], // Urdu heh doachashmee
  ["\u0671", "ا"], // alef wasla
]);
const variants = /[\u064a\u0649\u06d2\u0643\u06aa\u0629\u06d5\u06c1\u06be\u0671]/g;

const foreignDigits = /[\u06f0-\u06f9\u0660-\u0669]/g;
function toAsciiDigit(digit: string): string {
  return String(digit.charCodeAt(0) & 0xf);
}

const apostropheInLatin = /(?<=[a-z])['\u2019\u02bc](?=[a-z])/g;
const separators = /[^\p{L}\p{N}\p{M}\u200c]+/gu;
const arabic = "[\\u0620-\\u063f\\u0641-\\u064a\\u066e-\\u06d5\\u06ee-\\u06ef\\u06fa-\\u06ff\\u0750-\\u077f]";
const scriptChange = new RegExp(`(?<=${arabic})\\u200c*(?=[a-z0-9])|(?<=[a-z0-9])\\u200c*(?=${arabic})`, "g");
const zwnjNotInsideWord = /(?<![\p{L}\p{N}\p{M}\u200c])\u200c+|\u200c+(?![\p{L}\p{N}\p{M}\u200c])|(?<=\u200c)\u200c+/gu;
const orphanMarks = /(^|[ \u200c])\p{M}+/gu;
const spaces = / {2,}/g;
