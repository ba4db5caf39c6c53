import type { Translated } from "./translated";

export const helpEn = {} as const;

export const helpFa: Translated<typeof helpEn> = {};
