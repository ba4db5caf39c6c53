export declare function blankSettings(): Record<string, string>;
export declare function newSecrets(): { NEXTAUTH_SECRET: string; ENCRYPTION_KEYS: string };

export type TestServer = { url: string; pid: number; stop: () => Promise<number>; runCli: (...args: string[]) => Promise<string> };
/** A production server with a folder and a port of its own, once it answers. */
export function startServer(options: { databaseUrl?: string; logFile?: string; env?: Record<string, string> }): Promise<TestServer>;
