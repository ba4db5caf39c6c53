/** A whole list, sent as it is read. A CSV that had to be cut says so in its last line, JSON in `is_cut`. */
export const exported = { method: "GET", status: 200, streams: ["application/json", "text/csv"] } as const;
