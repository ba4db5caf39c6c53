"use client";

import { LogOut } from "lucide-react";
import { useTransition } from "react";
import { leave } from "./leave";

export function SignOutButton({ label, noAnswer }: { label: string; noAnswer: string }) {
  const [isPending, startTransition] = useTransition();
  return (
    <button
      type="button"
      aria-disabled={isPending || undefined}
      onClick={() => {
        if (!isPending) startTransition(() => leave(noAnswer));
      }}
      className="flex min-h-9 items-center gap-2 rounded px-2 text-sm font-medium text-ink-soft hover:bg-sunken hover:text-ink"
    >
      <LogOut aria-hidden className="size-4 mirror" />
      {label}
    </button>
  );
}
