/**
 * Said by every act that nobody answered; on every page, so in a file of its own. An act whose answer was lost may have been done:
 * a token whose secret is changed twice for it would cut the shop off.
 */
export const noAnswerSentences = {
  en: "No answer came from the hub. When the connection is back, look whether it was done before you try again.",
  fa: "پاسخی از هاب نرسید. پس از برقراری اتصال، پیش از تلاش دوباره ببینید که انجام شده است یا نه.",
} as const;

/** @param language of the page: its `lang` */
export const noAnswerIn = (language: string): string => (language === "fa" ? noAnswerSentences.fa : noAnswerSentences.en);
