import type { Language } from "./language";

/** `message` sentences of the API. The Persian ones are part of the wire: add some, reword none. */
const messages = {
  event_accepted: { fa: "رویداد دریافت شد و در صف پردازش قرار گرفت", en: "The event was received and queued for processing" },
  event_skipped: { fa: "این رویداد قبلاً پردازش شده است", en: "This event was already delivered" },
  connection_ok: { fa: "اتصال برقرار است", en: "The connection works" },
  token_shown_once: {
    fa: "⚠️ این token فقط یکبار نمایش داده می‌شود. لطفاً آن را کپی کنید.",
    en: "⚠️ This token is shown only once. Please copy it now.",
  },
  sync_queued: { fa: "همگام‌سازی در صف قرار گرفت", en: "The sync was queued" },
  replay_queued: { fa: "دوباره در صف پردازش قرار گرفت", en: "Queued to be processed again" },
} as const satisfies Record<string, Record<Language, string>>;

export type WireMessage = keyof typeof messages;
export const wireMessage = (key: WireMessage, language: Language): string => messages[key][language];
