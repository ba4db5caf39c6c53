import { createHash } from "node:crypto";

/** A text that fits into an index: long ones, and ones with characters PostgreSQL refuses (U+0000), by their digest. */
export function storableKey(text: string): string {
  return /^[\x20-\x7e]{1,200}$/.test(text) ? text : `sha256:${createHash("sha256").update(text).digest("hex")}`;
}
