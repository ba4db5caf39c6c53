import { pino, type DestinationStream, type Logger } from "pino";

export type { Logger };

/** Last guard only: nothing here should ever be handed to the log in the first place. */
const secretPaths = ["authorization", "cookie", "token", "secret", "signing_secret", "password", "key"].flatMap((name) => [
  name,
  `*.${name}`,
  `headers["${name}"]`,
]);

/** @param destination where the lines go; absent: standard output. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const redact = { paths: [...secretPaths, 'headers["x-integration-token"]', 'headers["x-tenant-api-key"]'], censor: "[removed]" };
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact };
  return destination ? pino(options, destination) : pino(options);
}
