/** The pages of the navigation. `hasStore`: a list that `?store=` narrows to one store. Without their icons: every page knows these. */
export const places = [
  { href: "/overview", key: "overview", isForAdmins: false, hasStore: false },
  { href: "/products", key: "products", isForAdmins: false, hasStore: true },
  { href: "/events", key: "events", isForAdmins: false, hasStore: true },
  { href: "/knowledge", key: "knowledge", isForAdmins: false, hasStore: true },
  { href: "/stores", key: "shops", isForAdmins: false, hasStore: false },
  { href: "/jobs", key: "syncs", isForAdmins: false, hasStore: true },
  { href: "/tokens", key: "tokens", isForAdmins: true, hasStore: true },
  { href: "/access-keys", key: "accessKeys", isForAdmins: false, hasStore: false },
  { href: "/team", key: "team", isForAdmins: true, hasStore: false },
  { href: "/audit", key: "audit", isForAdmins: false, hasStore: true },
  { href: "/help", key: "help", isForAdmins: false, hasStore: false },
] as const;

export const placesOf = (role: "ADMIN" | "OWNER") => places.filter(({ isForAdmins }) => !isForAdmins || role === "ADMIN");
