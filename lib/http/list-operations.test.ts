import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { endpoints } from "./endpoints";
import { curlOf, fieldsOf, listOperations, PLACEHOLDERS, typeOf } from "./list-operations";

const URL = "https://hub.example.test";
const operations = listOperations();

/** The words a shell makes of a command, the first left out. */
const wordsOf = (command: string): string[] =>
  execFileSync("sh", ["-c", `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; }; ${command}`], { encoding: "utf8" })
    .split("\0")
    .slice(0, -1);

test("every endpoint is there once, with its subject", () => {
  expect(operations.map(({ id }) => id).sort()).toEqual(Object.keys(endpoints).sort());
  expect(operations.every(({ tag, path, summary }) => tag !== "" && path.startsWith("/") && summary !== "")).toBe(true);
});

test("each command is one a shell reads: address, header, and JSON", () => {
  for (const operation of operations) {
    const words = wordsOf(curlOf(operation, URL));
    const url = words.find((word) => word.startsWith("https:")) ?? "";
    expect(url.startsWith(URL), operation.id).toBe(true);
    expect(url, "curl reads no braces").not.toMatch(/[{}\s]/);
    expect(words.includes("--request") ? words[words.indexOf("--request") + 1] : "GET").toBe(operation.method);
    if (operation.body) expect(JSON.parse(words[words.indexOf("--data") + 1] ?? ""), operation.id).toBeTypeOf("object");
    expect(words.filter((word) => word.startsWith("Authorization: Bearer ")).length).toBe(operation.security.length > 0 ? 1 : 0);
  }
});

test("a command names placeholders, never a secret", () => {
  const all = operations.map((operation) => curlOf(operation, URL)).join("\n");
  expect(all).toContain(PLACEHOLDERS.key);
  expect(all).toContain(PLACEHOLDERS.token);
  expect(all).not.toMatch(/(fk_live_|wc_sk_live_)(?!YOUR)/);
});

test("fields are named by their way in, with kind and bounds", () => {
  const list = {
    type: "object",
    required: ["results"],
    properties: {
      results: {
        type: "array",
        items: { type: "object", properties: { price: { type: ["string", "null"] }, state: { type: "string", enum: ["a", "b"] } } },
      },
      limit: { type: "integer", minimum: 1, maximum: 100, default: 50 },
    },
  };
  expect(fieldsOf(list)).toEqual([
    { name: "results", type: "list of object", isNeeded: true },
    { name: "results[].price", type: "string | null", isNeeded: false },
    { name: "results[].state", type: "a | b", isNeeded: false },
    { name: "limit", type: "integer, ≥ 1, ≤ 100, default 50", isNeeded: false },
  ]);
  expect(typeOf({ anyOf: [{ type: "string", format: "date-time" }, { type: "null" }] })).toBe("date-time | null");
});
