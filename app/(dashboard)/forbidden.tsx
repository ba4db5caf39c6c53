import Link from "next/link";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { buttonClass } from "@/components/ui/button";

/** Says who one is here and who may: inside the shell, so the way back stays. */
export default async function Forbidden() {
  const [caller, language] = await Promise.all([currentCaller(), currentLanguage()]);
  const { t } = uiOf(language);
  return (
    <div className="grid max-w-lg justify-items-start gap-4 py-10">
      <h1 className="text-xl font-semibold">{t.failure.forbiddenTitle}</h1>
      <p>{fill(t.failure.forbidden, { email: caller.email, role: t.shell.role[caller.role] })}</p>
      <p className="text-ink-soft">{t.failure.forbiddenNext}</p>
      <Link href="/" className={buttonClass("primary")}>
        {t.failure.home}
      </Link>
    </div>
  );
}
