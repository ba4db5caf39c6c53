import { RestError } from "./rest-error";
import { parseDate } from "./shop-dates";

export type ParamRule = {
  type: "string" | "integer" | "boolean" | "date-time" | "array" | "object" | "integer-list" | "string-list" | "mixed";
  enum?: readonly string[];
  minimum?: number;
  maximum?: number;
};
export type ParamRules = Record<string, ParamRule>;

type Complaint = { code: string; message: string; data: { param: string } | null };

const BOOLEANS = [true, false, 0, 1, "0", "1", "true", "false", "TRUE", "FALSE", ""];

const isInteger = (value: unknown): boolean =>
  typeof value === "number" ? Number.isInteger(value) : typeof value === "string" && /^\s*[+-]?\d+(\.0*)?\s*$/.test(value);
const hasType: Record<ParamRule["type"], (value: unknown) => boolean> = {
  string: (value) => typeof value === "string",
  integer: isInteger,
  boolean: (value) => BOOLEANS.some((one) => one === value),
  "date-time": (value) => typeof value === "string",
  array: (value) => Array.isArray(value) || typeof value === "string",
  object: (value) => value === "" || (typeof value === "object" && value !== null && !Array.isArray(value)),
  "integer-list": () => true,
  "string-list": () => true,
  mixed: () => true,
};
const NAMES: Partial<Record<ParamRule["type"], string>> = { "integer-list": "array", "string-list": "array", "date-time": "string" };

const wrongType = (param: string, type: string): Complaint => ({
  code: "rest_invalid_type",
  message: `${param} is not of type ${type}.`,
  data: { param },
});

const inEnglish = (words: readonly string[]): string =>
  words.length < 3 ? words.join(" and ") : `${words.slice(0, -1).join(", ")}, and ${words.at(-1)}`;

/** Lists come as a text with commas or as several values. */
export const listOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value.map(String) : String(value).split(/[\s,]+/)).filter((item) => item !== "");

function complainAbout(param: string, rule: ParamRule, value: unknown): Complaint | null {
  if (!hasType[rule.type](value)) return wrongType(param, NAMES[rule.type] ?? rule.type);
  if (rule.type === "date-time" && parseDate(String(value), 0) === null) {
    return { code: "rest_invalid_date", message: "Invalid date.", data: null };
  }
  if (rule.type === "integer-list") {
    const wrong = listOf(value).findIndex((item) => !isInteger(item));
    if (wrong >= 0) return wrongType(`${param}[${wrong}]`, "integer");
  }
  return complainAboutEnum(param, rule, value) ?? complainAboutBounds(param, rule, Number(value));
}

function complainAboutEnum(param: string, { type, enum: allowed }: ParamRule, value: unknown): Complaint | null {
  if (!allowed) return null;
  const wrong = (type === "string-list" ? listOf(value) : [String(value)]).findIndex((item) => !allowed.includes(item));
  if (wrong < 0) return null;
  const name = type === "string-list" ? `${param}[${wrong}]` : param;
  return { code: "rest_not_in_enum", message: `${name} is not one of ${inEnglish(allowed)}.`, data: null };
}

function complainAboutBounds(param: string, { minimum, maximum }: ParamRule, value: number): Complaint | null {
  const isOut = (minimum !== undefined && value < minimum) || (maximum !== undefined && value > maximum);
  if (!isOut) return null;
  const message =
    minimum !== undefined && maximum !== undefined
      ? `${param} must be between ${minimum} (inclusive) and ${maximum} (inclusive)`
      : `${param} must be ${minimum !== undefined ? `greater than or equal to ${minimum}` : `less than or equal to ${maximum}`}`;
  return { code: "rest_out_of_bounds", message, data: null };
}

/**
 * Checks what came against the rules; unknown names and null are let through, as the shop does.
 * @throws RestError rest_invalid_param, naming them all, in the order of the rules
 */
export function checkParams(rules: ParamRules, given: (name: string) => unknown): void {
  const complaints = Object.entries(rules).flatMap(([param, rule]) => {
    const value = given(param);
    const complaint = value === undefined || value === null ? null : complainAbout(param, rule, value);
    return complaint ? [[param, complaint] as const] : [];
  });
  if (complaints.length === 0) return;
  throw new RestError(400, "rest_invalid_param", `Invalid parameter(s): ${complaints.map(([param]) => param).join(", ")}`, {
    params: Object.fromEntries(complaints.map(([param, { message }]) => [param, message])),
    details: Object.fromEntries(complaints),
  });
}
