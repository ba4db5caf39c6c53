import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { currentLanguage, currentTheme } from "@/lib/http/preferences";
import { directionOf } from "@/lib/i18n/ui/direction";
import { uiOf } from "@/lib/i18n/ui/ui";
import { inter, interMarks, vazirmatn } from "./fonts";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = uiOf(await currentLanguage());
  return { title: { default: t.common.product, template: `%s · ${t.common.product}` }, robots: { index: false, follow: false } };
}

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

const letters = [inter, interMarks, vazirmatn].map(({ variable }) => variable).join(" ");

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [language, theme] = await Promise.all([currentLanguage(), currentTheme()]);
  return (
    <html lang={language} dir={directionOf(language)} data-theme={theme} className={letters}>
      <body className="font-sans">{children}</body>
    </html>
  );
}
