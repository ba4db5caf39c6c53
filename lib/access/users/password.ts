import { hash, verify } from "@node-rs/argon2";

/** OWASP's argon2id minimum (19 MiB, 2 passes, 1 lane). */
const options = { algorithm: 2 /* argon2id; the enum is ambient */, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const MIN_PASSWORD_LENGTH = 10;
/** argon2 takes any length; a megabyte of password is only work. */
export const MAX_PASSWORD_LENGTH = 200;

export const hashPassword = (password: string): Promise<string> => hash(password, options);

let decoy: Promise<string> | undefined;

/** Takes the same time when there is no hash to compare with, so that an unknown e-mail cannot be told by the clock. */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const known = passwordHash ?? (await (decoy ??= hashPassword("nobody's password")));
  const matches = await verify(known, password.slice(0, MAX_PASSWORD_LENGTH));
  return passwordHash !== null && matches;
}
