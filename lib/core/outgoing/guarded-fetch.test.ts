import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { createGuardedFetch, type GuardedFetch, type GuardedFetchOptions, type OutgoingRequest } from "./guarded-fetch";
import { OutgoingError, toOutgoingError } from "./outgoing-error";

const MIB = 1_048_576;
const plain: OutgoingRequest = { timeoutMs: 5_000, maxBytes: MIB };
const atEnd: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of atEnd.splice(0)) await end();
});

function guarded(options: Partial<GuardedFetchOptions> = {}): GuardedFetch {
  const fetch = createGuardedFetch({ allowPrivate: true, ...options });
  atEnd.unshift(() => fetch.close());
  return fetch;
}

/** A shop on loopback: its address, its port and how many connections it has seen. */
async function serve(listener: RequestListener): Promise<{ url: string; port: number; connections: () => number }> {
  const server: Server = createServer(listener);
  let connections = 0;
  server.on("connection", () => connections++);
  await once(server.listen(0, "127.0.0.1"), "listening");
  atEnd.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, connections: () => connections };
}

describe("an answer", () => {
  test("comes with status, headers, text and time; what was asked arrives", async () => {
    let asked = "";
    const { url } = await serve((req, res) => {
      req.on("data", (chunk: Buffer) => (asked += chunk.toString()));
      req.on("end", () => {
        asked += ` ${req.method} ${req.url} ${req.headers["x-own"] as string} ${req.headers["accept-encoding"] as string}`;
        res.writeHead(201, { "x-wp-total": "42", "set-cookie": ["a=1", "b=2"] }).end("\ufeff«سلام»");
      });
    });
    const answer = await guarded()(`${url}/p?q=1`, { ...plain, method: "POST", headers: { "x-own": "yes" }, body: "{}" });
    expect(answer).toMatchObject({ status: 201, body: "«سلام»", url: `${url}/p?q=1` });
    expect(answer.headers.get("x-wp-total")).toBe("42");
    expect(answer.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(answer.tookMs).toBeGreaterThanOrEqual(0);
    expect(asked).toBe("{} POST /p?q=1 yes gzip, br, deflate");
  });

  test("a connection is kept for the next request", async () => {
    const shop = await serve((_req, res) => res.end("ok"));
    const fetch = guarded();
    for (let n = 0; n < 10; n++) await fetch(shop.url, plain);
    expect(shop.connections()).toBeLessThanOrEqual(2);
  });

  test.each([
    ["gzip", gzipSync],
    ["br", brotliCompressSync],
    ["deflate", deflateSync],
    ["deflate", deflateRawSync],
    ["identity", (text: string) => Buffer.from(text)],
  ] as const)("in %s is unpacked", async (coding, pack) => {
    const text = JSON.stringify({ name: "مانتو".repeat(20_000) });
    const { url } = await serve((_req, res) => res.writeHead(200, { "content-encoding": coding }).end(pack(text)));
    expect((await guarded()(url, plain)).body).toBe(text);
  });

  test("without a body is empty, packed or not", async () => {
    const { url } = await serve((_req, res) => res.writeHead(200, { "content-encoding": "gzip" }).end());
    expect((await guarded()(url, plain)).body).toBe("");
  });

  test("that redirects is given back and not followed", async () => {
    const inner = await serve((_req, res) => res.end("secret"));
    const outer = await serve((_req, res) => res.writeHead(302, { location: inner.url }).end());
    const answer = await guarded()(outer.url, plain);
    expect([answer.status, answer.headers.get("location"), inner.connections()]).toEqual([302, inner.url, 0]);
  });
});

describe("an address that is not the world's", () => {
  const outside = { allowPrivate: false };

  test.each([
    ["http://shop.example/", "scheme"],
    ["ftp://shop.example/", "scheme"],
    ["file:///etc/passwd", "scheme"],
    ["shop.example", "scheme"],
    ["", "scheme"],
    ["https://user:secret@shop.example/", "credentials in the address"],
    ["https://user@shop.example/", "credentials in the address"],
    ["https://127.0.0.1/", "loopback"],
    ["https://127.1/", "loopback"],
    ["https://2130706433/", "loopback"],
    ["https://0x7f000001/", "loopback"],
    ["https://0177.0.0.1/", "loopback"],
    ["https://①②⑦.0.0.1/", "loopback"],
    ["https://10.0.0.5/", "private"],
    ["https://169.254.169.254/latest/meta-data/", "linkLocal"],
    ["https://100.64.0.1/", "carrierGradeNat"],
    ["https://0.0.0.0/", "unspecified"],
    ["https://[::1]/", "loopback"],
    ["https://[::]/", "unspecified"],
    ["https://[::ffff:127.0.0.1]/", "loopback"],
    ["https://[64:ff9b::127.0.0.1]/", "rfc6052"],
    ["https://[2002:7f00:1::]/", "6to4"],
    ["https://[fd00:ec2::254]/", "uniqueLocal"],
    ["https://[fe80::1]/", "linkLocal"],
  ])("%s is refused: %s", async (url, detail) => {
    await expect(guarded(outside)(url, plain)).rejects.toMatchObject({ kind: "address_blocked", detail });
    await expect(guarded(outside).stream(url, plain)).rejects.toBeInstanceOf(OutgoingError);
  });

  test("a name is looked up: localhost is refused", async () => {
    await expect(guarded(outside)("https://localhost/", plain)).rejects.toMatchObject({ kind: "address_blocked", detail: "loopback" });
  });

  test("one private address among public ones is enough", async () => {
    const resolve = () =>
      Promise.resolve([
        { address: "93.184.216.34", family: 4 },
        { address: "10.0.0.1", family: 4 },
      ]);
    await expect(guarded({ ...outside, resolve })("https://shop.example/", plain)).rejects.toMatchObject({ detail: "private" });
  });

  test("a name that changes its mind is looked at each time it is connected to", async () => {
    const shop = await serve((_req, res) => res.end("inside"));
    const answers = ["192.168.0.9", "127.0.0.1", "::ffff:7f00:1", "169.254.169.254"];
    const fetch = guarded({ ...outside, resolve: () => Promise.resolve([{ address: answers.shift() ?? "127.0.0.1", family: 4 }]) });
    for (let n = 0; n < 5; n++)
      await expect(fetch(`https://shop.example:${shop.port}/`, plain)).rejects.toMatchObject({ kind: "address_blocked" });
    expect(shop.connections()).toBe(0);
  });

  test("http where that is allowed, and still no private address", async () => {
    const resolve = () => Promise.resolve([{ address: "127.0.0.1", family: 4 }]);
    const kindOf = (url: string) =>
      guarded({ allowPrivate: false, allowHttp: true, resolve })(url, plain).catch((error: unknown) => String(error));
    expect(await kindOf("http://shop.example/")).toContain("address_blocked: loopback");
    expect(await kindOf("http://10.0.0.1/")).toContain("address_blocked: private");
    const reserved = () => Promise.resolve([{ address: "93.184.215.14", family: 4 }]);
    const asked = guarded({ allowPrivate: false, allowHttp: true, resolve: reserved })("http://shop.example/", {
      ...plain,
      timeoutMs: 100,
    });
    // Nothing answers from here; what counts is that it was tried.
    expect(await asked.catch((error: unknown) => String(error))).not.toContain("address_blocked");
  });

  test("in development its own network is allowed, its names are still looked up", async () => {
    const shop = await serve((_req, res) => res.end("inside"));
    const fetch = guarded({ resolve: () => Promise.resolve([{ address: "127.0.0.1", family: 4 }]) });
    expect((await fetch(`http://shop.example:${shop.port}/`, plain)).body).toBe("inside");
  });
});

describe("what goes wrong has a kind", () => {
  const kindOf = (url: string, request: Partial<OutgoingRequest> = {}, options: Partial<GuardedFetchOptions> = {}) =>
    guarded(options)(url, { ...plain, ...request }).then(
      () => "none",
      (error: unknown) => (error instanceof OutgoingError ? error.kind : String(error)),
    );

  test("no such name", async () => {
    const resolve = () => Promise.reject(Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND" }));
    expect(await kindOf("http://shop.invalid/", {}, { resolve })).toBe("dns");
    expect(await kindOf("http://shop.invalid/", {}, { resolve: () => Promise.resolve([]) })).toBe("dns");
  });
  test("nobody listens", async () => {
    expect(await kindOf("http://127.0.0.1:1/")).toBe("refused");
    const both = () =>
      Promise.resolve([
        { address: "127.0.0.1", family: 4 },
        { address: "::1", family: 6 },
      ]);
    expect(await kindOf("http://shop.example:1/", {}, { resolve: both })).toBe("refused");
  });
  test("https is asked of a server that speaks http", async () => {
    const { port } = await serve((_req, res) => res.end());
    expect(await kindOf(`https://127.0.0.1:${port}/`)).toBe("tls");
  });
  test.each(["CERT_HAS_EXPIRED", "DEPTH_ZERO_SELF_SIGNED_CERT", "ERR_TLS_CERT_ALTNAME_INVALID", "UNABLE_TO_GET_ISSUER_CERT_LOCALLY"])(
    "%s is a certificate's problem",
    (code) => {
      expect(toOutgoingError(new Error("fetch failed", { cause: Object.assign(new Error(), { code }) }))).toMatchObject({
        kind: "tls",
        detail: code,
      });
    },
  );
  test("no headers in time", async () => {
    const { url } = await serve(() => undefined);
    expect(await kindOf(url, { timeoutMs: 80 })).toBe("timeout");
  });
  test("a name that is not answered in time", async () => {
    expect(
      await kindOf("http://shop.example/", { timeoutMs: 80 }, { resolve: () => new Promise((_, reject) => setTimeout(reject, 200)) }),
    ).toBe("timeout");
  });
  test("a body that drips: the limit is over all of it", async () => {
    const { url } = await serve((_req, res) => {
      const drip = setInterval(() => res.write("."), 20);
      res.on("close", () => clearInterval(drip));
    });
    expect(await kindOf(url, { timeoutMs: 200 })).toBe("timeout");
  });
  test("the caller gives up, before or in the middle", async () => {
    const { url } = await serve((_req, res) => res.write("half"));
    expect(await kindOf(url, { signal: AbortSignal.abort() })).toBe("aborted");
    expect(await kindOf(url, { signal: AbortSignal.timeout(60) })).toBe("aborted");
  });
  test("a body larger than allowed, announced or not", async () => {
    const { url } = await serve((req, res) =>
      req.url === "/known" ? res.end("x".repeat(2_000)) : (res.write("x".repeat(2_000)), res.end()),
    );
    expect(await kindOf(`${url}/known`, { maxBytes: 1_999 })).toBe("too_large");
    expect(await kindOf(`${url}/chunked`, { maxBytes: 1_999 })).toBe("too_large");
    expect(await kindOf(`${url}/chunked`, { maxBytes: 2_000 })).toBe("none");
  });
  test.each([
    ["gzip", gzipSync],
    ["br", (zeros: Buffer) => brotliCompressSync(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })],
  ] as const)("a %s bomb is not unpacked to its end", async (coding, pack) => {
    const bomb = pack(Buffer.alloc(200 * MIB));
    expect(bomb.length).toBeLessThan(MIB);
    const { url } = await serve((_req, res) => res.writeHead(200, { "content-encoding": coding }).end(bomb));
    const before = process.memoryUsage().rss;
    expect(await kindOf(url, { maxBytes: 2 * MIB })).toBe("too_large");
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * MIB);
  });
  test("a body that is cut off", async () => {
    const { url } = await serve((req, res) => {
      res.writeHead(200, {
        ...(req.url !== "/chunked" && { "content-length": 1_000 }),
        ...(req.url === "/gzip" && { "content-encoding": "gzip" }),
      });
      res.write(req.url === "/gzip" ? gzipSync("half".repeat(100)).subarray(0, 15) : "half", () => res.destroy());
    });
    for (const path of ["/length", "/chunked", "/gzip"]) expect(await kindOf(url + path)).toBe("network");
  });
  test("a packed body that is none, or in an unknown packing", async () => {
    const { url } = await serve((req, res) => res.writeHead(200, { "content-encoding": req.url?.slice(1) }).end("<html>not packed</html>"));
    for (const coding of ["gzip", "br", "deflate", "zstd"]) expect(await kindOf(`${url}/${coding}`)).toBe("network");
  });
  test("a packed body whose end is missing", async () => {
    const { url } = await serve((_req, res) =>
      res.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("x".repeat(999)).subarray(0, -9)),
    );
    expect(await kindOf(url)).toBe("network");
  });
  test("what it says holds no address and no header", async () => {
    const failed = guarded()("http://127.0.0.1:1/?consumer_secret=cs_1", { ...plain, headers: { authorization: "Basic c2VjcmV0" } });
    await expect(failed).rejects.toSatisfy((error: Error) => !/cs_1|c2VjcmV0|127/.test(`${error.message} ${JSON.stringify(error)}`));
  });
});

describe("a stream", () => {
  test("gives the body in pieces and never holds all of it", async () => {
    const piece = Buffer.alloc(64 * 1024, "x");
    const { url } = await serve((_req, res) => {
      let left = 320;
      const more = () => {
        while (left-- > 0) if (!res.write(piece)) return res.once("drain", more);
        res.end();
      };
      more();
    });
    const { status, body } = await guarded().stream(url, { timeoutMs: 10_000, maxBytes: 100 * MIB });
    let bytes = 0;
    for await (const chunk of body) bytes += chunk.length;
    expect([status, bytes]).toEqual([200, 20 * MIB]);
  });
  test("left half read ends its connection", async () => {
    const closed: Promise<unknown>[] = [];
    const { url } = await serve((_req, res) => {
      closed.push(once(res, "close"));
      res.write("first");
    });
    const { body } = await guarded().stream(url, plain);
    for await (const chunk of body) {
      expect(chunk.toString()).toBe("first");
      break;
    }
    await closed[0];
  });
  test("has the same limits", async () => {
    const { url } = await serve((_req, res) => res.end(gzipSync("x".repeat(5_000))));
    const { body } = await guarded().stream(url, { ...plain, maxBytes: 10 });
    await expect(body[Symbol.asyncIterator]().next()).rejects.toMatchObject({ kind: "too_large" });
  });
});
