import { createHash, randomBytes as systemRandomBytes } from "node:crypto";

/**
 * Bearer secrets. Stored as SHA-256: they carry over 150 random bits, so a slow hash would protect nothing and cost
 * every request. The last six characters of wc_sk_live_ and fk_live_ secrets are a checksum: a slip of the hand is told without asking the database.
 */
const ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
const CHECKSUM_LENGTH = 6;

const kinds = {
  woocommerce: { prefix: "wc_sk_live_", length: 40, hasChecksum: true },
  shopify: { prefix: "shpat_", length: 32, hasChecksum: false },
  custom: { prefix: "ck_int_", length: 40, hasChecksum: false },
  accessKey: { prefix: "fk_live_", length: 40, hasChecksum: true },
  invitation: { prefix: "fi_", length: 40, hasChecksum: false },
} as const;

export type SecretKind = keyof typeof kinds;
export type IntegrationType = "woocommerce" | "shopify" | "custom";
export const integrationTypes = ["woocommerce", "shopify", "custom"] as const satisfies readonly IntegrationType[];

function randomText(length: number, randomBytes: (size: number) => Buffer): string {
  let text = "";
  while (text.length < length) {
    // 252 = 7 × 36: bytes above it would favour the first letters.
    for (const byte of randomBytes(length)) if (byte < 252 && text.length < length) text += ALPHABET[byte % ALPHABET.length];
  }
  return text;
}

function checksumOf(text: string): string {
  let rest = createHash("sha256").update(text).digest().readUIntBE(0, 6);
  let checksum = "";
  for (let i = 0; i < CHECKSUM_LENGTH; i++) {
    checksum += ALPHABET[rest % ALPHABET.length];
    rest = Math.floor(rest / ALPHABET.length);
  }
  return checksum;
}

export function newSecret(kind: SecretKind, randomBytes: (size: number) => Buffer = systemRandomBytes): string {
  const { prefix, length, hasChecksum } = kinds[kind];
  if (!hasChecksum) return prefix + randomText(length, randomBytes);
  const body = prefix + randomText(length - CHECKSUM_LENGTH, randomBytes);
  return body + checksumOf(body);
}

/** Kind by form and checksum, without asking the database; null: certainly none of ours. */
export function kindOfSecret(secret: string): SecretKind | null {
  for (const [kind, { prefix, length, hasChecksum }] of Object.entries(kinds) as [SecretKind, (typeof kinds)[SecretKind]][]) {
    if (!secret.startsWith(prefix)) continue;
    if (secret.length !== prefix.length + length || !/^[a-z0-9]+$/.test(secret.slice(prefix.length))) return null;
    return !hasChecksum || checksumOf(secret.slice(0, -CHECKSUM_LENGTH)) === secret.slice(-CHECKSUM_LENGTH) ? kind : null;
  }
  return null;
}

export const hashSecret = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** First six and last six characters. */
export const previewSecret = (secret: string): string => `${secret.slice(0, 6)}...${secret.slice(-6)}`;

const SIGNING_SECRET_BYTES = 32;
export const newSigningSecret = (randomBytes: (size: number) => Buffer): string =>
  `whsec_${randomBytes(SIGNING_SECRET_BYTES).toString("base64")}`;
