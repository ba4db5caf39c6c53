/** Lists that a person may keep a view of, by their address. */
export const viewScreens = ["events", "products", "tokens", "audit", "jobs", "stores", "team", "access-keys", "judged"] as const;
export type ViewScreen = (typeof viewScreens)[number];

/** More than this is a list of its own, no choice above one. */
export const MAX_VIEWS = 30;
export const MAX_QUERY_LENGTH = 2_000;
export const MAX_NAME_LENGTH = 60;
