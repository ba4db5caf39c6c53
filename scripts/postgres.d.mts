export declare class PostgresMissing extends Error {}
export declare function ensurePostgres(say?: (line: string) => void): Promise<{ bin: string; version: number; hasVector: boolean }>;
export declare function findFreePort(): Promise<number>;
export declare function startPostgres(options?: {
  fsync?: boolean;
  say?: (line: string) => void;
}): Promise<{ url: string; stop: () => Promise<void> }>;
