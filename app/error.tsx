"use client";

import { startTransition } from "react";
import { useRouter } from "next/navigation";
import { FailureScreen } from "@/components/failure-screen";

/** Asks the server again before drawing again: drawing the same failed answer would fail the same way. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const router = useRouter();
  return (
    <FailureScreen
      error={error}
      retry={() =>
        startTransition(() => {
          router.refresh();
          reset();
        })
      }
    />
  );
}
