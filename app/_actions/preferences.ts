"use server";

import { cookies } from "next/headers";
import { isLanguage } from "@/lib/i18n/language";

const YEAR_SECONDS = 365 * 86_400;
const options = { path: "/", maxAge: YEAR_SECONDS, sameSite: "lax", httpOnly: true } as const;

/** Both are read by lib/http/preferences.ts; a value we do not know changes nothing. */
export async function setLanguage(form: FormData): Promise<void> {
  const language = form.get("language");
  if (isLanguage(language)) (await cookies()).set("fiko_language", language, options);
}

export async function setTheme(form: FormData): Promise<void> {
  const theme = form.get("theme");
  if (theme === "system" || theme === "light" || theme === "dark") (await cookies()).set("fiko_theme", theme, options);
}
