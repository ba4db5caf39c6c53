import {
  BookOpenText,
  CircleHelp,
  KeyRound,
  KeySquare,
  LayoutDashboard,
  Package,
  Radio,
  RefreshCw,
  ScrollText,
  Store,
  Users,
  type LucideIcon,
} from "lucide-react";
import type { places } from "./places";

/** How each page of the navigation looks; drawn on the server, and in the palette once that is loaded. */
export const placeIcons: Record<(typeof places)[number]["key"], LucideIcon> = {
  overview: LayoutDashboard,
  products: Package,
  events: Radio,
  knowledge: BookOpenText,
  shops: Store,
  syncs: RefreshCw,
  tokens: KeyRound,
  accessKeys: KeySquare,
  team: Users,
  audit: ScrollText,
  help: CircleHelp,
};
