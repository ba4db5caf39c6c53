import { syncConnectionEn, syncConnectionFa } from "./sync-connection";
import { syncJobsEn, syncJobsFa } from "./sync-jobs";
import { syncProblemsEn, syncProblemsFa } from "./sync-problems";
import type { Translated } from "./translated";
import { wizardEn, wizardFa } from "./wizard";

/** Connections to shops, and the looks at them. */
export const syncEn = { ...syncConnectionEn, ...syncJobsEn, wizard: wizardEn, problem: syncProblemsEn } as const;

export const syncFa: Translated<typeof syncEn> = { ...syncConnectionFa, ...syncJobsFa, wizard: wizardFa, problem: syncProblemsFa };
