import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const files = ["app", "components"]
  .flatMap((folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name))))
  .filter((path) => /\.tsx?$/.test(path) && !path.includes(".test."))
  .map((path) => ({ path, text: readFileSync(path, "utf8") }));

/** What a browser asks the hub to do: exported by a file of server actions. */
const actions = files
  .filter(({ text }) => text.startsWith('"use server"'))
  .flatMap(({ text }) => [...text.matchAll(/^export async function (\w+)/gm)].map(([, name = ""]) => name));

const leaves = files.filter(({ text }) => text.startsWith('"use client"'));

/** A prop that may be an action: declared as a function that answers later. */
const promisedBy = (text: string) => [...text.matchAll(/(\w+): \([^()]*\) => Promise</g)].map(([, name = ""]) => name);

/**
 * By what stands before the call, as the source is formatted: `await act(`, `void act(`, or an act that is a whole
 * transition. What is handed on as a function (`act={() => …}`, `useSending(act)`) is awaited by a leaf that is read here too.
 */
function bareActs(text: string): string[] {
  const names = [...new Set([...actions, ...promisedBy(text)])];
  return [...text.matchAll(/(?:await|void|[sS]tart\w*\((?:async )?\(\) =>) ((?:\w+\.)?(\w+))\(/g)]
    .filter(([, , name = ""]) => names.includes(name))
    .map(([call]) => call);
}

test("no act of a person is awaited in the browser without a word for a hub that does not answer", () => {
  expect(actions.length).toBeGreaterThan(30);
  expect(leaves.length).toBeGreaterThan(50);
  const bare = leaves.flatMap(({ path, text }) => bareActs(text).map((call) => `${path}: ${call}`));
  expect(bare, "wrap it in attempted() of components/ui/answered.ts").toEqual([]);
});

test("the reading finds what it is there for", () => {
  const leaf = "type Props = { act: (form: FormData) => Promise<string> };\n";
  expect(bareActs(`${leaf}const done = await act(form);`)).toEqual(["await act("]);
  expect(bareActs("const done = await replayAction(id);")).toEqual(["await replayAction("]);
  expect(bareActs("startTransition(() => replayAction(id));")).toEqual(["startTransition(() => replayAction("]);
  expect(bareActs("tell(await attempted(replayAction(id)));")).toEqual([]);
});
