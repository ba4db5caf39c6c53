import { Languages, Monitor, Moon, Sun } from "lucide-react";
import type { Language } from "@/lib/i18n/language";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { setLanguage, setTheme } from "@/app/_actions/preferences";
import { PreferenceForm } from "./preference-form";

const themes = [
  { theme: "system", icon: Monitor },
  { theme: "light", icon: Sun },
  { theme: "dark", icon: Moon },
] as const;

type Props = { language: Language; theme: "system" | "light" | "dark"; t: Sentences["shell"] };

export function Preferences({ language, theme: current, t }: Props) {
  const other: Language = language === "fa" ? "en" : "fa";
  return (
    <div className="flex flex-wrap items-center justify-between gap-2">
      <PreferenceForm change={setLanguage}>
        <input type="hidden" name="language" value={other} />
        <button
          type="submit"
          lang={other}
          className="flex min-h-9 items-center gap-2 rounded px-2 text-sm font-medium text-ink-soft hover:bg-sunken hover:text-ink"
        >
          <Languages aria-hidden className="size-4" />
          {t.otherLanguage}
        </button>
      </PreferenceForm>
      <PreferenceForm change={setTheme}>
        <div role="group" aria-label={t.theme.label} className="flex rounded border border-line">
          {themes.map(({ theme, icon: Icon }) => (
            <button
              key={theme}
              type="submit"
              name="theme"
              value={theme}
              aria-label={t.theme[theme]}
              title={t.theme[theme]}
              aria-pressed={theme === current}
              className="grid size-9 place-items-center rounded text-ink-soft hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent"
            >
              <Icon aria-hidden className="size-4" />
            </button>
          ))}
        </div>
      </PreferenceForm>
    </div>
  );
}
