export type ApiKey = { consumerKey: string; consumerSecret: string; permissions: "read" | "write" | "read_write" };
