import { randomUUID } from "node:crypto";
import type { DbClient } from "@/lib/core/db";

/** A store with an owner of its own, made straight in the database. */
export async function aStore(db: DbClient, name = "A shop"): Promise<{ id: string; ownerId: string }> {
  const owner = await db.user.create({ data: { email: `${randomUUID()}@example.test`, role: "OWNER" }, select: { id: true } });
  const store = await db.store.create({ data: { ownerId: owner.id, name }, select: { id: true } });
  return { id: store.id, ownerId: owner.id };
}
