import { Columns3 } from "lucide-react";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { buttonClass } from "../ui/button";
import { Menu } from "../ui/menu";
import { menuFace } from "../ui/menu-face";

type Props = {
  columns: readonly { id: string; label: string; isFixed?: boolean }[];
  visible: ReadonlySet<string>;
  isUsual: boolean;
  /** null: the usual ones. */ choose: (columns: readonly string[] | null) => void;
  t: Sentences["table"]["columns"];
};

/** Not on a phone: its list has no columns. */
export function ColumnMenu({ columns, visible, isUsual, choose, t }: Props) {
  const optional = columns.filter((column) => !column.isFixed);
  const toggle = (id: string) =>
    choose(optional.filter((column) => (column.id === id) !== visible.has(column.id)).map((column) => column.id));
  return (
    <Menu
      face={menuFace(Columns3, t.button)}
      className={buttonClass("plain", "max-md:hidden")}
      entries={[
        ...optional.map(({ id, label }) => ({ id, face: label, isTicked: visible.has(id), onSelect: () => toggle(id) })),
        { id: "", face: t.usual, isDisabled: isUsual, startsGroup: true, onSelect: () => choose(null) },
      ]}
    />
  );
}
