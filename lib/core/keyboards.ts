/** As a Persian and as an Arabic keyboard write it: shops and people have either, for the same word. */
export const keyboardsOf = (text: string): string[] => [
  ...new Set([text, persianLetters(text), text.replace(/ی/g, "ي").replace(/ک/g, "ك")]),
];

export const persianLetters = (text: string): string => text.replace(/[يى]/g, "ی").replace(/ك/g, "ک");
