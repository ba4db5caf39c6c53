import { normaliseText } from "./normalise";

/**
 * Why a product's text (raw HTML or plain) looks addressed to a model rather than to a customer, or an empty list. A flag
 * for people and a reason to leave a sentence out of a summary; never a defence by itself: text stays delimited data.
 */
export function suspiciousTextOf(text: string): string[] {
  const head = text.slice(0, MAX_CHARS);
  const normalised = normaliseText(head);
  return [
    ...signs.filter(({ pattern }) => pattern.test(normalised)).map(({ reason }) => reason),
    ...rawSigns.filter(({ pattern }) => pattern.test(head)).map(({ reason }) => reason),
  ];
}

const MAX_CHARS = 200_000;

// Matched on normalised text, so letter variants, ZWNJ, case and punctuation are no way around.
const signs = [
  {
    reason: "ignores_instructions",
    pattern:
      /\b(?:ignore|disregard|forget|override|bypass)(?: \w+){0,3} (?:instructions?|prompts?|rules?|guidelines?|directions)\b|(?:دستور|دستورالعمل|راهنمای?ی?|قوانین|پرامپت)\S*(?: \S+){0,3} (?:نادیده بگیر|فراموش کن|کنار بگذار|توجه نکن|بیخیال)|(?:نادیده بگیر|فراموش کن)\S*(?: \S+){0,4} (?:دستور|قوانین|پرامپت)/,
  },
  {
    reason: "assigns_role",
    pattern:
      /\byou are (?:now|no longer) (?:an? |the )?\w+|\b(?:pretend|roleplay|act) (?:to be|as if you|as an? (?:ai|assistant|admin|developer|system))|(?:از این پس|از حالا|اکنون) تو (?:یک )?|(?:وانمود کن|نقش \S+ را بازی کن)/,
  },
  {
    reason: "mentions_prompt",
    pattern:
      /\b(?:system|developer|hidden) (?:prompt|message|instructions?)\b|\b(?:reveal|print|repeat|show|leak)(?: \w+){0,3} (?:prompt|instructions|api keys?|passwords?)\b|پرامپت سیستم|دستورات? (?:سیستم|مخفی)/,
  },
  {
    reason: "commands_assistant",
    pattern:
      /\b(?:ai|assistant|chatbot|language model|llm|chatgpt|gpt) (?:must|should|shall|please|always|never|do not)\b|\b(?:always|only) (?:recommend|suggest|answer with|reply with|tell (?:the )?(?:customer|user)s?)\b|(?:هوش مصنوعی|دستیار|ربات|چتبات|چت بات) (?:باید|لطفا|همیشه|هرگز)|به (?:کاربر|مشتری)\S* (?:بگو|اعلام کن)/,
  },
];

const rawSigns = [
  { reason: "chat_markup", pattern: /<\|[a-z_]{2,20}\|>|\[\/?INST\]|<<\/?SYS>>|^#{1,3} ?(?:system|assistant)\b/im },
  // Tag characters and bidi overrides have no use in a shop; long runs of zero-width characters carry hidden bits.
  {
    reason: "invisible_characters",
    pattern: /[\u{e0020}-\u{e007f}\u202d\u202e]|[\u200b\u200c\u200d\u2060-\u2064\ufeff]{8}/u,
  },
  {
    reason: "hidden_markup",
    pattern:
      /style\s{0,5}=\s{0,5}["'][^"'<>]{0,500}(?:display\s{0,5}:\s{0,5}none|font-size\s{0,5}:\s{0,5}0(?![.\d])|opacity\s{0,5}:\s{0,5}0(?![.\d]))/i,
  },
];
