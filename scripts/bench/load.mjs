import autocannon from "autocannon";

/**
 * Closed-loop load on loopback: every connection sends its next request when the last was answered.
 * @param {{ url: string, headers?: Record<string, string>, body: (index: number) => string, connections: number, seconds: number }} settings
 * @returns {Promise<{ requests: number, perSecond: number, p50Ms: number, p99Ms: number, failed: number }>}
 */
export async function applyLoad({ url, headers = {}, body, connections, seconds }) {
  let index = 0;
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: [
      {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        setupRequest: (request) => ({ ...request, body: body(index++) }),
      },
    ],
  });
  return {
    requests: result["2xx"],
    perSecond: result["2xx"] / result.duration,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    failed: result.errors + result.timeouts + result.non2xx,
  };
}
