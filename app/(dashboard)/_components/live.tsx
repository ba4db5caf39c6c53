"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowUp, Radio, WifiOff } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { fingerprintOf } from "../_data/fingerprint";
import { askJson, currentConnection } from "./connection-state";

/** Asked this often while things move; each quiet answer waits longer, up to the slowest. A hidden tab does not ask. */
const QUICKEST_MS = 1_500;
const SLOWEST_MS = 20_000;
const GROWTH = 1.4;
/** Further down than this somebody is reading: the page must not move under them. */
const READING_PX = 160;

type Props = { /** JSON about the rows of this page. */ url: string; fingerprint: string; t: Sentences["events"]["live"] };
type Seen = { fingerprint: string; quietAnswers: number; isReading: boolean };
type Answer = { results: Parameters<typeof fingerprintOf>[0] } | Parameters<typeof fingerprintOf>[0][number];

async function look(url: string, signal: AbortSignal): Promise<string> {
  const body = (await askJson(url, signal)) as Answer;
  return fingerprintOf("results" in body ? body.results : [body]);
}

function Watch({ url, fingerprint, t }: Props) {
  const router = useRouter();
  const [isRefreshing, startTransition] = useTransition();
  const { data, isError } = useQuery<Seen>({
    queryKey: [url],
    queryFn: async ({ signal, client, queryKey }) => {
      const before = client.getQueryData<Seen>(queryKey);
      const now = await look(url, signal);
      const isReading = window.scrollY > READING_PX;
      if (now !== fingerprint && !isReading) startTransition(() => router.refresh());
      return { fingerprint: now, isReading, quietAnswers: before?.fingerprint === now ? before.quietAnswers + 1 : 0 };
    },
    refetchInterval: ({ state }) =>
      Math.min(QUICKEST_MS * GROWTH ** ((state.data?.quietAnswers ?? 0) + 3 * currentConnection().failures), SLOWEST_MS),
  });
  const hasNews = data !== undefined && data.fingerprint !== fingerprint && data.isReading && !isRefreshing;

  if (isError)
    return (
      <Badge tone="warn" icon={WifiOff}>
        {t.offline}
      </Badge>
    );
  if (hasNews) {
    return (
      <Button
        className="fixed start-1/2 bottom-4 z-20 shadow-float ltr:-translate-x-1/2 rtl:translate-x-1/2"
        variant="primary"
        onClick={() => {
          window.scrollTo({ top: 0 });
          startTransition(() => router.refresh());
        }}
      >
        <ArrowUp aria-hidden />
        {t.news}
      </Button>
    );
  }
  return (
    <Badge tone="accent" icon={Radio}>
      {t.on}
    </Badge>
  );
}

/** Keeps a server-rendered page true: asks a small JSON question, and asks for the page again only when the answer differs. */
export function Live(props: Props) {
  return (
    <span role="status">
      <Watch {...props} />
    </span>
  );
}
