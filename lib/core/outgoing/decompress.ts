import { pipeline, Readable, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";
import { OutgoingError } from "./outgoing-error";

/** What we say we understand. */
export const ACCEPTED_ENCODINGS = "gzip, br, deflate";

/**
 * Undoes a Content-Encoding, chunk by chunk: nothing is unpacked before it is taken.
 * @throws OutgoingError network: an encoding we did not ask for, or a body that is not in it; the body's own error as it is
 */
export async function* decompress(body: AsyncIterable<Buffer>, contentEncoding: string): AsyncGenerator<Buffer> {
  const coding = contentEncoding.trim().toLowerCase();
  if (coding === "" || coding === "identity") return yield* body;

  const chunks = body[Symbol.asyncIterator]();
  try {
    const first = await chunks.next();
    if (first.done) return;
    const unpacked = decompressorFor(coding, first.value);
    // The end of either ends the other; who waits for the chunks hears of errors.
    pipeline(Readable.from(fromFirst(first.value, chunks), { objectMode: false }), unpacked, () => undefined);
    for await (const chunk of unpacked) yield chunk as Buffer;
  } catch (error) {
    // zlib's own errors have a number; the connection's have none.
    const { code = "", errno } = error as NodeJS.ErrnoException;
    throw errno !== undefined && /^(Z_|ERR_)/.test(code) ? new OutgoingError("network", `broken ${coding}: ${code}`) : error;
  } finally {
    await chunks.return?.();
  }
}

const ZLIB_METHOD_DEFLATE = 8;

function decompressorFor(coding: string, first: Buffer): Transform {
  if (coding === "gzip" || coding === "x-gzip") return createGunzip();
  if (coding === "br") return createBrotliDecompress();
  // "deflate" should be in zlib's wrapping, and is bare from some servers: the low half of its first byte tells.
  if (coding === "deflate") return ((first[0] ?? 0) & 0x0f) === ZLIB_METHOD_DEFLATE ? createInflate() : createInflateRaw();
  throw new OutgoingError("network", "unknown content encoding");
}

async function* fromFirst(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  for (let chunk: IteratorResult<Buffer> = { value: first, done: false }; !chunk.done; chunk = await rest.next()) yield chunk.value;
}
