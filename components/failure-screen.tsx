"use client";

import { useSyncExternalStore } from "react";
import { failureEn, failureFa } from "@/lib/i18n/ui/failure";
import { Button } from "./ui/button";
import { CopyButton } from "./ui/copy-button";

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
  const isOnline = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  const t = language === "en" ? failureEn : failureFa;
  return (
    <div role="alert" className="mx-auto grid max-w-lg justify-items-start gap-4 px-4 py-16">
      <h1 className="text-xl font-semibold">{t.title}</h1>
      <p>{isOnline ? t.body : t.offline}</p>
      {isOnline && <p className="text-ink-soft">{error.digest ? t.next : t.nextNoCode}</p>}
      {error.digest && (
        <p className="flex flex-wrap items-center gap-x-2">
          {t.code}
          <CopyButton isId text={error.digest} label={`${t.copyCode}: ${error.digest}`} copied={t.copied} failed={t.copyFailed} />
        </p>
      )}
      <Button variant="primary" onClick={retry}>
        {t.retry}
      </Button>
    </div>
  );
}
