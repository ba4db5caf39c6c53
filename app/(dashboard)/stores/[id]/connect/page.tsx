import { clsx } from "clsx";
import { CircleCheck, CircleDashed } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { showStore } from "@/lib/access/stores/stores";
import type { Caller } from "@/lib/access/caller";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { showConnection } from "@/lib/sync/connections/show-connection";
import { BackLink } from "@/components/ui/back-link";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { ConnectForm } from "./connect-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: uiOf(await currentLanguage()).t.sync.wizard.title };
}

async function readStore(deps: Pick<Deps, "db" | "now">, caller: Caller, id: string) {
  try {
    const { name } = await showStore(deps, caller, id);
    const connection = await showConnection(deps, caller, id).catch((error: unknown) => {
      if (error instanceof AppError && error.code === "connection_not_found") return null;
      throw error;
    });
    return { name, connection };
  } catch (error) {
    if (error instanceof AppError && error.code === "store_not_found") notFound();
    throw error;
  }
}

/** Left: where to click in the shop. Right: what to paste here. */
export default async function ConnectStorePage({ params }: { params: Promise<{ id: string }> }) {
  const [{ id }, caller, deps, language] = await Promise.all([params, currentCaller(), getDeps(), currentLanguage()]);
  const { t } = uiOf(language);
  const words = t.sync.wizard;
  const { name, connection } = await readStore(deps, caller, id);
  return (
    <>
      <BackLink href={`/stores/${id}`}>{words.back}</BackLink>
      <PageHeader title={words.title} state={<p>{fill(words.lead, { store: name })}</p>} />
      {connection && <Notice kind="info">{fill(words.replace, { address: connection.address.replace(/^https?:\/\//, "") })}</Notice>}
      <Section title={words.kind}>
        <ul className="grid gap-2 sm:max-w-2xl">
          <li className="flex items-center gap-2 font-medium">
            <CircleCheck aria-hidden className="size-4 shrink-0 text-good" />
            {words.woocommerce}
          </li>
          <li className="flex items-start gap-2 text-ink-soft">
            <CircleDashed aria-hidden className="mt-1 size-4 shrink-0" />
            <span>
              {words.shopify}: {words.shopifyLater}
            </span>
          </li>
        </ul>
      </Section>
      <div className="grid grid-cols-1 gap-8 lg:grid-cols-2">
        <Section title={words.stepsTitle}>
          <ol
            className={clsx(
              "grid gap-2 ps-5 marker:font-medium marker:text-ink-soft",
              language === "fa" ? "list-[persian]" : "list-decimal",
            )}
          >
            <li>{words.stepOne}</li>
            <li>{words.stepTwo}</li>
            <li>{words.stepThree}</li>
          </ol>
        </Section>
        <Section title={words.formTitle}>
          <ConnectForm storeId={id} address={connection?.kind === "woocommerce" ? connection.address : ""} t={words} />
        </Section>
      </div>
    </>
  );
}
