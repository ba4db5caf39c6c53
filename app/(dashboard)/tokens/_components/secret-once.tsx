"use client";

import { formatOf } from "@/lib/i18n/format";
import type { Language } from "@/lib/i18n/language";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { SecretLine } from "@/components/shown-once";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { ShownSecret } from "../actions";

type Props = {
  shown: ShownSecret;
  hubAddress: string;
  onDone: () => void;
  language: Language;
  t: Sentences["tokens"]["secret"];
  common: Sentences["common"];
};

/** The secrets in the only moment they exist outside the shop, and what to do with them. */
export function SecretOnce({ shown, hubAddress, onDone, language, t, common }: Props) {
  const rows = [
    { label: t.token, text: shown.secret, hint: undefined },
    { label: t.address, text: hubAddress, hint: undefined },
    { label: t.signing, text: shown.signingSecret, hint: t.signingHint },
  ];
  const steps =
    shown.integrationType === "woocommerce" ? [t.steps.woo1, t.steps.woo2, t.steps.woo3] : [t.steps.other1, t.steps.other2, t.steps.other3];
  return (
    <div className="grid gap-4">
      <Notice kind="warn" live>
        <p>{t.once}</p>
      </Notice>
      {shown.graceUntil !== null && (
        <p className="text-sm text-ink-soft">{fill(t.graceLeft, { time: formatOf(language).dateTime(new Date(shown.graceUntil)) })}</p>
      )}
      <dl className="grid gap-3">
        {rows.map((row, at) => (
          <SecretLine key={row.label} {...row} isFirst={at === 0} common={common} />
        ))}
      </dl>
      <div className="grid gap-2">
        <h3 className="font-semibold">{t.stepsTitle}</h3>
        <ol className="grid list-decimal gap-1 ps-5 text-ink-soft marker:text-ink-soft rtl:list-[persian]">
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </div>
      <Button variant="primary" onClick={onDone} className="justify-self-end">
        {t.done}
      </Button>
    </div>
  );
}
