import { AppError } from "@/lib/core/errors";

/**
 * The body's bytes, refused as soon as it is known to be too large: by its announced length, or at the first byte too many.
 * @throws AppError body_too_large, body_not_json (the sender went away)
 */
export async function readBody(request: Request, maxBytes: number): Promise<Buffer> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes)
    throw new AppError("body_too_large", { headers: { connection: "close" } });
  if (request.body === null) return Buffer.alloc(0);
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new AppError("body_not_json", { cause });
    });
    if (done) break;
    size += value.byteLength;
    if (size > maxBytes) {
      reader.cancel().catch(() => undefined);
      throw new AppError("body_too_large", { headers: { connection: "close" } });
    }
    chunks.push(value);
  }
  const [only] = chunks;
  return chunks.length === 1 && only ? Buffer.from(only.buffer, only.byteOffset, only.byteLength) : Buffer.concat(chunks, size);
}

/** @throws AppError content_type_wrong */
export function requireJson(request: { headers: Pick<Headers, "get"> }): void {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type !== "application/json" && !/^application\/[\w.-]+\+json$/.test(type)) throw new AppError("content_type_wrong");
}

/** @throws AppError body_not_json */
export function parseJson(text: string, revive?: (name: string, value: unknown) => unknown): unknown {
  try {
    return JSON.parse(text, revive) as unknown;
  } catch (cause) {
    throw new AppError("body_not_json", { cause });
  }
}
