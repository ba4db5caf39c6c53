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
} from "lucide-react";

/** The pages of the navigation. `hasStore`: a list that `?store=` narrows to one store. */
export const places = [
  { href: "/overview", key: "overview", icon: LayoutDashboard, isForAdmins: false, hasStore: false },
  { href: "/products", key: "products", icon: Package, isForAdmins: false, hasStore: true },
  { href: "/events", key: "events", icon: Radio, isForAdmins: false, hasStore: true },
  { href: "/knowledge", key: "knowledge", icon: BookOpenText, isForAdmins: false, hasStore: true },
  { href: "/stores", key: "shops", icon: Store, isForAdmins: false, hasStore: false },
  { href: "/jobs", key: "syncs", icon: RefreshCw, isForAdmins: false, hasStore: true },
  { href: "/tokens", key: "tokens", icon: KeyRound, isForAdmins: true, hasStore: true },
  { href: "/access-keys", key: "accessKeys", icon: KeySquare, isForAdmins: false, hasStore: false },
  { href: "/team", key: "team", icon: Users, isForAdmins: true, hasStore: false },
  { href: "/audit", key: "audit", icon: ScrollText, isForAdmins: false, hasStore: false },
  { href: "/help", key: "help", icon: CircleHelp, isForAdmins: false, hasStore: false },
] as const;

export const placesOf = (role: "ADMIN" | "OWNER") => places.filter(({ isForAdmins }) => !isForAdmins || role === "ADMIN");
