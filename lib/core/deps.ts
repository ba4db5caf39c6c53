import type { DbClient } from "./db";
import type { Encryption } from "./encryption";
import type { Env } from "./env";
import type { Logger } from "./log";

/** What the world hands to a use case; each asks for exactly the parts it uses (`Pick<Deps, …>`). */
export type Deps = {
  db: DbClient;
  log: Logger;
  now: () => Date;
  randomBytes: (size: number) => Buffer;
  encryption: Encryption;
  env: Env;
};
