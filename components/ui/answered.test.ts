import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { answered } from "./answered";

test("nobody there, or nobody in time, is no answer; a mistake of ours flies on", async () => {
  const server = createServer(() => undefined);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  expect(await answered(fetch(url, { signal: AbortSignal.timeout(50) }))).toBeNull();
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  expect(await answered(fetch(url))).toBeNull();
  expect(await answered(Promise.resolve(0))).toBe(0);
  const ours = new TypeError("undefined is not a function");
  await expect(answered(Promise.reject(ours))).rejects.toBe(ours);
});
