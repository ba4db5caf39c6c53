import { cookies } from "next/headers";
import { defaultLanguage, isLanguage, type Language } from "@/lib/i18n/language";

export type Theme = "system" | "light" | "dark";
const languageCookie = "fiko_language";
const themeCookie = "fiko_theme";

export async function currentLanguage(): Promise<Language> {
  const chosen = (await cookies()).get(languageCookie)?.value;
  return isLanguage(chosen) ? chosen : defaultLanguage;
}

export async function currentTheme(): Promise<Theme> {
  const chosen = (await cookies()).get(themeCookie)?.value;
  return chosen === "light" || chosen === "dark" ? chosen : "system";
}
