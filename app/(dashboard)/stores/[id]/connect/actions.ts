"use server";

import { revalidatePath } from "next/cache";
import { AppError } from "@/lib/core/errors";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { errorDetail } from "@/lib/i18n/error-details";
import { uiOf } from "@/lib/i18n/ui/ui";
import { connectWooCommerce } from "@/lib/integrations/connections/connect-store";
import { connectionBody } from "@/lib/integrations/connections/wire";
import { getDeps } from "@/lib/runtime";
import { splitFinding } from "./split-finding";
import type { ShownFinding } from "@/components/findings";

export type ConnectField = "address" | "key" | "secret";
export type ConnectProblem = { ok: false; problem?: string; fields?: Partial<Record<ConnectField, string>>; findings?: ShownFinding[] };

const fieldOf = { shop_url: "address", consumer_key: "key", consumer_secret: "secret" } as const;

/** @returns the job to watch, or what is wrong: the first thing to mend first */
export async function connectAction(storeId: string, form: FormData): Promise<{ ok: true; jobId: string | null } | ConnectProblem> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const { t } = uiOf(language);
  const text = (name: ConnectField) => String(form.get(name) ?? "").trim();
  const address = text("address");
  const parsed = connectionBody.safeParse({
    kind: "woocommerce",
    shop_url: address === "" || /^https?:\/\//i.test(address) ? address : `https://${address}`,
    consumer_key: text("key"),
    consumer_secret: text("secret"),
  });
  if (!parsed.success) {
    const wrong = parsed.error.issues.flatMap(({ path: [name] }) => Object.entries(fieldOf).filter(([wire]) => wire === name));
    return { ok: false, fields: Object.fromEntries(wrong.map(([, field]) => [field, t.sync.wizard.missing])) };
  }
  try {
    const asked = parsed.data;
    if (asked.kind !== "woocommerce") throw new AppError("body_invalid");
    const { taskId } = await connectWooCommerce(deps, caller, String(storeId), asked, language);
    revalidatePath("/stores", "layout");
    return { ok: true, jobId: taskId ?? null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const findings = Object.entries(error.fields ?? {}).map(([code, told]) => splitFinding(code, told, language));
    return findings.length > 0 ? { ok: false, findings } : { ok: false, problem: errorDetail(error.code, language) };
  }
}
