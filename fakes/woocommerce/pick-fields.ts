import { listOf } from "./check-params";

type Tree = { [name: string]: Tree };

/** `_fields=id,dimensions.length`: only these keys are answered, `_links` only when named. */
export function pickFields(body: unknown, fields: unknown): unknown {
  const names = listOf(fields);
  if (names.length === 0) return body;
  const tree: Tree = {};
  for (const name of names) {
    let branch = tree;
    for (const part of name.split(".")) branch = branch[part] ??= {};
  }
  return Array.isArray(body) ? body.map((item) => prune(item, tree)) : prune(body, tree);
}

function prune(value: unknown, tree: Tree): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value) || Object.keys(tree).length === 0) return value;
  const given = new Map(Object.entries(value));
  // In the order asked for, not the order of the product (capture products-list-fields-only).
  return Object.fromEntries(
    Object.entries(tree).flatMap(([name, branch]) => (given.has(name) ? [[name, prune(given.get(name), branch)]] : [])),
  );
}
