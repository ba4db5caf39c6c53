import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import type { Caller } from "@/lib/access/caller";
import { showStore } from "@/lib/access/stores/stores";
import { listTokens } from "@/lib/access/tokens/list-tokens";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { driftOf, listDigests, listWaitingGone } from "@/lib/integrations/digest/drift";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { showConnection, type ShownConnection } from "@/lib/sync/connections/show-connection";
import { listJobs } from "@/lib/sync/jobs/show-job";
import { listSchedules } from "@/lib/sync/schedules/list-schedules";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Latin } from "@/components/ui/latin";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { singles, type Search } from "../../_data/address";
import { jobQuery, jobsUrl } from "../../jobs/filters";
import { HowToConnect, PluginIsOptional } from "../_components/how-to-connect";
import { StoreBadge, storeSentence } from "../_components/store-state";
import { storeOverviews } from "@/lib/operations/overview/store-overviews";
import { readTypedShop } from "../_data/typed-shop";
import { webhookHealth } from "../_data/webhook-health";
import { ChooseWay } from "./choose-way";
import { ConnectionSection } from "./connection-section";
import { DecideGone } from "./decide-gone";
import { DigestHistory, DriftSection } from "./drift-section";
import { LastJobs } from "./last-jobs";
import { ScheduleSection } from "./schedule-section";
import { StoreTokens } from "./store-tokens";
import { WebhookSection } from "./webhook-section";

const SHOWN_DIGESTS = 10;
const SHOWN_GONE = 20;
const MAX_TOKENS = 50;
const SHOWN_JOBS = 5;
const linkLook = "font-medium text-accent underline-offset-4 hover:underline";

export async function generateMetadata(): Promise<Metadata> {
  return { title: uiOf(await currentLanguage()).t.stores.title };
}

async function findStore(deps: Pick<Deps, "db">, caller: Caller, id: string) {
  try {
    return await showStore(deps, caller, id);
  } catch (error) {
    if (error instanceof AppError && error.code === "store_not_found") notFound();
    throw error;
  }
}

async function findConnection(deps: Pick<Deps, "db" | "now">, caller: Caller, id: string): Promise<ShownConnection | null> {
  try {
    return await showConnection(deps, caller, id);
  } catch (error) {
    if (error instanceof AppError && error.code === "connection_not_found") return null;
    throw error;
  }
}

type Props = { params: Promise<{ id: string }>; searchParams: Search };

/** `?shop=` is what somebody said of a store they have just made. */
export default async function StorePage({ params, searchParams }: Props) {
  const [{ id }, given, caller, deps, language] = await Promise.all([
    params,
    searchParams.then(singles),
    currentCaller(),
    getDeps(),
    currentLanguage(),
  ]);
  const ui = uiOf(language);
  const { t, format } = ui;
  const words = t.stores.decide;
  const store = await findStore(deps, caller, id);
  const now = deps.now();
  const lastJobs = jobQuery({ storeId: id, limit: SHOWN_JOBS });
  const [overviews, digests, connection, schedules, jobs, tokens] = await Promise.all([
    storeOverviews(deps, caller, [id]),
    listDigests(deps, caller, id, SHOWN_DIGESTS),
    findConnection(deps, caller, id),
    listSchedules(deps, caller, id),
    listJobs(deps, caller, lastJobs),
    listTokens(deps, caller, {
      ...{ q: undefined, userId: undefined, integrationType: undefined, isActive: undefined, cursor: undefined },
      storeId: id,
      limit: MAX_TOKENS,
    }),
  ]);
  const overview = overviews.get(store.id);
  if (!overview) notFound();
  const topics = connection ? await webhookHealth(deps, caller, id, connection) : [];
  const isNew = connection === null && overview.tokens === 0;
  const [last] = digests;
  const drift = driftOf(last);
  const gone = last && drift.waiting !== null ? await listWaitingGone(deps, caller, last.id, SHOWN_GONE) : [];
  const waiting = format.number(drift.waiting ?? 0);
  return (
    <>
      <Breadcrumbs label={t.common.breadcrumbs} above={[{ href: "/stores", label: t.stores.title }]} here={store.name} />
      <PageHeader
        title={<bdi>{store.name}</bdi>}
        state={
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <StoreBadge store={overview} now={now} ui={ui} />
            <span>{storeSentence(overview, now, ui)}</span>
          </p>
        }
      />
      <p className="flex flex-wrap gap-x-6 gap-y-1">
        <Link href={`/products?store=${store.id}`} prefetch={false} className={linkLook}>
          {t.stores.detail.products}
        </Link>
        <Link href={`/events?store=${store.id}`} prefetch={false} className={linkLook}>
          {t.stores.detail.events}
        </Link>
        {caller.role === "ADMIN" && (
          <span className="text-ink-soft">
            {t.stores.detail.owner}: <Latin>{store.owner.email}</Latin>
          </span>
        )}
      </p>
      {last && drift.waiting !== null && (
        <Notice kind="warn">
          <div className="grid gap-3">
            <h2 className="text-lg font-semibold">{fill(words.title, { count: waiting })}</h2>
            <p>{fill(words.lead, { time: drift.checkedAt ? format.relative(drift.checkedAt, now) : "" })}</p>
            <div className="grid gap-1">
              <p className="text-sm font-medium">{words.sample}</p>
              <ul className="grid list-disc gap-0.5 ps-5 text-sm sm:grid-cols-2">
                {gone.map((product) => (
                  <li key={product.id}>
                    <Link href={`/products/${product.id}`} prefetch={false} className="underline underline-offset-4">
                      <bdi>{product.title || product.externalId}</bdi>
                    </Link>
                  </li>
                ))}
              </ul>
              {drift.waiting > gone.length && (
                <p className="text-sm">{fill(words.more, { count: format.number(drift.waiting - gone.length) })}</p>
              )}
            </div>
            <DecideGone runId={last.id} dialogTitle={fill(words.dialogTitle, { count: waiting })} t={words} common={t.common} />
          </div>
        </Notice>
      )}
      <div className="grid grid-cols-1 gap-8 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid min-w-0 grid-cols-1 content-start gap-8">
          {isNew ? (
            <ChooseWay storeId={id} shop={readTypedShop(given.shop ?? "") ?? ""} ui={ui} />
          ) : (
            <ConnectionSection storeId={id} connection={connection} now={now} ui={ui} />
          )}
          {(connection || jobs.rows.length > 0) && <LastJobs storeId={id} jobs={jobs.rows} url={jobsUrl(lastJobs)} now={now} ui={ui} />}
          {connection && <WebhookSection topics={topics} healedAt={connection.webhooksHealedAt} now={now} ui={ui} />}
          {!isNew && <DriftSection drift={drift} isFetched={connection !== null} now={now} ui={ui} />}
          {digests.length > 0 && <DigestHistory digests={digests} now={now} ui={ui} />}
        </div>
        <div className="grid min-w-0 grid-cols-1 content-start gap-8">
          {connection && schedules.length > 0 && (
            <ScheduleSection storeId={id} schedules={schedules} isStopped={connection.state === "disconnected"} now={now} ui={ui} />
          )}
          {/* Without a connection no token means that nothing arrives; with one, that there is no plugin. */}
          {(tokens.rows.length > 0 || (connection === null && !isNew)) && (
            <StoreTokens tokens={tokens.rows} manageHref={caller.role === "ADMIN" ? `/tokens?store=${store.id}` : null} now={now} ui={ui} />
          )}
          {connection === null && <HowToConnect hubAddress={deps.env.PUBLIC_URL} ui={ui} />}
          {connection?.kind === "woocommerce" && overview.tokens === 0 && <PluginIsOptional ui={ui} />}
        </div>
      </div>
    </>
  );
}
