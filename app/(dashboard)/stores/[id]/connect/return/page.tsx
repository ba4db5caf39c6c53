import type { Metadata } from "next";
import Link from "next/link";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { buttonClass } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { finishAction } from "../actions";
import { readStore } from "../read-store";
import { Finish } from "./finish";

/** The address holds the state: no other site may learn it from a Referer. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: uiOf(await currentLanguage()).t.sync.wizard.return.title, referrer: "no-referrer" };
}

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Where a WooCommerce shop sends its owner back to: ?success=1 or 0, and in `user_id` the state. */
export default async function ReturnPage({ params, searchParams }: Props) {
  const [{ id }, { success, user_id: state }, deps, language] = await Promise.all([params, searchParams, getDeps(), currentLanguage()]);
  const isWhole = typeof success === "string" && typeof state === "string";
  const query = isWhole ? `?${new URLSearchParams({ success, user_id: state })}` : "";
  const caller = await currentCaller(`/stores/${id}/connect/return${query}`);
  const { t } = uiOf(language);
  const words = t.sync.wizard;
  const { name } = await readStore(deps, caller, id);
  const startOver = `/stores/${id}/connect?kind=woocommerce`;
  return (
    <>
      <Breadcrumbs
        label={t.common.breadcrumbs}
        above={[
          { href: "/stores", label: t.stores.title },
          { href: `/stores/${id}`, label: name },
        ]}
        here={words.return.title}
      />
      <PageHeader title={words.return.title} state={<p>{name}</p>} />
      {isWhole && success === "1" ? (
        <Finish act={finishAction.bind(null, state)} startOver={startOver} t={words} />
      ) : (
        <>
          <Notice kind={success === "0" ? "info" : "warn"}>{success === "0" ? words.return.refused : words.return.incomplete}</Notice>
          <p>
            <Link href={startOver} prefetch={false} className={buttonClass("primary")}>
              {words.return.over}
            </Link>
          </p>
        </>
      )}
    </>
  );
}
