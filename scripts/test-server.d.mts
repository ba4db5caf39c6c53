export declare function blankSettings(): Record<string, string>;
export declare function newSecrets(): { NEXTAUTH_SECRET: string; ENCRYPTION_KEYS: string };
