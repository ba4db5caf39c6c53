import { expect } from "vitest";
import type { ServerProcess } from "./a-server";

/** Everything the server printed, at its most talkative, holds nothing it was told in confidence. */
export function expectNoSecrets(server: ServerProcess): void {
  const log = server.log();
  expect(log.length, "the log is empty").toBeGreaterThan(0);
  const told = server.secrets.filter((secret) => log.includes(secret));
  expect(
    told.map((secret) => `${secret.slice(0, 4)}… at ${log.slice(Math.max(0, log.indexOf(secret) - 200), log.indexOf(secret))}`),
  ).toEqual([]);
}
