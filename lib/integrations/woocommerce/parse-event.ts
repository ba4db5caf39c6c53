import { parse as parseLossless } from "lossless-json";
import { fieldsOf } from "@/lib/core/fields";
import { eventHead, wooEvent, type WooEvent } from "./event-schema";
import { sliceEvents } from "./slice-events";

export type ParsedEvent = { ok: true; event: WooEvent } | { ok: false; fields: Record<string, string> };

/** Checks one event that was parsed from JSON. */
export function checkEvent(value: unknown): ParsedEvent {
  const result = wooEvent.safeParse(value);
  if (result.success) return { ok: true, event: result.data };
  // Without a known type nothing else was looked at: the sender shall hear of everything at once.
  const head = eventHead.safeParse(value);
  return { ok: false, fields: { ...(head.error && fieldsOf(head.error)), ...fieldsOf(result.error) } };
}

/** A number that JavaScript holds exactly is a number; any other keeps its digits as text (money must not lose one). */
const exactNumber = (digits: string): number | string => (String(Number(digits)) === digits ? Number(digits) : digits);

/** As JSON.parse does. */
const lastWins = ({ newValue }: { newValue: unknown }): unknown => newValue;

/** Reads stored JSON without losing a digit. Nesting too deep for that reader is beyond any product's fields. */
export function parseExactly(payload: string): unknown {
  try {
    return parseLossless(payload, undefined, { parseNumber: exactNumber, onDuplicateKey: lastWins });
  } catch (error) {
    if (error instanceof RangeError) return JSON.parse(payload) as unknown;
    throw error;
  }
}

/** Splits a batch into its events, each as value and as the text it came as. Null: no list of events. @throws SyntaxError not JSON */
export function splitBatch(body: string): { value: unknown; payload: string }[] | null {
  const whole = JSON.parse(body) as { events?: unknown } | null;
  const values: unknown = whole?.events;
  if (!Array.isArray(values)) return null;
  const payloads = sliceEvents(body);
  return values.map((value: unknown, index) => ({ value, payload: payloads[index] ?? "null" }));
}
