import type { ReactNode } from "react";
import { currentLanguage, currentTheme } from "@/lib/http/preferences";
import { uiOf } from "@/lib/i18n/ui/ui";
import { Brand } from "@/components/brand";
import { Preferences } from "@/components/preferences";
import { Toast } from "@/components/ui/toast";

export default async function AuthLayout({ children }: { children: ReactNode }) {
  const [language, theme] = await Promise.all([currentLanguage(), currentTheme()]);
  const { t } = uiOf(language);
  return (
    <div className="mx-auto grid min-h-dvh w-full max-w-sm grid-rows-[1fr_auto] px-4 py-8">
      <main id="content" className="grid content-center gap-8">
        <Brand name={t.common.product} />
        {children}
      </main>
      <footer className="pt-8">
        <Preferences language={language} theme={theme} t={t.shell} />
      </footer>
      {/* For what could not be done of the foot's switches: everything else is told by the page itself. */}
      <Toast />
    </div>
  );
}
