import Link from "next/link";
import { currentLanguage } from "@/lib/http/preferences";
import { uiOf } from "@/lib/i18n/ui/ui";
import { buttonClass } from "@/components/ui/button";

/** Inside the shell: the navigation stays. */
export default async function NotFound() {
  const { t } = uiOf(await currentLanguage());
  return (
    <div className="grid max-w-lg justify-items-start gap-4 py-10">
      <h1 className="text-xl font-semibold">{t.failure.notFoundTitle}</h1>
      <p className="text-ink-soft">{t.failure.notFound}</p>
      <Link href="/" className={buttonClass("primary")}>
        {t.failure.home}
      </Link>
    </div>
  );
}
