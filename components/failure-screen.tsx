"use client";

import { useSyncExternalStore } from "react";
import { failureEn, failureFa } from "@/lib/i18n/ui/failure";
import { Button } from "./ui/button";

const subscribe = () => () => undefined;

/**
 * What happened, what it means, what to do. An error boundary gets nothing from the server, so the language is read from
 * the document.
 */
export function FailureScreen({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  const language = useSyncExternalStore(
    subscribe,
    () => document.documentElement.lang,
    () => "fa",
  );
  const t = language === "en" ? failureEn : failureFa;
  return (
    <div role="alert" className="mx-auto grid max-w-lg justify-items-start gap-4 px-4 py-16">
      <h1 className="text-xl font-semibold">{t.title}</h1>
      <p>{t.body}</p>
      <p className="text-ink-soft">
        {t.next}{" "}
        {error.digest && (
          <bdi dir="ltr" className="font-mono">
            {error.digest}
          </bdi>
        )}
      </p>
      <Button variant="primary" onClick={retry}>
        {t.retry}
      </Button>
    </div>
  );
}
