/** `a` or `a,b`: any of them. A comma inside a value is written `\,`. */
export const splitList = (text: string): string[] =>
  text
    .split(/(?<!\\),/)
    .map((part) => part.replaceAll("\\,", ",").trim())
    .filter((part) => part !== "");
export const joinList = (values: readonly string[]): string => values.map((value) => value.replaceAll(",", "\\,")).join(",");
