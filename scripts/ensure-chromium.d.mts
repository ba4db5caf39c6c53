export declare function systemChromium(): string | undefined;
export declare function ensureChromium(say?: (line: string) => void): Promise<{ own: true } | { own: false; path: string } | null>;
