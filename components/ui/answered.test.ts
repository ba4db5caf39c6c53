import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { commonEn, commonFa } from "@/lib/i18n/ui/common";
import { answered, attempted } from "./answered";

afterEach(() => vi.unstubAllGlobals());

const listening = (server: Server) => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
const closed = (server: Server) => new Promise((resolve) => server.close(resolve));

test("nobody there, or nobody in time, is no answer; a mistake of ours flies on", async () => {
  const server = createServer(() => undefined);
  await listening(server);
  const url = addressOf(server);
  expect(await answered(fetch(url, { signal: AbortSignal.timeout(50) }))).toBeNull();
  server.closeAllConnections();
  await closed(server);
  expect(await answered(fetch(url))).toBeNull();
  expect(await answered(Promise.resolve(0))).toBe(0);
  const ours = new TypeError("undefined is not a function");
  await expect(answered(Promise.reject(ours))).rejects.toBe(ours);
});

test("an act that nobody answered is refused in the page's language; an answer, whatever it is, is the answer", async () => {
  const server = createServer();
  await listening(server);
  const url = addressOf(server);
  await closed(server);
  for (const [lang, problem] of [
    ["en", commonEn.noAnswer],
    ["fa", commonFa.noAnswer],
  ]) {
    vi.stubGlobal("document", { documentElement: { lang } });
    expect(await attempted(fetch(url))).toEqual({ ok: false, problem, isNoAnswer: true });
    // A proxy's page for a hub that is down, in the words of Next's client.
    const foreign = new Error("An unexpected response was received from the server.");
    expect(await attempted(Promise.reject(foreign))).toMatchObject({ problem });
  }
  expect(await attempted(Promise.resolve(null))).toBeNull();
  const ours = new Error("NEXT_REDIRECT");
  await expect(attempted(Promise.reject(ours))).rejects.toBe(ours);
});
