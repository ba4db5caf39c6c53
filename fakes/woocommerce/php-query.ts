export type QueryValue = string | string[];
/** Names in the order they came; the last of equal names counts, `name[]` and `name[0]` make a list: as PHP reads a query. */
export type PhpQuery = Map<string, QueryValue>;

const LIST_NAME = /^([^[]+)\[\d*\]$/;

export function parseQuery(search: string): PhpQuery {
  const query: PhpQuery = new Map();
  for (const [name, value] of new URLSearchParams(search)) {
    const list = LIST_NAME.exec(name)?.[1];
    if (list === undefined) query.set(name, value);
    else query.set(list, [...[query.get(list) ?? []].flat(), value]);
  }
  return query;
}

const encode = (text: string): string => encodeURIComponent(text).replaceAll("%20", "+");

/** Back to text, as links carry it: lists numbered, brackets encoded. */
export const writeQuery = (query: PhpQuery): string =>
  [...query]
    .flatMap(([name, value]) =>
      Array.isArray(value)
        ? value.map((item, index) => `${encode(`${name}[${index}]`)}=${encode(item)}`)
        : [`${encode(name)}=${encode(value)}`],
    )
    .join("&");
