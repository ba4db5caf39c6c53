/** Said by whatever opens when it is first wanted and does not come; on every page, so in a file of its own. */
const sentences = {
  en: "This could not be loaded. Check the connection, load the page again and try once more.",
  fa: "این بخش بارگذاری نشد. اتصال را بررسی کنید، صفحه را دوباره باز کنید و باز بکوشید.",
} as const;

/** @param language of the page: its `lang` */
export const missingPart = (language: string): string => (language === "fa" ? sentences.fa : sentences.en);
