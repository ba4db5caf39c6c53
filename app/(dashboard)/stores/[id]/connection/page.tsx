import type { Metadata } from "next";
import { AppError } from "@/lib/core/errors";
import { currentLanguage } from "@/lib/http/preferences";
import { uiOf } from "@/lib/i18n/ui/ui";
import { showConnection } from "@/lib/sync/connections/show-connection";
import { listJobs } from "@/lib/sync/jobs/show-job";
import { listSchedules } from "@/lib/sync/schedules/list-schedules";
import { jobQuery, jobsUrl } from "../../../jobs/filters";
import { HowToConnect, PluginIsOptional } from "../../_components/how-to-connect";
import { webhookHealth } from "../../_data/webhook-health";
import { ConnectionSection } from "../connection-section";
import { LastJobs } from "../last-jobs";
import { readStorePage } from "../read-store-page";
import { ScheduleSection } from "../schedule-section";
import { StoreHeader } from "../store-header";
import { WebhookSection } from "../webhook-section";

const SHOWN_JOBS = 5;

export async function generateMetadata(): Promise<Metadata> {
  return { title: uiOf(await currentLanguage()).t.settings.places.connection };
}

/** How the hub reaches the shop, when it looks by itself, and what came of it; or how a plugin does without. */
export default async function ConnectionPage({ params }: { params: Promise<{ id: string }> }) {
  const { caller, deps, ui, now, store, overview } = await readStorePage((await params).id);
  const { id } = store;
  const lastJobs = jobQuery({ storeId: id, limit: SHOWN_JOBS });
  const [connection, schedules, jobs] = await Promise.all([
    showConnection(deps, caller, id).catch((error: unknown) => {
      if (error instanceof AppError && error.code === "connection_not_found") return null;
      throw error;
    }),
    listSchedules(deps, caller, id),
    listJobs(deps, caller, lastJobs),
  ]);
  const topics = connection ? await webhookHealth(deps, caller, id, connection) : [];
  return (
    <>
      <StoreHeader store={store} overview={overview} here="connection" now={now} ui={ui} />
      <div className="grid grid-cols-1 gap-8 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid min-w-0 grid-cols-1 content-start gap-8">
          <ConnectionSection storeId={id} connection={connection} now={now} ui={ui} />
          {(connection || jobs.rows.length > 0) && <LastJobs storeId={id} jobs={jobs.rows} url={jobsUrl(lastJobs)} now={now} ui={ui} />}
          {connection && <WebhookSection topics={topics} healedAt={connection.webhooksHealedAt} now={now} ui={ui} />}
        </div>
        <div className="grid min-w-0 grid-cols-1 content-start gap-8">
          {connection && schedules.length > 0 && (
            <ScheduleSection storeId={id} schedules={schedules} isStopped={connection.state === "disconnected"} now={now} ui={ui} />
          )}
          {connection === null && <HowToConnect hubAddress={deps.env.PUBLIC_URL} ui={ui} />}
          {connection?.kind === "woocommerce" && overview.tokens === 0 && <PluginIsOptional ui={ui} />}
        </div>
      </div>
    </>
  );
}
