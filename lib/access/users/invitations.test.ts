import { expect } from "vitest";
import { aStore, aUser, anAdmin } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { runtimeOn } from "@/lib/testing/test-runtime";
import { countStores } from "../stores/count-stores";
import { acceptInvitation, findInvitation } from "./accept-invitation";
import { createUser } from "./create-user";
import { inviteAgain, listInvitations, revokeInvitation } from "./invitations";

const password = "correct horse battery";
const secretOf = (url: string | null) => url?.split("/").at(-1) ?? "";

dbTest("open invitations are listed until they are used, revoked or old", async ({ db, database }) => {
  const deps = runtimeOn(database);
  const admin = await anAdmin(db);
  const invite = (email: string) => createUser(deps, admin, { email, name: null, role: "OWNER" });
  const [used, kept, old] = [await invite("used@x.test"), await invite("kept@x.test"), await invite("old@x.test")];
  await acceptInvitation(deps, secretOf(used.inviteUrl), password);
  await db.invitation.updateMany({ where: { userId: old.id }, data: { expiresAt: new Date(deps.now().getTime() - 1) } });
  const open = await listInvitations(deps, admin);
  expect(open).toMatchObject([{ user: { id: kept.id, email: "kept@x.test", role: "OWNER" } }]);
  expect(JSON.stringify(open)).not.toContain(secretOf(kept.inviteUrl));
});

dbTest("a revoked invitation opens nothing, and the account nobody entered is off", async ({ db, database }) => {
  const deps = runtimeOn(database);
  const admin = await anAdmin(db);
  const made = await createUser(deps, admin, { email: "new@x.test", name: null, role: "ADMIN" });
  const [open] = await listInvitations(deps, admin);
  await revokeInvitation(deps, admin, open?.id ?? "");
  expect(await findInvitation(deps, secretOf(made.inviteUrl))).toBeNull();
  expect(await db.user.findUnique({ where: { id: made.id }, select: { isActive: true } })).toEqual({ isActive: false });
  for (const id of [open?.id ?? "", "7", "00000000-0000-4000-8000-000000000000"])
    await expect(revokeInvitation(deps, admin, id)).rejects.toMatchObject({ code: "invitation_invalid" });
});

dbTest(
  "a new link takes the place of the first, and one for a lost password leaves the account on when revoked",
  async ({ db, database }) => {
    const deps = runtimeOn(database);
    const admin = await anAdmin(db);
    const made = await createUser(deps, admin, { email: "new@x.test", name: null, role: "OWNER" });
    const again = await inviteAgain(deps, admin, made.id);
    expect(await findInvitation(deps, secretOf(made.inviteUrl))).toBeNull();
    await acceptInvitation(deps, secretOf(again.inviteUrl), password);

    await inviteAgain(deps, admin, made.id);
    const [open] = await listInvitations(deps, admin);
    await revokeInvitation(deps, admin, open?.id ?? "");
    expect(await db.user.findUnique({ where: { id: made.id }, select: { isActive: true } })).toEqual({ isActive: true });
    const log = await db.$queryRaw<{ text: string }[]>`SELECT string_agg(a::text, '') AS text FROM audit_entry a`;
    expect(log[0]?.text).toMatch(/invite_again.*revoke_invitation/);
    expect(log[0]?.text).not.toMatch(/fi_[a-z0-9]{40}/);
  },
);

dbTest("only administrators see, make and revoke links, and not for who is off", async ({ db, database }) => {
  const deps = runtimeOn(database);
  const [admin, owner, off] = [await anAdmin(db), await aUser(db), await aUser(db, { isActive: false })];
  await inviteAgain(deps, admin, owner.userId);
  const [open] = await listInvitations(deps, admin);
  for (const attempt of [
    () => listInvitations(deps, owner),
    () => inviteAgain(deps, owner, owner.userId),
    () => revokeInvitation(deps, owner, open?.id ?? ""),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
  for (const id of [off.userId, "7"]) await expect(inviteAgain(deps, admin, id)).rejects.toMatchObject({ code: "user_not_found" });
});

dbTest("people's stores are counted as far as the caller may see them", async ({ db }) => {
  const [admin, one, none] = [await anAdmin(db), await aUser(db), await aUser(db)];
  await aStore(db, one);
  await aStore(db, one);
  const ids = [admin.userId, one.userId, none.userId];
  expect([...(await countStores({ db }, admin, ids))]).toEqual([[one.userId, 2]]);
  expect([...(await countStores({ db }, none, ids))]).toEqual([]);
});
