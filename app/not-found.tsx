import { currentLanguage } from "@/lib/http/preferences";
import { uiOf } from "@/lib/i18n/ui/ui";
import { Brand } from "@/components/brand";
import { buttonClass } from "@/components/ui/button";

export default async function NotFound() {
  const { t } = uiOf(await currentLanguage());
  return (
    <main id="content" className="mx-auto grid min-h-dvh max-w-lg content-center justify-items-start gap-4 px-4 py-16">
      <Brand name={t.common.product} />
      <h1 className="text-xl font-semibold">{t.failure.notFoundTitle}</h1>
      <p className="text-ink-soft">{t.failure.notFound}</p>
      {/* No <Link>: every page loads what this one is made of, and its own Link would be 3 kB more. */}
      {/* eslint-disable-next-line @next/next/no-html-link-for-pages */}
      <a href="/" className={buttonClass("primary")}>
        {t.failure.home}
      </a>
    </main>
  );
}
