import { Languages, Monitor, Moon, Sun, type LucideIcon } from "lucide-react";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { fill } from "@/lib/i18n/ui/translated";
import { setLanguage, setTheme } from "@/app/_actions/preferences";
import { prefer } from "@/components/prefer";

type Action = { key: string; label: string; icon: LucideIcon; act: () => Promise<void> };

function formOf(name: string, value: string): FormData {
  const form = new FormData();
  form.set(name, value);
  return form;
}

/** As the switches at the foot of the navigation. */
export const preferenceActions = (t: Sentences["shell"]): Action[] => [
  {
    key: "language",
    label: fill(t.palette.language, { language: t.otherLanguage }),
    icon: Languages,
    act: () => prefer(setLanguage, formOf("language", document.documentElement.lang === "fa" ? "en" : "fa")),
  },
  ...([["system", Monitor] as const, ["light", Sun] as const, ["dark", Moon] as const] as const).map(([theme, icon]) => ({
    key: `theme-${theme}`,
    label: fill(t.palette.colours, { theme: t.theme[theme] }),
    icon,
    act: () => prefer(setTheme, formOf("theme", theme)),
  })),
];
