import { AppError } from "@/lib/core/errors";
import type { DeliveryRequest } from "./delivery-request";

/**
 * Bytes of request bodies being held at the same time. Beyond this, more would not be faster, only closer to the end of
 * memory; the sender comes again.
 */
const MAX_BODY_BYTES_AT_ONCE = 96 << 20;
/** Of it, for those who are known only by their signature, which stands over the whole body: each keeps only himself waiting. */
const MAX_BODY_BYTES_OF_ONE = 24 << 20;

type Held = { all: number; of: Map<string, number> };
const shared = globalThis as typeof globalThis & { __fikoBodyRoom?: Held };

/** Holds room for a body. @param of who may hold only his share @returns gives the room back @throws AppError unavailable with Retry-After */
export function takeBodyRoom(bytes: number, of: string | null = null): () => void {
  const held = (shared.__fikoBodyRoom ??= { all: 0, of: new Map() });
  const own = of === null ? 0 : (held.of.get(of) ?? 0);
  if (held.all + bytes > MAX_BODY_BYTES_AT_ONCE || (of !== null && own + bytes > MAX_BODY_BYTES_OF_ONE))
    throw new AppError("unavailable", { headers: { "retry-after": "2" } });
  add(held, of, bytes);
  return () => add(held, of, -bytes);
}

function add(held: Held, of: string | null, bytes: number): void {
  held.all += bytes;
  if (of === null) return;
  const own = (held.of.get(of) ?? 0) + bytes;
  if (own > 0) held.of.set(of, own);
  else held.of.delete(of);
}

/** What a body is announced to be, or could be. */
export function announcedBytes(request: Pick<DeliveryRequest, "headers">, maxBytes: number): number {
  const announced = Number(request.headers.get("content-length") ?? maxBytes);
  return Math.min(Number.isFinite(announced) && announced >= 0 ? announced : maxBytes, maxBytes);
}

/** Reads a body whose sender only its signature will show, and holds room for it until `use` is done. @throws AppError unavailable, body_too_large */
export async function withBody<T>(request: DeliveryRequest, maxBytes: number, of: string, use: (body: Buffer) => Promise<T>): Promise<T> {
  const giveRoomBack = takeBodyRoom(announcedBytes(request, maxBytes), of);
  try {
    return await use(await request.readBody(maxBytes));
  } finally {
    giveRoomBack();
  }
}
