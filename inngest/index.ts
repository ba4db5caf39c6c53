import type { InngestFunction } from "inngest";
import { drainStore } from "./functions/drain-store";
import { embedTexts } from "./functions/embed-texts";
import { keepHouse } from "./functions/keep-house";
import { retryStore } from "./functions/retry-store";
import { planSyncs } from "./functions/plan-syncs";
import { resumeSync } from "./functions/resume-sync";
import { runSync } from "./functions/run-sync";
import { sweep } from "./functions/sweep";

/** Every function of the product: the same for both engines. */
export const functions: InngestFunction.Like[] = [drainStore, retryStore, embedTexts, runSync, resumeSync, planSyncs, sweep, keepHouse];
