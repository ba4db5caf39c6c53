/** Said by every act that nobody answered; on every page, so in a file of its own. */
export const noAnswerSentences = {
  en: "The hub could not be reached. Try again when the connection is back.",
  fa: "به هاب دسترسی نیست. پس از برقراری اتصال دوباره تلاش کنید.",
} as const;

/** @param language of the page: its `lang` */
export const noAnswerIn = (language: string): string => (language === "fa" ? noAnswerSentences.fa : noAnswerSentences.en);
