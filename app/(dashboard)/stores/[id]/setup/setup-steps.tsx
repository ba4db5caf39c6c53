"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleDashed, CircleDot } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { Language } from "@/lib/i18n/language";
import { formatOf } from "@/lib/i18n/format";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { Badge } from "@/components/ui/badge";
import { askJson, currentConnection } from "../../../_components/connection-state";
import { FirstMessage } from "./first-message";
import { FirstProducts } from "./first-products";
import { MakeToken } from "./make-token";
import type { SetupNow } from "./setup-now";

/** Asked this often while things come in; each answer like the one before waits longer. A hidden tab does not ask. */
const QUICKEST_MS = 1_500;
const SLOWEST_MS = 15_000;
const GROWTH = 1.3;

type Props = {
  storeId: string;
  first: SetupNow;
  language: Language;
  t: Sentences["setup"];
  /** What to do in the first two steps. */ plugin: ReactNode;
  keys: ReactNode;
  canMakeTokens: boolean;
  common: { copy: string; copied: string; copyFailed: string };
};
type Seen = { setup: SetupNow; quietAnswers: number };

/** Each step is as far as the facts say: what the hub has, not what was clicked. */
export function SetupSteps({ storeId, first, language, t, plugin, keys, canMakeTokens, common }: Props) {
  // A token that was just made is shown until somebody has copied it, however far the shop is by then.
  const [isHeld, setHeld] = useState(false);
  const url = `/api/v1/stores/${storeId}/setup/`;
  const { data, isError } = useQuery<Seen>({
    queryKey: [url],
    initialData: { setup: first, quietAnswers: 0 },
    queryFn: async ({ signal, client, queryKey }) => {
      const before = client.getQueryData<Seen>(queryKey);
      const setup = (await askJson(url, signal)) as SetupNow;
      const isQuiet = JSON.stringify(before?.setup) === JSON.stringify(setup);
      return { setup, quietAnswers: isQuiet ? (before?.quietAnswers ?? 0) + 1 : 0 };
    },
    refetchInterval: ({ state }) =>
      Math.min(QUICKEST_MS * GROWTH ** ((state.data?.quietAnswers ?? 0) + 3 * currentConnection().failures), SLOWEST_MS),
  });
  const { setup } = data;
  const format = formatOf(language);
  const values = { count: format.number(setup.products), waiting: format.number(setup.waiting) };
  const isIn = setup.tokens > 0 || setup.has_connection;
  const isHeard = !["token", "message"].includes(setup.step);
  const isThere = ["sync", "done"].includes(setup.step);
  const keyStep = (
    <>
      {keys}
      <details>
        <summary className="w-fit cursor-pointer py-1 font-medium text-accent">{t.key.byHand}</summary>
        <div className="grid gap-3 pt-2">
          <p className="text-ink-soft">{canMakeTokens ? t.key.byHandLead : t.key.owner}</p>
          {canMakeTokens && <MakeToken storeId={storeId} t={t.key} common={common} onHold={setHeld} />}
        </div>
      </details>
    </>
  );
  const steps = [
    { key: "plugin", title: t.plugin.title, isDone: isIn, body: plugin },
    { key: "key", title: t.key.title, isDone: isIn, body: keyStep },
    {
      key: "message",
      title: t.message.title,
      isDone: isHeard,
      body: <FirstMessage storeId={storeId} setup={setup} format={format} t={t.message} />,
    },
    {
      key: "products",
      title: t.products.title,
      isDone: setup.step === "done",
      body: <FirstProducts storeId={storeId} setup={setup} format={format} t={t.products} />,
    },
  ];
  const now = isThere ? 3 : steps.findIndex(({ isDone }) => !isDone);
  return (
    <div className="grid gap-6">
      <p role="status" className="text-lg">
        {isError ? t.offline : fill(t.lead[setup.is_active ? setup.step : "off"], values)}
      </p>
      <ol aria-label={t.label} className="grid max-w-3xl gap-6">
        {steps.map(({ key, title, isDone, body }, at) => {
          // The first two are one evening's work: what is to do in the second is seen while the first is done.
          const isOpen = at === now || (at === 1 && isHeld) || (now === 0 && at === 1) || (at === 3 && isThere);
          return (
            <li key={key} id={key} aria-current={at === now && !isDone ? "step" : undefined} className="grid scroll-mt-16 gap-3">
              <div className="flex flex-wrap items-center gap-3">
                <h2 className="text-lg font-semibold">
                  {format.number(at + 1)}. {title}
                </h2>
                {isDone ? (
                  <Badge tone="good" icon={CircleCheck}>
                    {t.step.done}
                  </Badge>
                ) : isOpen ? (
                  <Badge tone="accent" icon={CircleDot}>
                    {t.step.now}
                  </Badge>
                ) : (
                  <Badge tone="neutral" icon={CircleDashed}>
                    {t.step.later}
                  </Badge>
                )}
              </div>
              {isOpen && body}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
