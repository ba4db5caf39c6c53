"use client";

import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { isOutage, sawAnswer, sawFailure } from "./connection-state";

/** One memory of answers for the whole dashboard. A question that fails is asked again by whoever asks regularly, not at once. */
export function Queries({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        queryCache: new QueryCache({
          onSuccess: sawAnswer,
          onError: (error) => (isOutage(error) ? sawFailure() : sawAnswer()),
        }),
        defaultOptions: { queries: { retry: false } },
      }),
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
