import { clsx } from "clsx";

/** One look for every table, drawn on the server or by a leaf that knows columns and selection. */
type Place = { isNumber?: boolean | undefined; isExtra?: boolean | undefined };

/** Numbers stand at the end, so that their digits line up; what is extra is left out below 1280 px. */
const place = ({ isNumber, isExtra }: Place) => clsx("px-3", isNumber ? "text-end" : "text-start", isExtra && "max-xl:hidden");

export const tableLook = {
  table: "w-full border-separate border-spacing-0 text-sm max-md:hidden",
  head: (column: Place) => clsx(place(column), "sticky top-0 z-10 h-9 border-b border-line bg-canvas font-medium text-ink-soft"),
  row: "group hover:bg-sunken",
  name: (column: Place) => clsx(place(column), "h-10 min-w-32 border-b border-line py-1 font-medium"),
  cell: (column: Place) => clsx(place(column), "h-10 border-b border-line py-1 whitespace-nowrap"),
  list: "border-t border-line md:hidden",
  item: "border-b border-line py-3",
} as const;
