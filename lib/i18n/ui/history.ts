import type { Translated } from "./translated";

export const historyEn = {} as const;

export const historyFa: Translated<typeof historyEn> = {};
