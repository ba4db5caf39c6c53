import { parse as parseLossless, stringify as stringifyLossless } from "lossless-json";
import { fieldsOf } from "@/lib/core/fields";
import { wooEvent, type WooEvent } from "./event-schema";

export type ParsedEvent = { ok: true; event: WooEvent } | { ok: false; fields: Record<string, string> };

/** Checks one event that was parsed from JSON. */
export function checkEvent(value: unknown): ParsedEvent {
  const result = wooEvent.safeParse(value);
  return result.success ? { ok: true, event: result.data } : { ok: false, fields: fieldsOf(result.error) };
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

/** Splits a batch into its events, each as text with every digit it came with. @throws SyntaxError not JSON */
export function splitBatch(body: string): { value: unknown; payload: string }[] | null {
  const whole = JSON.parse(body) as { events?: unknown } | null;
  const values: unknown = whole?.events;
  if (!Array.isArray(values)) return null;
  const exact = (parseLosslessBatch(body)?.events ?? values) as unknown[];
  return values.map((value: unknown, index) => ({ value, payload: stringifyLossless(exact[index]) ?? "null" }));
}

function parseLosslessBatch(body: string): { events: unknown[] } | null {
  try {
    return parseLossless(body, undefined, { onDuplicateKey: lastWins }) as { events: unknown[] };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

