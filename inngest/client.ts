import { Inngest } from "inngest";
import { createLog } from "@/lib/core/log";
import { readEnv } from "@/lib/core/env";
import { getDeps } from "@/lib/runtime";
import { EMBEDDED_BASE_URL } from "./embedded/call";
import { embeddedTransport } from "./embedded/transport";

const env = readEnv();

/** Filled by start-engine.ts: wakes the embedded runner when an event was logged. */
export const embeddedBell: { ring: () => void } = { ring: () => {} };

/**
 * One client for both engines. `server`: Inngest Cloud or a self-hosted server, everything signed. `embedded`: the
 * in-process runner; isDev only spares it signatures towards itself, its serve route is closed to the outside.
 */
export const inngest =
  env.INNGEST_MODE === "server"
    ? new Inngest({
        id: "fiko-sync",
        ...(env.INNGEST_EVENT_KEY && { eventKey: env.INNGEST_EVENT_KEY }),
        ...(env.INNGEST_SIGNING_KEY && { signingKey: env.INNGEST_SIGNING_KEY }),
        ...(env.INNGEST_SIGNING_KEY_FALLBACK && { signingKeyFallback: env.INNGEST_SIGNING_KEY_FALLBACK }),
        ...(env.INNGEST_BASE_URL && { baseUrl: env.INNGEST_BASE_URL }),
        isDev: env.INNGEST_DEV,
        logger: createLog(env.LOG_LEVEL),
      })
    : new Inngest({
        id: "fiko-sync",
        isDev: true,
        baseUrl: EMBEDDED_BASE_URL,
        eventKey: "embedded",
        fetch: embeddedTransport(
          async () => (await getDeps()).db,
          () => embeddedBell.ring(),
        ),
        logger: createLog(env.LOG_LEVEL),
      });
