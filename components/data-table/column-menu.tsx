"use client";

import { Columns3 } from "lucide-react";
import { useOptimistic, useTransition } from "react";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { buttonClass } from "../ui/button";
import { Menu } from "../ui/menu";
import { menuFace } from "../ui/menu-face";
import { useAddress } from "../ui/use-address";
import { NO_COLUMNS } from "./columns-of";

type Column = { id: string; label: string; isFixed: boolean; isHiddenAtFirst: boolean };
type Props = {
  columns: readonly Column[];
  /** Of the address; null: the usual ones. */ chosen: readonly string[] | null;
  t: Sentences["table"]["columns"];
};

/** Writes into the address which columns stand there. */
export function ColumnMenu({ columns, chosen, t }: Props) {
  const changeAddress = useAddress();
  const [, startTransition] = useTransition();
  const [current, setCurrent] = useOptimistic(chosen);
  const optional = columns.filter((column) => !column.isFixed);
  const isTicked = ({ id, isHiddenAtFirst }: Column): boolean => current?.includes(id) ?? !isHiddenAtFirst;

  function choose(next: readonly string[] | null) {
    startTransition(() => {
      setCurrent(next);
      changeAddress({ cols: next === null ? null : next.join(",") || NO_COLUMNS }, "replace");
    });
  }
  const toggle = (column: Column) => choose(optional.filter((one) => (one === column) !== isTicked(one)).map(({ id }) => id));
  return (
    <Menu
      face={menuFace(Columns3, t.button)}
      className={buttonClass("plain")}
      entries={[
        ...optional.map((column) => ({
          id: column.id,
          face: column.label,
          isTicked: isTicked(column),
          onSelect: () => toggle(column),
        })),
        { id: "", face: t.usual, isDisabled: current === null, startsGroup: true, onSelect: () => choose(null) },
      ]}
    />
  );
}
