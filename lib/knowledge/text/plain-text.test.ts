import fc from "fast-check";
import { expect, test } from "vitest";
import shop from "./fixtures/woocommerce-products.json";
import { toPlainText } from "./plain-text";

test.each([
  ["entities", "<p>a &amp; b&nbsp;&lt;c&gt; &#1705;</p>", "a & b <c> ک"],
  ["headings, paragraphs and lists", "<h2>Soft</h2><p>One</p><ul><li>a</li><li>b</li></ul>", "Soft\n\nOne\n\n- a\n- b"],
  ["numbered lists", "<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"],
  ["table cells", "<table><tr><th>جنس</th><td><p>چرم</p></td></tr><tr><td>a</td><td>b</td></tr></table>", "جنس | چرم\n\na | b"],
  ["paragraphs of a raw post are blank lines", "one\ntwo\n\nthree", "one\ntwo\n\nthree"],
  ["a blank line between tags is one break", "<p>a\nb</p>\n\nraw", "a b\n\nraw"],
  ["a blank line inside a tag is none", '<b\n\nclass="x">bold</b> text', "bold text"],
  ["scripts, styles, comments", "a<script>x()</script><style>p{}</style><!-- no --><noscript>n</noscript>b", "ab"],
  [
    "hidden parts",
    '<i style="color:red; DISPLAY:none">x</i><i style="display: none">x</i><i hidden>x</i><i aria-hidden="true">x</i>ok',
    "ok",
  ],
  ["builder comments", '<!-- wp:paragraph {"a":1} --><p>text</p><!-- /wp:paragraph -->', "text"],
  ["images and link targets", '<a href="https://x.test">link</a> <img src="a.png" alt="photo">', "link"],
  ["shortcodes with attributes", '[gallery ids=&#8221;1,2&#8243;] text [contact-form-7 id="5"]', "text"],
  ["builder shortcodes keep what they wrap", '[vc_row css=".x{a:b}"][vc_column]Hello[/vc_column][/vc_row]', "Hello"],
  ["unknown shortcodes by their shape", "[my_slider] a [tab]b[/tab] [x_y z='1'/]", "a b"],
  ["shortcodes that wrap code", "a [vc_raw_html]JTNDc2NyaXB0[/vc_raw_html] b", "a b"],
  ["ordinary brackets", "[2 pcs] [XL] [limited edition] press [enter] [۳ عدد]", "[2 pcs] [XL] [limited edition] press [enter] [۳ عدد]"],
  ["ZWNJ inside words stays, other invisible characters go", "شست&zwnj;شو\u200b \u202eab\u0000c\u{e0041}", "شست‌شو abc"],
  ["lone surrogates are made well formed", "a\ud800b", "a\ufffdb"],
  ["unclosed tags", "<p>a<b>b<p>c", "ab\n\nc"],
])("%s", (_fact, html, text) => {
  expect(toPlainText(html)).toBe(text);
});

test("a captured Persian product reads well", () => {
  expect(toPlainText(shop.products[0]?.description ?? "")).toBe(
    "پیراهن نخی\n\nدوخت تمیز و پارچهٔ درجه‌یک — مناسب چهارفصل.\n\n- ۱۰۰٪ پنبه\n- قابل شست‌وشو در ماشین",
  );
});

const nasty = ["<", "[", "<b>", "<a><p>", "<div>", "</x>", "<table><tr><td>", "<td>x", "a\n\n", "&", "&lt", "<!--", '<a href="', "[a "];
const nastier = ["[vc_raw_html]", "<ul><li>", "<a b ", "\u200c", "\ud800", "\0", "[/a]", "]", "<p style='display:none"];

test.each([...nasty, ...nastier])("100,000 characters of %j come back", (unit) => {
  const text = toPlainText(unit.repeat(Math.ceil(100_000 / unit.length)));
  expect(text.isWellFormed()).toBe(true);
});

test("garbage never throws and leaves no control character", () => {
  const piece = fc.oneof(
    fc.string({ unit: "binary", maxLength: 8 }),
    fc.constantFrom(...nasty, ...nastier, "</b>", "-->", "&#0;", "&#xd800;"),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = toPlainText(pieces.join(""));
      expect(text.isWellFormed()).toBe(true);
      expect(text).not.toMatch(/(?!\n)\p{Cc}/u);
      expect(text).toBe(text.trim());
    }),
    { numRuns: 1_000 },
  );
});
