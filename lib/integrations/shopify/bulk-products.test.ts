import { afterEach, describe, expect, test } from "vitest";
import { makeProducts } from "@/fakes/shopify/catalogue";
import { connectClient, type Connected } from "@/fakes/shopify/connect-client";
import type { ShopOptions } from "@/fakes/shopify/start-shopify-shop";
import { startBulk } from "./bulk-operation";
import { bulkProducts, type BulkStep } from "./bulk-products";
import { joinProducts } from "./join-products";
import { listProducts } from "./pull";
import { readLines } from "./read-lines";
import { readShopifyProduct } from "./read-product";

let open: Connected | null = null;
afterEach(() => open?.stop());
const connect = async (options: ShopOptions) => (open = await connectClient(options));

type Options = Parameters<typeof bulkProducts>[2];
const run = ({ client, clock, fetchStream }: Connected, options: Options = {}) =>
  bulkProducts(client, { fetchStream, now: clock.now, wait: clock.wait }, options);

async function stepsOf(steps: AsyncIterable<BulkStep>): Promise<BulkStep[]> {
  const found: BulkStep[] = [];
  for await (const step of steps) found.push(step);
  return found;
}
const productsOf = (steps: BulkStep[]) => steps.flatMap((step) => (step.kind === "products" ? step.products : []));
const draftOf = (json: unknown) => readShopifyProduct(json, { currency: "USD" });

describe("a bulk operation", () => {
  test("brings the same drafts as the pages do", async () => {
    const products = makeProducts(40, { variants: (index) => (index === 7 ? 300 : 1 + (index % 4)) });
    products[3]?.media.unshift("video");
    const connected = await connect({ products });
    const steps = await stepsOf(run(connected));
    const paged = [];
    for await (const page of listProducts(connected.client)) paged.push(...page.products);
    expect(productsOf(steps).map(draftOf)).toEqual(paged.map(draftOf));
    expect(steps.at(-1)).toMatchObject({ kind: "complete", total: 40 });
  });

  test("tells its id first, looks ever more slowly, and counts along", async () => {
    const connected = await connect({ products: makeProducts(25), looksPerBulk: 3 });
    const steps = await stepsOf(run(connected, { batchSize: 10 }));
    const [id] = connected.shop.state.bulks.keys();
    expect(steps[0]).toEqual({ kind: "waiting", operationId: id, objects: 0 });
    expect(connected.clock.waits).toEqual([1_000, 1_500, 2_250]);
    expect(steps.filter(({ kind }) => kind === "products")).toMatchObject([{ done: 10 }, { done: 20 }, { done: 25, total: 25 }]);
  });

  test("goes on by its id in another process, past what was taken already", async () => {
    const connected = await connect({ products: makeProducts(25) });
    const first = run(connected, { batchSize: 10 });
    const begun: BulkStep[] = [];
    let operationId = "";
    for await (const step of first) {
      begun.push(step);
      if (step.kind === "waiting") ({ operationId } = step);
      if (step.kind === "products") break;
    }
    const rest = await stepsOf(run(connected, { operationId, skip: 10, batchSize: 10 }));
    expect(productsOf([...begun, ...rest]).map(({ id }) => id)).toEqual(
      [...connected.shop.state.products.keys()].map((id) => `gid://shopify/Product/${id}`),
    );
    expect(connected.shop.state.bulks.size).toBe(1);
  });

  test("of an empty shop has no file and is complete", async () => {
    const connected = await connect({ products: [] });
    expect((await stepsOf(run(connected))).at(-1)).toMatchObject({ kind: "complete", total: 0 });
  });

  test("only what changed since", async () => {
    const connected = await connect({ products: makeProducts(10) });
    const steps = await stepsOf(run(connected, { updatedAfter: new Date("2026-10-01T08:07:00Z") }));
    expect(productsOf(steps)).toHaveLength(3);
  });

  test.each([1, 5])("waits for a place where %i may run, and never takes over one that it did not start", async (bulkLimit) => {
    const connected = await connect({ products: makeProducts(5), bulkLimit, looksPerBulk: 1 });
    const others: string[] = [];
    for (let at = 0; at < bulkLimit; at += 1) others.push(await startBulk(connected.client));
    const { wait } = connected.clock;
    // The others end while it waits.
    connected.clock.wait = (ms) => {
      for (const id of others) Object.assign(connected.shop.state.bulks.get(id) ?? {}, { status: "COMPLETED" });
      return wait(ms);
    };
    const steps = await stepsOf(run(connected));
    expect(steps[0]).toEqual({ kind: "busy" });
    expect(others).not.toContain(steps.find((step) => step.kind === "waiting")?.operationId);
    expect(productsOf(steps)).toHaveLength(5);
  });

  test("gives up when no place becomes free", async () => {
    const connected = await connect({ products: makeProducts(5), bulkLimit: 1 });
    await startBulk(connected.client);
    await expect(stepsOf(run(connected, { maxBusyMs: 60_000 }))).rejects.toMatchObject({ problem: "bulk_busy", isPassing: true });
  });
});

describe("how a bulk operation fails", () => {
  test.each([
    ["TIMEOUT", "bulk_failed", false],
    ["INTERNAL_SERVER_ERROR", "bulk_failed", true],
    ["ACCESS_DENIED", "scope_missing", false],
  ] as const)("%s", async (errorCode, problem, isPassing) => {
    const connected = await connect({ products: makeProducts(5) });
    connected.shop.failNextBulk({ errorCode });
    await expect(stepsOf(run(connected))).rejects.toMatchObject({ problem, isPassing, code: errorCode, partialDataUrl: null });
  });

  test("what there is of it has an address", async () => {
    const connected = await connect({ products: makeProducts(5) });
    connected.shop.failNextBulk({ errorCode: "TIMEOUT", partialLines: 4 });
    await expect(stepsOf(run(connected))).rejects.toMatchObject({
      problem: "bulk_failed",
      partialDataUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/bulk\/\d+\.jsonl$/) as string,
    });
  });

  test("its file is gone after seven days; so is an id nobody knows", async () => {
    const connected = await connect({ products: makeProducts(5) });
    const operationId = await startBulk(connected.client);
    await stepsOf(run(connected, { operationId }));
    connected.shop.expireBulk(operationId);
    await expect(stepsOf(run(connected, { operationId }))).rejects.toMatchObject({ problem: "bulk_expired", isPassing: false });
    const unknown = run(connected, { operationId: "gid://shopify/BulkOperation/1" });
    await expect(stepsOf(unknown)).rejects.toMatchObject({ problem: "bulk_expired" });
  });

  test("somebody cancelled it", async () => {
    const connected = await connect({ products: makeProducts(5) });
    const operationId = await startBulk(connected.client);
    Object.assign(connected.shop.state.bulks.get(operationId) ?? {}, { status: "CANCELING" });
    await expect(stepsOf(run(connected, { operationId }))).rejects.toMatchObject({ problem: "bulk_canceled" });
  });

  test("a file that was cut, or holds fewer than Shopify counted, is never complete", async () => {
    const connected = await connect({ products: makeProducts(50) });
    const operationId = await startBulk(connected.client);
    const cut: Connected["fetchStream"] = async (url, init) => {
      const { body, ...answer } = await connected.fetchStream(url, init);
      async function* half() {
        for await (const chunk of body) yield chunk.subarray(0, Math.floor(chunk.length / 2));
      }
      return { ...answer, body: half() } as Awaited<ReturnType<Connected["fetchStream"]>>;
    };
    await expect(stepsOf(run({ ...connected, fetchStream: cut }, { operationId }))).rejects.toMatchObject({ problem: "bulk_broken" });
    connected.shop.state.bulks.get(operationId)?.lines.pop();
    Object.assign(connected.shop.state.bulks.get(operationId) ?? {}, { rootObjects: 51 });
    await expect(stepsOf(run(connected, { operationId }))).rejects.toMatchObject({ problem: "bulk_broken", isPassing: true });
  });

  test("a file Shopify did not group is refused, not joined wrongly", async () => {
    const connected = await connect({ products: makeProducts(5, { variants: () => 2 }) });
    const operationId = await startBulk(connected.client);
    Object.assign(connected.shop.state.bulks.get(operationId) ?? {}, { isGrouped: false });
    await expect(stepsOf(run(connected, { operationId }))).rejects.toMatchObject({ problem: "bulk_broken", isPassing: false });
  });
});

describe("lines", () => {
  async function* pieces(text: string, size: number) {
    const bytes = Buffer.from(text);
    for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
  }
  const linesOf = async (text: string, size: number, max?: number) => {
    const found: string[] = [];
    for await (const line of readLines(pieces(text, size), max)) found.push(line);
    return found;
  };
  test.each([1, 2, 3, 7, 1_000])("are whole however they come, in pieces of %i bytes", async (size) => {
    expect(await linesOf("کفش\n\nb\r\n  \nلیوان", size)).toEqual(["کفش", "b\r", "لیوان"]);
  });
  test("that are too long end the reading before they fill the memory", async () => {
    await expect(linesOf("x".repeat(100), 10, 50)).rejects.toMatchObject({ problem: "bulk_broken", isPassing: false });
  });
  test.each([
    '{"id":1}',
    "[]",
    '"text"',
    "not json",
    '{"id":"gid://shopify/Order/1"}',
    '{"id":"gid://shopify/ProductVariant/1","__parentId":"gid://shopify/Product/9"}',
  ])("that are no product's: %s", async (line) => {
    const joining = async () => {
      for await (const _ of joinProducts(readLines(pieces(line, 10)))) void _;
    };
    await expect(joining()).rejects.toMatchObject({ problem: "bulk_broken" });
  });
});
