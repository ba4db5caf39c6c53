import type { SetupOnWire } from "@/lib/operations/setup/wire";

/** As the API tells it; the page's first answer is the same, made on the server. */
export type SetupNow = SetupOnWire;
