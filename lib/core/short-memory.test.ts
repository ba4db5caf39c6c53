import { expect, test } from "vitest";
import { shortMemory } from "./short-memory";

let names = 0;
/** A memory whose questions are answered when the test says so. */
function aMemory() {
  const asked: { key: string; answer: (value: string | null) => void; fail: (error: Error) => void }[] = [];
  const memory = shortMemory<string, null>(
    `test-${++names}`,
    10,
    (_, key) => new Promise((answer, fail) => void asked.push({ key, answer, fail })),
  );
  return { memory, asked };
}
const nextQuestion = () => new Promise((resolve) => setImmediate(resolve));

test("a key is asked for once, however many want it at once, and then remembered", async () => {
  const { memory, asked } = aMemory();
  const both = Promise.all([memory.find("a", null), memory.find("a", null)]);
  await nextQuestion();
  asked[0]?.answer("A");
  expect(await both).toEqual(["A", "A"]);
  expect(await memory.find("a", null)).toBe("A");
  expect(asked.map(({ key }) => key)).toEqual(["a"]);
});

test("that there is nothing is remembered too", async () => {
  const { memory, asked } = aMemory();
  const found = memory.find("a", null);
  await nextQuestion();
  asked[0]?.answer(null);
  expect(await found).toBeNull();
  expect(await memory.find("a", null)).toBeNull();
  expect(asked).toHaveLength(1);
});

test("what is forgotten is asked for again", async () => {
  const { memory, asked } = aMemory();
  const first = memory.find("a", null);
  await nextQuestion();
  asked[0]?.answer("A");
  await first;
  memory.forget();
  const second = memory.find("a", null);
  await nextQuestion();
  asked[1]?.answer(null);
  expect(await second).toBeNull();
});

test("a request whose question was under way while others were revoked gets an answer of after the revocation", async () => {
  const { memory, asked } = aMemory();
  const found = memory.find("a", null);
  await nextQuestion();
  memory.forget();
  asked[0]?.answer("before");
  await nextQuestion();
  asked[1]?.answer("after");
  expect(await found).toBe("after");
});

test("a key pushed out by others while it is asked for still gets its answer", async () => {
  const { memory, asked } = aMemory();
  const keys = Array.from({ length: 25 }, (_, index) => `key ${index}`);
  const found = Promise.all(keys.map((key) => memory.find(key, null)));
  await nextQuestion();
  for (const { key, answer } of asked) answer(key.toUpperCase());
  expect(await found).toEqual(keys.map((key) => key.toUpperCase()));
});

test("a question that failed is not remembered", async () => {
  const { memory, asked } = aMemory();
  const found = memory.find("a", null);
  await nextQuestion();
  asked[0]?.fail(new Error("the database is away"));
  await expect(found).rejects.toThrow("the database is away");
  const again = memory.find("a", null);
  await nextQuestion();
  asked[1]?.answer("A");
  expect(await again).toBe("A");
});
