import { getDeps } from "@/lib/runtime";
import { inngest } from "../client";
import { makeRunSync } from "./make-run-sync";

export const runSync = makeRunSync(inngest, getDeps);
