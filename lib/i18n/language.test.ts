import { expect, test } from "vitest";
import { languageOf } from "./language";

test.each<[string | null, string]>([
  [null, "fa"],
  ["", "fa"],
  ["en", "en"],
  ["EN-us", "en"],
  ["fa", "fa"],
  ["fa-IR,en;q=0.9", "fa"],
  ["en;q=0.9,fa", "fa"],
  ["en;q=0.2, fa;q=0.1", "en"],
  ["de-DE,de;q=0.9,en;q=0.8", "en"],
  ["de", "fa"],
  ["*", "fa"],
  ["en;q=0", "fa"],
  ["en;q=nonsense", "fa"],
  ["en; q=0.5", "en"],
  ["enx", "fa"],
  [",;,;q=", "fa"],
  ["en,".repeat(5_000), "en"],
])("%j is answered in %s", (header, language) => {
  expect(languageOf(header)).toBe(language);
});
