"use client";

import { LogOut } from "lucide-react";
import { signOut } from "next-auth/react";
import { useTransition } from "react";

export function SignOutButton({ label }: { label: string }) {
  const [isPending, startTransition] = useTransition();
  return (
    <button
      type="button"
      disabled={isPending}
      onClick={() => startTransition(async () => void (await signOut({ callbackUrl: "/sign-in" })))}
      className="flex min-h-9 items-center gap-2 rounded px-2 text-sm font-medium text-ink-soft hover:bg-sunken hover:text-ink"
    >
      <LogOut aria-hidden className="size-4 mirror" />
      {label}
    </button>
  );
}
