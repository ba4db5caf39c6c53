import type { DbClient } from "@/lib/core/db";
import { aStore, aUser } from "./builders";

/** A store with an owner of its own. */
export const anOwnedStore = async (db: DbClient): Promise<{ id: string; name: string }> => aStore(db, await aUser(db));
