import { Braces, Download, Sheet } from "lucide-react";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { buttonClass } from "../ui/button";
import { Menu } from "../ui/menu";
import { menuFace } from "../ui/menu-face";

/** Takes home what the filters find. Plain links: the browser's own download, whatever its length. */
export function ExportMenu({ href, t }: { /** Without its format. */ href: string; t: Sentences["table"]["export"] }) {
  const address = (format: "csv" | "json") => `${href}${href.includes("?") ? "&" : "?"}format=${format}`;
  return (
    <Menu
      face={menuFace(Download, t.button)}
      className={buttonClass("plain")}
      entries={[
        { id: "csv", face: menuFace(Sheet, t.csv), href: address("csv") },
        { id: "json", face: menuFace(Braces, t.json), href: address("json") },
      ]}
    />
  );
}
