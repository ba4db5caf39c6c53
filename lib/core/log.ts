import { pino, type Logger } from "pino";

export type { Logger };

/** Last guard only: nothing here should ever be handed to the log in the first place. */
const secretPaths = ["authorization", "cookie", "token", "secret", "signing_secret", "password", "key"].flatMap((name) => [name, `*.${name}`, `headers["${name}"]`]);

export function createLog(level: string): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: { paths: [...secretPaths, 'headers["x-integration-token"]', 'headers["x-tenant-api-key"]'], censor: "[removed]" } });
}
