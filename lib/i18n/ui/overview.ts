import type { Translated } from "./translated";

export const overviewEn = {} as const;

export const overviewFa: Translated<typeof overviewEn> = {};
