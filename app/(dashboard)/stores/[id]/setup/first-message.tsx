import { LoaderCircle } from "lucide-react";
import Link from "next/link";
import type { Format } from "@/lib/i18n/format";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { Notice } from "@/components/ui/notice";
import type { SetupNow } from "./setup-now";

type Props = { storeId: string; setup: SetupNow; format: Format; t: Sentences["setup"]["message"] };

/** Either we wait, or the shop was refused: then why, and what mends it. */
export function FirstMessage({ storeId, setup: { refused }, format, t }: Props) {
  if (refused === null)
    return (
      <div className="grid gap-2">
        <p className="flex items-center gap-2 font-medium">
          <LoaderCircle aria-hidden className="size-4 animate-spin text-accent motion-reduce:animate-none" />
          {t.waiting}
        </p>
        <p className="max-w-prose text-ink-soft">{t.waitingHint}</p>
      </div>
    );
  const causes: Record<string, string> = t.cause;
  const isAddress = refused.code === "address_not_allowed";
  const at = new Date(refused.at);
  return (
    <Notice kind="bad" live>
      <p className="font-medium">{t.refused}</p>
      <p>{causes[refused.code] ?? t.cause.other}</p>
      {refused.address && <p>{fill(t.from, { address: `\u2066${refused.address}\u2069`, time: format.dateTime(at) })}</p>}
      <Link
        href={isAddress ? `/stores/${storeId}/settings#tokens` : `/tokens?store=${storeId}`}
        prefetch={false}
        className="font-medium underline underline-offset-4"
      >
        {t.fix}
      </Link>
    </Notice>
  );
}
