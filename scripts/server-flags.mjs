/**
 * Node's options for scripts/server.mjs. Left alone, V8 lets the heap grow towards gigabytes before it tidies up; the
 * server needs some 200 MB. NODE_OPTIONS with a limit of one's own wins.
 */
export const serverFlags = (process.env.NODE_OPTIONS ?? "").includes("max-old-space-size") ? [] : ["--max-old-space-size=320"];
