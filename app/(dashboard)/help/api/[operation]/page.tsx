import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { currentCaller } from "@/lib/http/current-caller";
import { listOperations } from "@/lib/http/list-operations";
import { currentLanguage } from "@/lib/http/preferences";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Latin } from "@/components/ui/latin";
import { PageHeader } from "@/components/ui/page-header";
import { OperationPart } from "../_components/operation-part";

type Props = { params: Promise<{ operation: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).operation };
}

/** One request of the API; its address is a link to send. */
export default async function OperationPage({ params }: Props) {
  const [{ env }, language, { operation: id }] = await Promise.all([getDeps(), currentLanguage(), params, currentCaller()]);
  const operation = listOperations().find((one) => one.id === id);
  if (!operation) notFound();
  const ui = uiOf(language);
  const { t } = ui;
  return (
    <>
      <Breadcrumbs
        label={t.common.breadcrumbs}
        above={[
          { href: "/help", label: t.help.title },
          { href: "/help/api", label: t.help.api.title },
        ]}
        here={id}
      />
      <PageHeader
        title={
          <Latin isCode className="break-all">
            {operation.method} {operation.path}
          </Latin>
        }
        state={
          <p dir="ltr" lang="en" className="text-page">
            {operation.summary}
          </p>
        }
      />
      <OperationPart operation={operation} publicUrl={env.PUBLIC_URL} ui={ui} />
    </>
  );
}
