"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { attempt, type Attempt } from "@/app/_actions/attempt";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { uiOf } from "@/lib/i18n/ui/ui";
import { judge } from "@/lib/knowledge/judgements/judge";
import { MAX_MEASURED_AT_ONCE, measureQueries, type Measured } from "@/lib/knowledge/judgements/measure";
import { verdicts } from "@/lib/knowledge/judgements/wire";
import { getDeps } from "@/lib/runtime";
import { keptFilters } from "./filters";

const judgement = z.object({
  productId: z.uuid(),
  query: z.string().trim().min(1).max(1_000),
  filters: keptFilters,
  rank: z.number().int().min(1).max(50),
  score: z.number().min(0).max(10),
  verdict: z.enum(verdicts).nullable(),
});
const targets = z.array(z.object({ storeId: z.uuid(), queryKey: z.string().length(64) })).max(MAX_MEASURED_AT_ONCE);

/** Whose product it is, the use case checks. */
export async function judgeAction(given: z.input<typeof judgement>): Promise<Attempt<void>> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const parsed = judgement.safeParse(given);
  if (!parsed.success) return { ok: false, problem: uiOf(language).t.common.unknownError };
  const { filters, ...rest } = parsed.data;
  const said = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
  const judged = await attempt(language, () => judge(deps, caller, { ...rest, filters: said }));
  if (judged.ok) {
    revalidatePath("/knowledge");
    revalidatePath("/knowledge/judged");
  }
  return judged;
}

/** A few of the judged queries at a time, so that whoever waits sees it move. */
export async function measureAction(given: z.input<typeof targets>): Promise<Attempt<Measured[]>> {
  const [caller, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const parsed = targets.safeParse(given);
  if (!parsed.success) return { ok: false, problem: uiOf(language).t.common.unknownError };
  return attempt(language, () => measureQueries(deps, caller, parsed.data));
}
