"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { JumpAnswer } from "@/lib/operations/jump/wire";
import { askJson } from "../connection-state";

const FRESH_MS = 30_000;

/** What the hub finds for the text. The last answer stays until the next is there; a question nobody waits for is given up. */
export function useJumps(text: string) {
  return useQuery({
    queryKey: ["jump", text],
    enabled: text !== "",
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => (await askJson(`/api/v1/jump/?q=${encodeURIComponent(text)}`, signal)) as JumpAnswer,
  });
}
