"use client";

import { Search } from "lucide-react";
import { useId, useRef, useState, useTransition } from "react";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { attempted } from "@/components/ui/answered";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { findNamesAction } from "./actions";

type Props = {
  storeId: string;
  kind: "category" | "tag";
  label: string;
  hint: string;
  empty: string;
  /** Offered at once; the others are found by name. */
  all: readonly string[];
  /** There are products, so there may be other names. */ canFind: boolean;
  on: readonly string[];
  find: string;
  t: Sentences["settings"]["visibility"];
};

/** Names to tick: those of the newest products, and any other of the catalogue that is looked for. */
export function NameTicks({ storeId, kind, label, hint, empty, all, canFind, on, find, t }: Props) {
  const id = useId();
  const typed = useRef<HTMLInputElement>(null);
  const [found, setFound] = useState<readonly string[]>([]);
  const [told, setTold] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const look = () => {
    const text = typed.current?.value.trim() ?? "";
    if (text === "") return;
    startTransition(async () => {
      const names = await attempted(findNamesAction(storeId, kind, text));
      setProblem(names.ok ? null : names.problem);
      if (!names.ok) return setTold("");
      setTold(names.value.length === 0 ? fill(t.foundNone, { text }) : fill(t.found, { text }));
      // What was found before stays, so that no tick is lost.
      setFound((before) => [...new Set([...names.value, ...before])]);
    });
  };
  const offered = [...new Set([...found, ...all])];
  return (
    <fieldset className="grid gap-2">
      <legend className="font-medium">{label}</legend>
      <p className="text-sm text-ink-soft">{canFind || all.length > 0 ? hint : empty}</p>
      {offered.length > 0 && (
        <div className="grid max-h-64 gap-x-4 gap-y-1 overflow-y-auto rounded border border-line p-3 sm:grid-cols-2 lg:grid-cols-3">
          {offered.map((one) => (
            <label key={one} className="flex min-h-7 items-center gap-2">
              <input type="checkbox" name={kind} value={one} defaultChecked={on.includes(one)} className="size-5 shrink-0 accent-accent" />
              <bdi className="min-w-0 break-words">{one}</bdi>
            </label>
          ))}
        </div>
      )}
      {canFind && (
        <>
          <label htmlFor={id} className="text-sm">
            {find}
          </label>
          <div className="flex max-w-md gap-2">
            <Input
              ref={typed}
              id={id}
              type="search"
              maxLength={200}
              // Not a part of the rules: neither does writing here change them, nor does Enter send them.
              onChange={(event) => event.stopPropagation()}
              onKeyDown={(event) => {
                if (event.key !== "Enter") return;
                event.preventDefault();
                look();
              }}
            />
            <Button onClick={look} disabled={isPending}>
              <Search aria-hidden />
              {isPending ? t.finding : t.find}
            </Button>
          </div>
          <p role="status" className="text-sm text-ink-soft empty:hidden">
            {told}
          </p>
          {problem && (
            <Notice kind="bad" live>
              {problem}
            </Notice>
          )}
        </>
      )}
    </fieldset>
  );
}
