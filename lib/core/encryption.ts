import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/**
 * AES-256-GCM for secrets that must be read back (signing secrets, shops' keys).
 * Text form: `<key id>:<base64 of nonce(12) + tag(16) + ciphertext>`; the key id allows rotation.
 */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export type Encryption = {
  encrypt(plain: string): string;
  decrypt(sealed: string): string;
  /** Was it sealed with the key that seals now? */
  isNewest(sealed: string): boolean;
  /** Newest first. */
  keyIds: readonly string[];
  /** Those that only open. */
  olderKeys: readonly string[];
};

/** @param keys `id:base64`, newest first; the first encrypts, all decrypt. */
export function createEncryption(keys: readonly string[]): Encryption {
  const byId = new Map(
    keys.map((entry) => {
      const at = entry.indexOf(":");
      return [entry.slice(0, at), Buffer.from(entry.slice(at + 1), "base64")] as const;
    }),
  );
  const [newest] = byId;
  if (!newest) throw new Error("no encryption key");
  const keyIds = [...byId.keys()];
  return {
    keyIds,
    olderKeys: keyIds.slice(1),
    isNewest: (sealed) => sealed.startsWith(`${newest[0]}:`),
    encrypt(plain) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", newest[1], nonce);
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return `${newest[0]}:${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64")}`;
    },
    decrypt(sealed) {
      const at = sealed.indexOf(":");
      const key = byId.get(sealed.slice(0, at));
      if (!key) throw new Error(`encryption key "${sealed.slice(0, at)}" is not in ENCRYPTION_KEYS`);
      const bytes = Buffer.from(sealed.slice(at + 1), "base64");
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString("utf8");
    },
  };
}
