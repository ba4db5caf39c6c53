import type { Translated } from "./translated";

export const setupEn = {} as const;

export const setupFa: Translated<typeof setupEn> = {};
