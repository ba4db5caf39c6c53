import type { EngineEvent } from "./wire";

/** The only key expressions the embedded engine knows; the real server takes any CEL. */
export const KEY_PATH = /^event\.data(\.[A-Za-z_][A-Za-z0-9_]*)+$/;

/** The field's value as a text that is equal exactly when the value is; null when the event does not have it. */
export function readKey(path: string, event: EngineEvent): string | null {
  let value: unknown = event.data;
  for (const name of path.split(".").slice(2)) {
    value =
      typeof value === "object" && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
  }
  return value === undefined || value === null ? null : JSON.stringify(value);
}
