import { ShopifyError } from "./shopify-error";

/** A product's description may hold half a megabyte, escaped twice that. */
const MAX_LINE_BYTES = 4 * 1_048_576;
const NEWLINE = 0x0a;

/** Splits a stream into lines without ever holding more than one of them and one chunk. Empty lines are skipped. @throws ShopifyError bulk_broken */
export async function* readLines(body: AsyncIterable<Uint8Array>, maxLineBytes = MAX_LINE_BYTES): AsyncGenerator<string> {
  let parts: Uint8Array[] = [];
  let length = 0;
  const keep = (part: Uint8Array) => {
    length += part.length;
    if (length > maxLineBytes)
      throw new ShopifyError("bulk_broken", { isPassing: false, detail: `a line is longer than ${maxLineBytes} bytes` });
    parts.push(part);
  };
  const take = (): string => {
    const line = Buffer.concat(parts).toString("utf8");
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of body) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      keep(chunk.subarray(from, at));
      from = at + 1;
      const line = take();
      if (line.trim() !== "") yield line;
    }
    if (from < chunk.length) keep(chunk.subarray(from));
  }
  const rest = take();
  if (rest.trim() !== "") yield rest;
}
