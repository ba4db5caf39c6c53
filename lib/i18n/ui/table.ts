import type { Translated } from "./translated";

export const tableEn = {} as const;

export const tableFa: Translated<typeof tableEn> = {};
