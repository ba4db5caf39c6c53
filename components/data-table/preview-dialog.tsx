"use client";

import { useEffect, useState, useTransition, type ReactNode, type RefObject } from "react";
import type { Language } from "@/lib/i18n/language";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { attempted } from "../ui/answered";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field, Input } from "../ui/field";
import { Notice } from "../ui/notice";
import { Bone } from "../ui/skeleton";
import { typedNumber } from "./typed-number";

type Answer<T> = { ok: true; value: T } | { ok: false; problem: string };
type Props<P> = {
  /** What it would do, asked when the dialog opens. */ look: () => Promise<Answer<P>>;
  /** Does it to what the preview named, and says so; answers a problem to show here. */ act: (preview: P) => Promise<Answer<void>>;
  /** Until the preview has come, as a number in words. */ guess: string;
  /** `title` and `submit` with {count}. */ words: { title: string; lead: string; submit: string; busy: string; counting: string };
  /** Of what nothing takes back: its number has to be typed. Both with {count}. */ typed?: { label: string; wrong: string };
  variant?: "primary" | "danger";
  children: (preview: P) => ReactNode;
  onClose: () => void;
  onDone?: (() => void) | undefined;
  returnFocusTo: RefObject<HTMLElement | null>;
  language: Language;
  common: Pick<Sentences["common"], "cancel" | "close">;
};

/** Something for many rows at once: says how many and whose before it does it. */
export function PreviewDialog<P extends { count: number }>({ look, act, guess, words, children, onClose, onDone, ...rest }: Props<P>) {
  const { typed, variant = "primary", returnFocusTo, language, common } = rest;
  const [preview, setPreview] = useState<P | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string>();
  const [isPending, startTransition] = useTransition();
  // The dialog is made anew for each look: what was chosen then is what is counted and done.
  const [asked] = useState({ look, act });
  useEffect(() => {
    let isGone = false;
    void attempted(asked.look()).then((found) => {
      if (isGone) return;
      if (found.ok) setPreview(found.value);
      else setProblem(found.problem);
    });
    return () => {
      isGone = true;
    };
  }, [asked]);

  const count = preview === null ? guess : new Intl.NumberFormat(language).format(preview.count);
  const submit = (form: FormData) => {
    if (preview === null) return;
    if (typed && typedNumber(String(form.get("count") ?? "")) !== String(preview.count)) return setWrong(fill(typed.wrong, { count }));
    setWrong(undefined);
    startTransition(async () => {
      const done = await attempted(asked.act(preview));
      if (!done.ok) return setProblem(done.problem);
      onClose();
      onDone?.();
    });
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      returnFocusTo={returnFocusTo}
      title={fill(words.title, { count })}
      lead={words.lead}
      closeLabel={common.close}
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit(new FormData(event.currentTarget));
        }}
      >
        {preview !== null
          ? children(preview)
          : problem === null && (
              <div role="status" aria-label={words.counting} className="grid gap-2">
                <Bone className="h-5 w-3/4" />
                <Bone className="h-5 w-1/2" />
              </div>
            )}
        {typed && preview !== null && preview.count > 0 && (
          <Field id="preview-count" label={fill(typed.label, { count })} problem={wrong}>
            {(control) => <Input {...control} name="count" inputMode="numeric" autoComplete="off" className="max-w-32" />}
          </Field>
        )}
        {problem && (
          <Notice kind="bad" live>
            {problem}
          </Notice>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button type="submit" variant={variant} disabled={isPending || preview === null || preview.count === 0}>
            {isPending ? words.busy : fill(words.submit, { count })}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Whose, and what: each a line of names with their numbers. */
export const PreviewParts = ({ lists }: { lists: readonly { label: string; parts: readonly string[] }[] }) => (
  <dl className="grid gap-2">
    {lists
      .filter(({ parts }) => parts.length > 0)
      .map(({ label, parts }) => (
        <div key={label} className="grid grid-cols-[8rem_1fr] gap-3">
          <dt className="text-ink-soft">{label}</dt>
          <dd>{parts.join(" · ")}</dd>
        </div>
      ))}
  </dl>
);
