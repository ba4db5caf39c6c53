import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Language } from "@/lib/i18n/language";

type Props = {
  stepsTitle: string;
  steps: readonly string[];
  note?: string;
  formTitle: string;
  language: Language;
  /** The form. */
  children: ReactNode;
};

/** Left: where to click in the shop. Right: what to paste here. */
export function PasteKeys({ stepsTitle, steps, note, formTitle, language, children }: Props) {
  return (
    <div className="grid grid-cols-1 gap-8 lg:grid-cols-2">
      <div className="grid content-start gap-3">
        <h3 className="font-medium">{stepsTitle}</h3>
        <ol
          className={clsx("grid gap-2 ps-5 marker:font-medium marker:text-ink-soft", language === "fa" ? "list-[persian]" : "list-decimal")}
        >
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        {note && <p className="text-sm text-ink-soft">{note}</p>}
      </div>
      <div className="grid content-start gap-3">
        <h3 className="font-medium">{formTitle}</h3>
        {children}
      </div>
    </div>
  );
}
