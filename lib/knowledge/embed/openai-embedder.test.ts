import type { ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { EmbedderError } from "./embedder";
import { openAiEmbedder } from "./openai-embedder";
import { openAiStub, sendJson, type StubRequest } from "@/lib/testing/openai-stub";

const apiKey = "sk-test-0123456789abcdef";
const settings = {
  apiKey,
  model: "text-embedding-3-small",
  dimensions: 3,
  timeoutMs: 5_000,
  usdPerMillionTokens: "0.02",
};
const index = { purpose: "index" } as const;

type Answer = (request: StubRequest, response: ServerResponse) => void;

/** What the embedder makes of an answer: its result, or the error it throws. */
async function outcomeOf(answer: Answer, options: { texts?: string[]; timeoutMs?: number; signal?: AbortSignal } = {}) {
  await using stub = await openAiStub(answer);
  const embedder = openAiEmbedder({ ...settings, baseUrl: stub.baseUrl, timeoutMs: options.timeoutMs ?? 5_000 });
  const asked = embedder.embed(options.texts ?? ["a", "b"], { ...index, signal: options.signal });
  const outcome = await asked.then(
    (result) => ({ result, error: null }),
    (error: unknown) => ({ result: null, error: error as EmbedderError }),
  );
  return { ...outcome, requests: stub.requests };
}

const inputOf = (request: StubRequest) => request.body.input as string[];
const floats = (...vectors: number[][]) => ({
  object: "list",
  data: vectors.map((embedding, position) => ({ object: "embedding", index: position, embedding })),
  usage: { prompt_tokens: 7, total_tokens: 7 },
});
const base64 = (vector: number[]) => Buffer.from(Float32Array.from(vector).buffer).toString("base64");

test("asks once, for all texts, and gives unit vectors and the billed tokens", async () => {
  const { result, requests } = await outcomeOf((_, response) => sendJson(response, floats([3, 0, 4], [0, 2, 0])));
  expect(result?.vectors.map((vector) => Array.from(vector, (value) => Math.round(value * 100) / 100))).toEqual([
    [0.6, 0, 0.8],
    [0, 1, 0],
  ]);
  expect(result?.tokens).toBe(7);
  expect(requests).toHaveLength(1);
  expect(requests[0]?.path).toBe("/v1/embeddings");
  expect(requests[0]?.headers.authorization).toBe(`Bearer ${apiKey}`);
  expect(requests[0]?.body).toMatchObject({ model: "text-embedding-3-small", input: ["a", "b"], dimensions: 3 });
});

test("vectors in base64 and indices out of order are read alike", async () => {
  const shuffled = {
    data: [1, 0].map((position) => ({ index: position, embedding: base64([position, 1 - position, 0]) })),
  };
  const { result } = await outcomeOf((_, response) => sendJson(response, shuffled));
  expect(result?.vectors.map((vector) => [...vector])).toEqual([
    [0, 1, 0],
    [1, 0, 0],
  ]);
});

test("where usage is missing, our own count is billed", async () => {
  const { result } = await outcomeOf((_, response) => sendJson(response, { data: floats([1, 0, 0], [1, 0, 0]).data }));
  expect(result?.tokens).toBe(2);
});

const later = new Date(Date.now() + 90_000).toUTCString();

test.each<[string, number, Record<string, string>, unknown, { canPass: boolean; retryAfterMs: unknown }]>([
  ["429", 429, { "retry-after": "3" }, {}, { canPass: true, retryAfterMs: 3_000 }],
  ["429 in milliseconds", 429, { "retry-after-ms": "250", "retry-after": "9" }, {}, { canPass: true, retryAfterMs: 250 }],
  ["429 with a date", 429, { "retry-after": later }, {}, { canPass: true, retryAfterMs: expect.any(Number) }],
  ["429 without a wish", 429, {}, {}, { canPass: true, retryAfterMs: null }],
  ["429 with nonsense", 429, { "retry-after": "soon" }, {}, { canPass: true, retryAfterMs: null }],
  ["an empty account", 429, {}, { error: { code: "insufficient_quota" } }, { canPass: true, retryAfterMs: 3_600_000 }],
  ["500", 500, {}, {}, { canPass: true, retryAfterMs: null }],
  ["503", 503, { "retry-after": "99999999" }, {}, { canPass: true, retryAfterMs: 86_400_000 }],
  ["400", 400, {}, {}, { canPass: false, retryAfterMs: null }],
  ["401", 401, {}, { error: { message: `Incorrect API key ${apiKey}` } }, { canPass: false, retryAfterMs: null }],
  ["403", 403, {}, {}, { canPass: false, retryAfterMs: null }],
  ["404", 404, {}, { error: { code: "model_not_found" } }, { canPass: false, retryAfterMs: null }],
])("%s", async (_fact, status, headers, body, expected) => {
  const { error, requests } = await outcomeOf((_, response) => sendJson(response, body, status, headers));
  expect(error).toBeInstanceOf(EmbedderError);
  expect(error).toMatchObject(expected);
  expect(error?.message).toContain(String(status));
  expect(JSON.stringify(error) + error?.message + String(error?.stack)).not.toContain(apiKey);
  expect(error?.cause).toBeUndefined();
  expect(requests).toHaveLength(1);
});

const cutOff: Answer = (_, response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "5000" });
  response.write('{"data":[{"index":0,"embed', () => response.destroy());
};
const stalls: Answer = (_, response) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.write('{"data":[');
};

test.each<[string, Answer, boolean]>([
  ["a truncated body", cutOff, true],
  ["truncated JSON", (_, response) => response.writeHead(200, { "content-type": "application/json" }).end('{"data":[{'), true],
  ["a proxy's page", (_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<html>"), true],
  ["a closed connection", (_, response) => response.destroy(), true],
  ["no answer at all", () => undefined, true],
  ["a body that stalls", stalls, true],
  ["another shape", (_, response) => sendJson(response, { error: "no" }), false],
  ["too few vectors", (_, response) => sendJson(response, floats([1, 0, 0])), false],
  ["too many vectors", (_, response) => sendJson(response, floats([1, 0, 0], [1, 0, 0], [1, 0, 0])), false],
  ["a wrong dimension", (_, response) => sendJson(response, floats([1, 0, 0], [1, 0])), false],
  [
    "a wrong dimension in base64",
    (_, response) => sendJson(response, { data: [0, 1].map((n) => ({ index: n, embedding: base64([1]) })) }),
    false,
  ],
  ["broken base64", (_, response) => sendJson(response, { data: [0, 1].map((n) => ({ index: n, embedding: "AAAAAA" })) }), false],
  ["a repeated index", (_, response) => sendJson(response, { data: [0, 0].map((n) => ({ index: n, embedding: [1, 0, 0] })) }), false],
  ["a vector of zeros", (_, response) => sendJson(response, floats([1, 0, 0], [0, 0, 0])), false],
  ["not a number", (_, response) => sendJson(response, floats([1, 0, 0], [NaN, 0, 1])), false],
  [
    "an infinite number",
    (_, response) => sendJson(response, { data: [0, 1].map((n) => ({ index: n, embedding: base64([Infinity, 0, n]) })) }),
    false,
  ],
])("%s gives no vectors", async (_fact, answer, canPass) => {
  const { error } = await outcomeOf(answer, { timeoutMs: 300 });
  expect(error).toBeInstanceOf(EmbedderError);
  expect(error).toMatchObject({ canPass });
});

test("nobody listening can pass", async () => {
  const embedder = openAiEmbedder({ ...settings, baseUrl: "http://127.0.0.1:1/v1" });
  await expect(embedder.embed(["a"], index)).rejects.toMatchObject({ name: "EmbedderError", canPass: true });
});

test("the caller can stop it", async () => {
  const stop = new AbortController();
  const { error } = await outcomeOf(() => stop.abort(), { signal: stop.signal });
  expect(error).toMatchObject({ canPass: true, message: "The call to OpenAI was stopped" });
});

test("many texts go in several requests and come back in order", async () => {
  const texts = Array.from({ length: 600 }, (_, n) => `text ${n}`);
  const answer: Answer = (request, response) => {
    sendJson(response, floats(...inputOf(request).map((text) => [Number(text.slice(5)), 1, 0])));
  };
  const { result, requests } = await outcomeOf(answer, { texts });
  expect(requests.map((request) => inputOf(request).length)).toEqual([256, 256, 88]);
  expect(result?.vectors.map((vector) => Math.round((vector[0] ?? 0) / (vector[1] ?? 1)))).toEqual(texts.map((_, n) => n));
  expect(result?.tokens).toBe(21);
});

test("requests also keep to the token limit", async () => {
  const texts = Array.from({ length: 20 }, () => "word ".repeat(8_000));
  const answer: Answer = (request, response) => sendJson(response, floats(...inputOf(request).map(() => [1, 0, 0])));
  const { requests } = await outcomeOf(answer, { texts });
  expect(requests.map((request) => inputOf(request).length)).toEqual([12, 8]);
});

test.each([
  ["no text needs no request", [], null],
  ["an empty text is refused", ["a", ""], "Text 1 is empty"],
  ["so is one the model cannot take", ["word ".repeat(9_000)], "Text 0 has 9001 tokens; 8191 is the most"],
])("%s", async (_fact, texts, message) => {
  const { result, error, requests } = await outcomeOf((_, response) => response.destroy(), { texts });
  if (message === null) expect(result).toEqual({ vectors: [], tokens: 0 });
  else expect(error).toMatchObject({ canPass: false, message });
  expect(requests).toEqual([]);
});

test("a model of another family is not sent a dimension", async () => {
  await using stub = await openAiStub((_, response) => sendJson(response, floats([1, 0, 0])));
  await openAiEmbedder({ ...settings, model: "bge-m3", baseUrl: stub.baseUrl }).embed(["a"], index);
  expect(stub.requests[0]?.body).not.toHaveProperty("dimensions");
});

test.each([
  [400, true],
  [401, false],
  [404, false],
  [429, false],
])("only a refusal of the texts themselves may be one text's fault: %i", async (status, mayBeOneText) => {
  const { error } = await outcomeOf((_, response) => sendJson(response, {}, status));
  expect(error).toMatchObject({ mayBeOneText });
});
