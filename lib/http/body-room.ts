import { AppError } from "@/lib/core/errors";

/**
 * Bytes of request bodies being held at the same time. Beyond this, more would not be faster, only closer to the end of
 * memory; the sender comes again.
 */
const MAX_BODY_BYTES_AT_ONCE = 96 << 20;
const shared = globalThis as typeof globalThis & { __fikoBodyBytes?: number };

/** Holds room for a body. @returns gives the room back @throws AppError unavailable with Retry-After */
export function takeBodyRoom(bytes: number): () => void {
  const held = shared.__fikoBodyBytes ?? 0;
  if (held + bytes > MAX_BODY_BYTES_AT_ONCE) throw new AppError("unavailable", { headers: { "retry-after": "2" } });
  shared.__fikoBodyBytes = held + bytes;
  return () => void (shared.__fikoBodyBytes = (shared.__fikoBodyBytes ?? bytes) - bytes);
}
