import { expect } from "vitest";
import { anAdmin, aUser } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { listUsers } from "./list-users";
import { userFilters, userOrderings } from "./wire";

dbTest("people are listed by name, last sign-in and role, both ways, page by page; never counts as longest ago", async ({ db }) => {
  const admin = await anAdmin(db, { email: "m@example.test" });
  for (const email of ["b@example.test", "a@example.test", "c@example.test", "d@example.test"]) await aUser(db, { email });
  await db.user.updateMany({ where: { email: "d@example.test" }, data: { name: "Zed" } });
  await db.user.updateMany({ where: { email: "c@example.test" }, data: { lastSignInAt: new Date("2026-11-02T00:00:00Z") } });
  await db.user.updateMany({ where: { email: "a@example.test" }, data: { lastSignInAt: new Date("2026-11-01T00:00:00Z") } });
  const walk = async (ordering: string) => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listUsers({ db }, admin, userFilters.parse({ ordering, limit: 2, ...(cursor && { cursor }) }));
      expect(page.count).toEqual({ count: 5, isEstimate: false });
      seen.push(...page.rows.map(({ email }) => email.charAt(0)));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    return seen.join("");
  };
  expect(await walk("name"), "who has no name stands by the e-mail").toBe("abcmd");
  expect((await walk("-last_sign_in_at")).slice(0, 2)).toBe("ca");
  expect((await walk("role")).slice(0, 1)).toBe("m");
  for (const ordering of userOrderings.filter((one) => !one.startsWith("-")))
    expect(await walk(`-${ordering}`), ordering).toBe([...(await walk(ordering))].toReversed().join(""));
  await expect(listUsers({ db }, await aUser(db), userFilters.parse({}))).rejects.toMatchObject({ code: "forbidden" });
});
