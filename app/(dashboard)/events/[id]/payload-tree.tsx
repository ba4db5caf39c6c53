import type { ReactNode } from "react";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { digitsOf, type Shown } from "./read-payload";

/** A page has room for so many branches; `all` is asked for by the address. */
const bounds = { few: { nodes: 1_000, entries: 100, letters: 500 }, all: { nodes: 8_000, entries: 8_000, letters: 20_000 } } as const;
const OPEN_LEVELS = 2;
/** Deeper is read by nobody. */
const MAX_DEPTH = 40;

type Room = { left: number; isCut: boolean; readonly entries: number; readonly letters: number };

/** Whether all of it fits is known only when it is drawn. */
export function drawPayload(value: Shown, isAll: boolean, ui: Ui): { tree: ReactNode; isCut: boolean } {
  const { nodes, entries, letters } = bounds[isAll ? "all" : "few"];
  const room: Room = { left: nodes, isCut: false, entries, letters };
  const tree = (
    <div dir="ltr" className="overflow-x-auto rounded bg-sunken p-4 text-start font-mono text-xs leading-relaxed">
      {draw(null, value, 0, room, ui)}
    </div>
  );
  return { tree, isCut: room.isCut };
}

const name = (key: string | null): ReactNode => key !== null && <span className="text-accent">{key}: </span>;

function draw(key: string | null, value: Shown, depth: number, room: Room, ui: Ui): ReactNode {
  room.left -= 1;
  if (value === null || typeof value !== "object")
    return (
      <span className="break-words">
        {name(key)}
        {scalar(value, room, ui)}
      </span>
    );
  const isList = Array.isArray(value);
  const entries = isList ? value.map((item, at) => [String(at), item] as const) : Object.entries(value);
  const { t, format } = ui;
  if (entries.length === 0)
    return (
      <span>
        {name(key)}
        {isList ? "[]" : "{}"}
      </span>
    );
  const shown = [];
  for (const [inner, item] of entries.slice(0, room.entries)) {
    if (room.left <= 0 || depth >= MAX_DEPTH) break;
    shown.push(<li key={inner}>{draw(inner, item, depth + 1, room, ui)}</li>);
  }
  const hidden = entries.length - shown.length;
  if (hidden > 0) room.isCut = true;
  return (
    // Opened and closed by the browser itself: no script, and the keyboard works.
    <details open={depth < OPEN_LEVELS}>
      <summary className="w-fit cursor-pointer rounded py-1">
        {name(key)}
        <span className="text-ink-soft">
          {isList ? "[ ]" : "{ }"}{" "}
          <bdi className="font-sans">{fill(t.events.detail.entries, { count: format.number(entries.length) })}</bdi>
        </span>
      </summary>
      <ul className="ms-1 border-s border-line ps-4">
        {shown}
        {hidden > 0 && (
          <li className="font-sans text-ink-soft">
            <bdi>{fill(t.events.detail.more, { count: format.number(hidden) })}</bdi>
          </li>
        )}
      </ul>
    </details>
  );
}

function scalar(value: null | boolean | string, room: Room, { t, format }: Ui): ReactNode {
  if (typeof value !== "string") return <span className="text-ink-soft">{String(value)}</span>;
  const digits = digitsOf(value);
  if (digits !== null) return <span className="figures">{digits}</span>;
  const shown = value.slice(0, room.letters);
  const hidden = value.length - shown.length;
  if (hidden > 0) room.isCut = true;
  return (
    <>
      &quot;<bdi>{shown}</bdi>&quot;
      {hidden > 0 && <bdi className="font-sans text-ink-soft"> {fill(t.events.detail.letters, { count: format.number(hidden) })}</bdi>}
    </>
  );
}
