import { expect } from "vitest";
import type { DbClient } from "@/lib/core/db";
import { aStore, aToken, aUser, anAdmin } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { recordAudit } from "../audit";
import type { Caller } from "../caller";
import { createAccessKey } from "../keys/create-access-key";
import { createStore } from "../stores/create-store";
import { updateToken } from "../tokens/change-token";
import { updateTokenBody } from "../tokens/wire";
import { updateUser } from "../users/update-user";
import { runtimeOn } from "@/lib/testing/test-runtime";
import { listAudit } from "./list-audit";
import { auditFilters } from "./wire";

const asked = (query: Record<string, string> = {}) => auditFilters.parse(query);
const actionsOf = async (db: DbClient, caller: Caller, query?: Record<string, string>) =>
  (await listAudit({ db }, caller, asked(query))).rows.map(({ action }) => action);

dbTest("an owner reads of the own acts, the own stores and the own account; of others nothing", async ({ db, database }) => {
  const deps = runtimeOn(database);
  const [admin, owner, other] = [await anAdmin(db), await aUser(db), await aUser(db)];
  const mine = await createStore(deps, owner, { name: "Mine" });
  const token = await aToken(db, owner, { store: mine });
  await updateToken(deps, admin, token.id, updateTokenBody.parse({ name: "By the administrator" }));
  await updateUser(deps, admin, owner.userId, { role: undefined, isActive: true });
  await createStore(deps, other, { name: "Another's" });
  await createAccessKey(deps, other, { name: "k", scopes: ["catalog:read"], userId: null, expiresAt: null });

  expect(await actionsOf(db, owner)).toEqual(["user.update", "token.update", "store.create"]);
  expect(await actionsOf(db, admin)).toEqual(["access_key.create", "store.create", "user.update", "token.update", "store.create"]);
  expect(await actionsOf(db, await aUser(db))).toEqual([]);
  expect((await listAudit({ db }, owner, asked())).count).toEqual({ count: 3, isEstimate: false });
  for (const probe of [{ user_id: other.userId }, { target_type: "access_key" }, { action: "access_key.create" }] as Record<
    string,
    string
  >[])
    expect(await actionsOf(db, owner, probe)).toEqual([]);
});

dbTest("an entry names its target and store; from where others acted is the administrators' to know", async ({ db, database }) => {
  const deps = runtimeOn(database);
  const [admin, owner] = [await anAdmin(db), await aUser(db)];
  const store = await createStore(deps, owner, { name: "Mine" });
  const token = await aToken(db, owner, { store, name: "Before" });
  await updateToken(deps, admin, token.id, updateTokenBody.parse({ name: "After", allowed_ips: ["203.0.113.7"] }));
  const [toOwner] = (await listAudit({ db }, owner, asked())).rows;
  const [toAdmin] = (await listAudit({ db }, admin, asked())).rows;
  expect(toOwner).toMatchObject({
    action: "token.update",
    user: { id: admin.userId, email: admin.email },
    targetId: token.id,
    targetName: "After",
    store: { id: store.id, name: "Mine" },
    details: { before: { name: "Before", allowedIps: [] }, after: { name: "After", allowedIps: ["203.0.113.7"] } },
    sourceIp: null,
    requestId: null,
  });
  expect(toAdmin).toMatchObject({ sourceIp: "198.51.100.1", requestId: "request-of-a-test" });
  expect((await listAudit({ db }, owner, asked({ action: "store.create" }))).rows).toMatchObject([{ sourceIp: "198.51.100.1" }]);
});

dbTest("every filter narrows the list, alone and together", async ({ db }) => {
  const [admin, other] = [await anAdmin(db), await anAdmin(db)];
  const store = await aStore(db, other);
  await recordAudit(db, admin, { action: "store.update", targetType: "store", targetId: store.id });
  await recordAudit(db, other, { action: "store.sync", targetType: "store", targetId: store.id });
  await recordAudit(db, null, { action: "user.accept_invitation", targetType: "user", targetId: other.userId });
  await db.$executeRaw`UPDATE audit_entry SET created_at = '2025-11-10T09:00:00Z' WHERE action = 'store.sync'`;
  expect(await actionsOf(db, admin)).toEqual(["user.accept_invitation", "store.update", "store.sync"]);
  expect(await actionsOf(db, admin, { user_id: other.userId })).toEqual(["store.sync"]);
  expect(await actionsOf(db, admin, { action: "store.update" })).toEqual(["store.update"]);
  expect(await actionsOf(db, admin, { target_type: "user" })).toEqual(["user.accept_invitation"]);
  expect(await actionsOf(db, admin, { target_type: "store", target_id: store.id })).toEqual(["store.update", "store.sync"]);
  expect(await actionsOf(db, admin, { until: "2025-11-10T09:00:01Z" })).toEqual(["store.sync"]);
  expect(await actionsOf(db, admin, { since: "2025-11-10T09:00:01Z", target_type: "store" })).toEqual(["store.update"]);
  expect(await actionsOf(db, admin, { user_id: "nobody" })).toEqual([]);
});

dbTest("a store narrows the log, also for its owner; an id that is none finds nothing", async ({ db }) => {
  const [admin, owner] = [await anAdmin(db), await aUser(db)];
  const [first, second, foreign] = [await aStore(db, owner), await aStore(db, owner), await aStore(db, admin)];
  for (const { id } of [first, second, foreign]) await recordAudit(db, admin, { action: "store.sync", targetType: "store", targetId: id });
  await recordAudit(db, owner, { action: "event.replay", targetType: "event", targetId: "1", storeId: second.id });
  expect(await actionsOf(db, admin, { store_id: foreign.id })).toEqual(["store.sync"]);
  for (const caller of [admin, owner]) {
    expect(await actionsOf(db, caller, { store_id: second.id })).toEqual(["event.replay", "store.sync"]);
    expect((await listAudit({ db }, caller, asked({ store_id: second.id }))).count.count).toBe(2);
    expect(await actionsOf(db, caller, { store_id: second.id, action: "store.sync" })).toEqual(["store.sync"]);
    expect(await actionsOf(db, caller, { store_id: "none" })).toEqual([]);
  }
  expect(await actionsOf(db, owner, { store_id: foreign.id })).toEqual([]);
});

dbTest("administrators find acts by their address or how it begins; for others there is no such question", async ({ db }) => {
  const [admin, owner] = [await anAdmin(db), await aUser(db)];
  for (const [sourceIp, id] of [
    ["203.0.113.7", "a"],
    ["203.0.113.70", "b"],
    ["203.0.11.7", "c"],
    ["2001:db8::1", "d"],
    [null, "e"],
    ["fe80::1%eth0", "f"],
    ["fe80::12%eth0", "g"],
  ] as const)
    await recordAudit(db, { ...admin, sourceIp }, { action: "event.replay", targetType: "event", targetId: id });
  const found = async (source_ip: string) => (await listAudit({ db }, admin, asked({ source_ip }))).rows.map(({ targetId }) => targetId);
  expect(await found("203.0.113.7")).toEqual(["a"]);
  expect(await found(" ::ffff:203.0.113.7 ")).toEqual(["a"]);
  expect(await found("203.0.113.*")).toEqual(["b", "a"]);
  expect(await found("203.0.11*")).toEqual(["c", "b", "a"]);
  expect(await found("2001:0DB8:0::1")).toEqual(["d"]);
  expect(await found("2001:DB8:*")).toEqual(["d"]);
  expect(await found("fe80::1%eth0"), "another machine on the same card is not it").toEqual(["f"]);
  expect((await listAudit({ db }, admin, asked({ source_ip: "203.0.*" }))).count).toEqual({ count: 3, isEstimate: false });
  for (const nonsense of ["*", "%", "203.0.113._", "203.0.113.%*", "here", "203.0.113.7/24"])
    expect(auditFilters.safeParse({ source_ip: nonsense }).success, nonsense).toBe(false);
  await expect(listAudit({ db }, owner, asked({ source_ip: "203.0.113.7" }))).rejects.toMatchObject({ code: "forbidden" });
});

dbTest("pages follow each other without gap or repetition, for an administrator and an owner of two stores", async ({ db }) => {
  const [admin, owner] = [await anAdmin(db), await aUser(db)];
  const stores = [await aStore(db, owner), await aStore(db, owner)];
  const instant = new Date("2025-11-10T09:00:00Z");
  // Many at the same instant: the number decides between them.
  await db.auditEntry.createMany({
    data: Array.from({ length: 11 }, (_, index) => ({
      actorId: index % 3 === 0 ? owner.userId : admin.userId,
      actorKind: "session",
      action: "store.sync",
      targetType: "store",
      targetId: stores[index % 2]?.id ?? "",
      storeId: stores[index % 2]?.id ?? "",
      createdAt: index < 6 ? instant : new Date(instant.getTime() + index),
    })),
  });
  type Listed = Awaited<ReturnType<typeof listAudit>>;
  const walk = async (caller: Caller, ordering: string) => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Listed = await listAudit({ db }, caller, asked({ ordering, limit: "4", ...(cursor && { cursor }) }));
      seen.push(...page.rows.map(({ id }) => id));
      cursor = page.next;
    } while (cursor);
    return seen.map(Number);
  };
  for (const caller of [admin, owner]) {
    const seen = await walk(caller, "-created_at");
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => b - a));
    expect(seen).toHaveLength(11);
    expect(await walk(caller, "created_at")).toEqual(seen.toReversed());
  }
  const { next } = await listAudit({ db }, admin, asked({ limit: "4" }));
  await expect(listAudit({ db }, admin, asked({ ordering: "created_at", cursor: next ?? "" }))).rejects.toMatchObject({
    code: "cursor_invalid",
  });
  await expect(listAudit({ db }, admin, asked({ cursor: "bm9uc2Vuc2U" }))).rejects.toMatchObject({ code: "cursor_invalid" });
});
