import { startServer } from "../test-server.mjs";

const E_MAIL = "bench@example.test";
const WEBHOOK = "/api/integrations/woocommerce/webhook/";
/** Looking costs the database too: seldom enough not to be what is measured. */
const POLL_MS = 400;

/** A freshly started product with an administrator, and what the measurements ask of it. */
export async function startHub({ databaseUrl = "", logFile, env = {} }) {
  const server = await startServer({
    databaseUrl,
    logFile,
    env: { ADMIN_EMAIL: E_MAIL, ADMIN_PASSWORD: "a long bench password", ADDRESS_RATE_PER_MINUTE: "10000000", ...env },
  });
  const key = await server.runCli("access-key", "create", "--email", E_MAIL, "--scopes", "*", "--quiet");
  const call = async (method, path, body, secret = key) => {
    const answer = await fetch(server.url + path, {
      method,
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
    return answer.status === 204 ? null : answer.json();
  };
  return {
    ...server,
    call,
    webhook: server.url + WEBHOOK,
    async newToken() {
      const token = await call("POST", "/api/v1/integrations/tokens/generate/", { integration_type: "woocommerce", name: "bench" });
      await call("PATCH", `/api/v1/integrations/tokens/${token.id}/`, { rate_per_minute: 1_000_000, rate_burst: 1_000_000 });
      return token;
    },
    deliver: (token, event) => call("POST", WEBHOOK, event, token.token),
    deliverBatch: (token, events) => call("POST", `${WEBHOOK}batch/`, { events }, token.token),
    /** Waits until the store has no event under way and no text without its vector. @returns when that was seen, ms */
    async settled(token, limitMs = 600_000) {
      const until = performance.now() + limitMs;
      for (;;) {
        const open = await Promise.all(
          ["received", "processing", "retrying"].map((status) =>
            call("GET", `/api/v1/integrations/woocommerce/events/?store_id=${token.store.id}&status=${status}&limit=1`),
          ),
        );
        if (open.every(({ count }) => count === 0)) {
          const stats = await call("GET", `/api/v1/knowledge/stats/?store_id=${token.store.id}`);
          if (stats.waiting === 0) return performance.now();
        }
        if (performance.now() > until) throw new Error(`the hub did not settle within ${limitMs / 1000} s`);
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      }
    },
  };
}
