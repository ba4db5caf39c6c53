import { randomUUID } from "node:crypto";
import type { Db, DbClient } from "@/lib/core/db";
import type { Caller, Role, Scope } from "@/lib/access/caller";
import { hashSecret, newSecret, newSigningSecret, previewSecret, type IntegrationType } from "@/lib/access/secrets";
import { createEncryption } from "@/lib/core/encryption";
import type { IncomingEvent } from "@/lib/events/incoming-event";
import { insertEvents } from "@/lib/events/insert-events";

/** Rows a test stands on. Each is valid as it is; a test names only what it is about. */

export async function aUser(
  db: Db,
  given: { email?: string; role?: Role; name?: string; isActive?: boolean; passwordHash?: string } = {},
): Promise<Caller> {
  const role = given.role ?? "OWNER";
  const { id, email } = await db.user.create({
    data: {
      email: given.email ?? `${randomUUID()}@example.test`,
      role,
      name: given.name ?? null,
      isActive: given.isActive ?? true,
      passwordHash: given.passwordHash ?? null,
    },
    select: { id: true, email: true },
  });
  return { kind: "session", userId: id, email, role, scopes: "*", sourceIp: "198.51.100.1", requestId: "request-of-a-test" };
}

export const anAdmin = (db: Db, given: { email?: string; passwordHash?: string } = {}) => aUser(db, { ...given, role: "ADMIN" });

export async function aStore(db: Db, owner: Pick<Caller, "userId">, given: { name?: string; isActive?: boolean } = {}) {
  return db.store.create({
    data: { ownerId: owner.userId, name: given.name ?? "A shop", isActive: given.isActive ?? true },
    select: { id: true, name: true },
  });
}

export const testEncryption = createEncryption([`k1:${Buffer.alloc(32, 1).toString("base64")}`]);

type GivenToken = Partial<{
  name: string;
  integrationType: IntegrationType;
  isActive: boolean;
  allowedIps: string[];
  expiresAt: Date;
  requireSignature: boolean;
  ratePerMinute: number;
  rateBurst: number;
  createdAt: Date;
}>;

/** A token with its secrets. Without `store` one is made for the user. */
export async function aToken(db: Db, user: Pick<Caller, "userId">, given: GivenToken & { store?: { id: string; name: string } } = {}) {
  const { store: givenStore, integrationType = "woocommerce", name = "A token", ...rest } = given;
  const store = givenStore ?? (await aStore(db, user));
  const secret = newSecret(integrationType);
  const signingSecret = newSigningSecret((size) => Buffer.alloc(size, 7));
  const { id } = await db.integrationToken.create({
    data: {
      ...rest,
      name,
      integrationType,
      storeId: store.id,
      userId: user.userId,
      secretHash: hashSecret(secret),
      preview: previewSecret(secret),
      signingSecret: testEncryption.encrypt(signingSecret),
    },
    select: { id: true },
  });
  return { id, secret, signingSecret, store, bearer: { authorization: `Bearer ${secret}` } };
}

export async function anAccessKey(
  db: Db,
  user: Pick<Caller, "userId">,
  given: { name?: string; scopes?: readonly (Scope | "*")[]; expiresAt?: Date; createdAt?: Date } = {},
) {
  const secret = newSecret("accessKey");
  const { name = "A key", scopes = ["*"], ...rest } = given;
  const { id } = await db.accessKey.create({
    data: { ...rest, userId: user.userId, name, scopes: [...scopes], secretHash: hashSecret(secret), preview: previewSecret(secret) },
    select: { id: true },
  });
  return { id, secret, bearer: { authorization: `Bearer ${secret}` } };
}

export const anIncomingEvent = (storeId: string, given: Partial<IncomingEvent> = {}): IncomingEvent => {
  const eventId = given.eventId ?? `wc_${randomUUID()}`;
  const productId = given.productId ?? "414";
  return {
    storeId,
    tokenId: null,
    eventId,
    eventType: "product.updated",
    source: "woocommerce",
    productId,
    occurredAt: null,
    headers: {},
    sourceIp: "203.0.113.7",
    requestId: null,
    payload: JSON.stringify({
      event_id: eventId,
      event_type: given.eventType ?? "product.updated",
      product: { id: Number(productId), name: "A product" },
    }),
    ...given,
  };
};

/** Stored events, oldest first, as their numbers. */
export async function someEvents(db: DbClient, events: readonly IncomingEvent[]): Promise<string[]> {
  await insertEvents(db, events);
  const rows = await db.event.findMany({
    where: { eventId: { in: events.map((event) => event.eventId) } },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  return rows.map((row) => String(row.id));
}
