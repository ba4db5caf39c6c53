import type { Translated } from "./translated";

export const settingsEn = {} as const;

export const settingsFa: Translated<typeof settingsEn> = {};
