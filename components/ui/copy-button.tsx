"use client";

import { clsx } from "clsx";
import { Check, Copy, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { buttonClass } from "./button";

const SHOWN_MS = 2_000;

type Props = {
  text: string;
  label: string;
  copied: string;
  failed: string;
  /** Shows the text itself, as an id to click. */ isId?: boolean;
  /** The label is read, not shown. */ isIcon?: boolean;
  /** Takes the keyboard when it comes: what made it come is gone. */ isFirst?: boolean;
  className?: string;
};

/** Copies, and says so to eyes and ears. */
export function CopyButton({ text, label, copied, failed, isId = false, isIcon = false, isFirst = false, className }: Props) {
  const [outcome, setOutcome] = useState<"copied" | "failed" | null>(null);
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome("copied");
    } catch {
      // Browsers refuse the clipboard on plain http from another host: say how to go on.
      setOutcome("failed");
    }
    setTimeout(() => setOutcome(null), SHOWN_MS);
  }
  const Icon = outcome === "copied" ? Check : outcome === "failed" ? TriangleAlert : Copy;
  const face = isId
    ? "inline-flex max-w-full items-center gap-1 rounded text-start font-mono text-[0.95em] hover:text-accent [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:text-ink-soft"
    : buttonClass("plain", isIcon ? "px-2" : undefined);
  return (
    <button
      type="button"
      autoFocus={isFirst}
      onClick={copy}
      aria-label={isId || isIcon ? label : undefined}
      title={isIcon ? label : undefined}
      className={clsx(face, className)}
    >
      {isId && (
        <bdi dir="ltr" className="truncate">
          {text}
        </bdi>
      )}
      <Icon aria-hidden />
      {!isId && !isIcon && (outcome === "copied" ? copied : label)}
      <span role="status" className="sr-only">
        {outcome === "copied" ? copied : outcome === "failed" ? failed : ""}
      </span>
    </button>
  );
}
