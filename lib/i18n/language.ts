export const languages = ["fa", "en"] as const;
export type Language = (typeof languages)[number];
export const defaultLanguage: Language = "fa";

export const isLanguage = (value: unknown): value is Language => value === "fa" || value === "en";

/** Persian unless English is asked for first. */
export function languageOf(acceptLanguage: string | null): Language {
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...rest] = part.trim().toLowerCase().split(";");
      const quality = Number(
        rest
          .find((item) => item.trim().startsWith("q="))
          ?.trim()
          .slice(2) ?? 1,
      );
      return { language: tag.split("-")[0], quality: Number.isFinite(quality) ? quality : 0 };
    })
    .filter(({ language, quality }) => isLanguage(language) && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  const first = wanted[0]?.language;
  return isLanguage(first) ? first : defaultLanguage;
}
