import Link from "next/link";
import type { Drift } from "@/lib/integrations/digest/wire";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { Notice } from "@/components/ui/notice";
import { DecideGone } from "./decide-gone";

type Props = {
  runId: string;
  waiting: number;
  checkedAt: Drift["checkedAt"];
  gone: readonly { id: string; title: string; externalId: string }[];
  now: Date;
  ui: Ui;
};

/** What a comparison found gone, and the one decision to take about it. */
export function GoneNotice({ runId, waiting, checkedAt, gone, now, ui: { t, format } }: Props) {
  const words = t.stores.decide;
  const count = format.number(waiting);
  return (
    <Notice kind="warn">
      <div className="grid gap-3">
        <h2 className="text-lg font-semibold">{fill(words.title, { count })}</h2>
        <p>{fill(words.lead, { time: checkedAt ? format.relative(checkedAt, now) : "" })}</p>
        <div className="grid gap-1">
          <p className="text-sm font-medium">{words.sample}</p>
          <ul className="grid list-disc gap-0.5 ps-5 text-sm sm:grid-cols-2">
            {gone.map((product) => (
              <li key={product.id}>
                <Link
                  href={`/products/${product.id}`}
                  prefetch={false}
                  className="inline-flex min-h-6 items-center underline underline-offset-4"
                >
                  <bdi>{product.title || product.externalId}</bdi>
                </Link>
              </li>
            ))}
          </ul>
          {waiting > gone.length && <p className="text-sm">{fill(words.more, { count: format.number(waiting - gone.length) })}</p>}
        </div>
        <DecideGone runId={runId} dialogTitle={fill(words.dialogTitle, { count })} t={words} common={t.common} />
      </div>
    </Notice>
  );
}
