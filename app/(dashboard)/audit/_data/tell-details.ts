import { roles } from "@/lib/access/caller";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";

export type Detail = { label: string; text: string };
type Values = Record<string, unknown>;

const isValues = (value: unknown): value is Values => typeof value === "object" && value !== null && !Array.isArray(value);
const isTime = (text: string) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text);
/** What is said elsewhere in the row, as a link. */
const SAID_ELSEWHERE = ["storeId", "userId"];

function tellValue(value: unknown, { t, format }: Ui): string {
  if (value === null || value === undefined || value === "") return t.common.none;
  if (typeof value === "boolean") return value ? t.common.yes : t.common.no;
  if (typeof value === "number") return format.number(value);
  if (Array.isArray(value)) return value.length === 0 ? t.common.none : value.map((one) => String(one)).join(" · ");
  if (typeof value !== "string") return JSON.stringify(value);
  const role = roles.find((one) => one === value);
  if (role) return t.shell.role[role];
  return isTime(value) ? format.dateTime(new Date(value)) : value;
}

/** An entry's details as a list of names and values; of a change what was, and what became of it. */
export function tellDetails(details: Values, ui: Ui): Detail[] {
  const { before, after, ...rest } = details;
  const names: Record<string, string> = ui.t.audit.field;
  const labelOf = (name: string) => names[name] ?? name;
  const was = isValues(before) ? before : {};
  const became = isValues(after) ? after : {};
  const changes = Object.entries(became)
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(was[name]))
    .map(([name, value]) => ({
      label: labelOf(name),
      text: name in was ? fill(ui.t.audit.change, { before: tellValue(was[name], ui), after: tellValue(value, ui) }) : tellValue(value, ui),
    }));
  const others = Object.entries(rest)
    .flatMap(([name, value]) => (isValues(value) ? Object.entries(value) : [[name, value] as const]))
    .filter(([name, value]) => !SAID_ELSEWHERE.includes(name) && !(name in became) && value !== undefined)
    .map(([name, value]) => ({ label: labelOf(name), text: tellValue(value, ui) }));
  return [...others, ...changes];
}
