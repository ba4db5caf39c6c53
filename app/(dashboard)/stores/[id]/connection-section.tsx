import { CircleAlert, CircleCheck, PlugZap, Unplug } from "lucide-react";
import Link from "next/link";
import type { ShownConnection } from "@/lib/sync/connections/show-connection";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { AskFirst } from "@/components/ask-first";
import { Badge } from "@/components/ui/badge";
import { buttonClass } from "@/components/ui/button";
import { Facts } from "@/components/ui/facts";
import { Latin } from "@/components/ui/latin";
import { Section } from "@/components/ui/section";
import { TimeAgo } from "@/components/ui/time-ago";
import { SyncButton } from "../../_components/sync-button";
import { tellDuration } from "../../_data/job-times";
import { tellProblem } from "../../_data/tell-problem";
import { disconnectAction } from "./connection-actions";
import { TestConnection } from "./test-connection";

/** A difference less than this is nobody's trouble. */
const CLOCK_MATTERS_MS = 60_000;

type Props = { storeId: string; connection: ShownConnection | null; now: Date; ui: Ui };

export function ConnectionSection({ storeId, connection, now, ui }: Props) {
  const words = ui.t.sync.connection;
  if (!connection)
    return (
      <Section title={words.title}>
        <p className="max-w-prose text-ink-soft">{words.none}</p>
        <p>
          <Link href={`/stores/${storeId}/connect`} prefetch={false} className={buttonClass("primary")}>
            <PlugZap aria-hidden />
            {words.connect}
          </Link>
        </p>
      </Section>
    );
  return (
    <Section title={words.title}>
      <ConnectionState connection={connection} now={now} ui={ui} />
      <ConnectionFacts connection={connection} now={now} ui={ui} />
      <ConnectionControls storeId={storeId} connection={connection} ui={ui} />
    </Section>
  );
}

type Shown = { connection: ShownConnection; now: Date; ui: Ui };

/** One sentence, and the cure when there is something to cure. */
function ConnectionState({ connection, now, ui: { t, format } }: Shown) {
  const words = t.sync.connection;
  const { address, state, checkedAt, breaker, openUntil } = connection;
  const host = address.replace(/^https?:\/\//, "");
  const problem = connection.problem === null ? null : tellProblem(connection.problem, t.sync.problem);
  if (state === "connected" || !problem)
    return (
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge tone="good" icon={CircleCheck}>
          {t.stores.badge.connected}
        </Badge>
        <span>
          {checkedAt ? fill(words.well, { address: host, time: format.relative(checkedAt, now) }) : fill(words.wellNew, { address: host })}
        </span>
      </p>
    );
  const isRefused = state === "disconnected";
  const sentence = isRefused
    ? fill(words.refused, { address: host, problem: problem.what })
    : breaker === "open" && openUntil
      ? fill(words.resting, { problem: problem.what, time: format.relative(openUntil, now) })
      : fill(words.failing, { problem: problem.what });
  return (
    <div className="grid gap-1">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge tone={isRefused || breaker === "open" ? "bad" : "warn"} icon={isRefused ? Unplug : CircleAlert}>
          {t.stores.badge.unreachable}
        </Badge>
        <span className="font-medium">{sentence}</span>
      </p>
      <p className="text-ink-soft">{problem.fix}</p>
    </div>
  );
}

function ConnectionFacts({ connection, now, ui }: Shown) {
  const { t, format } = ui;
  const words = t.sync.connection;
  const { address, currency, products, skewMs, checkedAt, webhooks } = connection;
  const arrival = webhooks === "active" ? words.webhooksActive : webhooks === "refused" ? words.webhooksRefused : words.webhooksUnknown;
  const money: Record<string, string> = { IRT: t.common.toman, IRR: t.common.rial, IRHT: t.common.thousandToman };
  return (
    <Facts
      facts={[
        { label: words.address, value: <Latin>{address}</Latin> },
        {
          label: words.webhooks,
          value: arrival,
        },
        currency === null ? null : { label: words.currency, value: money[currency] ?? <Latin>{currency}</Latin> },
        products === null ? null : { label: words.products, value: <span className="figures">{format.number(products)}</span> },
        skewMs === null || Math.abs(skewMs) < CLOCK_MATTERS_MS
          ? null
          : {
              label: words.clock,
              value: fill(skewMs > 0 ? words.clockAhead : words.clockBehind, { time: tellDuration(Math.abs(skewMs), ui) }),
            },
        connection.state === "connected"
          ? null
          : { label: words.checked, value: <TimeAgo at={checkedAt} now={now} format={format} otherwise={t.common.never} /> },
      ]}
    />
  );
}

function ConnectionControls({ storeId, connection: { address, kind, state }, ui: { t } }: { storeId: string } & Omit<Shown, "now">) {
  const words = t.sync.actions;
  const isRefused = state === "disconnected";
  return (
    <TestConnection
      storeId={storeId}
      t={words}
      before={
        !isRefused && (
          <>
            <SyncButton storeId={storeId} kind={kind} mode="full" isMain label={words.syncNow} />
            <SyncButton storeId={storeId} kind={kind} mode="reconcile" label={words.checkNow} hint={words.checkHint} />
          </>
        )
      }
      after={
        <>
          <Link href={`/stores/${storeId}/connect`} prefetch={false} className={buttonClass(isRefused ? "primary" : "plain")}>
            {t.sync.connection.change}
          </Link>
          <AskFirst
            act={disconnectAction.bind(null, storeId)}
            t={{
              open: words.disconnect,
              title: fill(words.disconnectTitle, { address: address.replace(/^https?:\/\//, "") }),
              lead: words.disconnectLead,
              submit: words.disconnect,
              busy: words.disconnecting,
              keep: t.common.cancel,
              close: t.common.close,
            }}
          />
        </>
      }
    />
  );
}
