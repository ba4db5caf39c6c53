import { describe, expect } from "vitest";
import { updateToken } from "@/lib/access/tokens/change-token";
import { updateTokenBody } from "@/lib/access/tokens/wire";
import { aToken, aUser, anAdmin } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { anEvent, ways } from "@/lib/testing/deliver";
import { runtimeOn } from "@/lib/testing/test-runtime";

describe.each(ways)("through %s", (_, send) => {
  dbTest("a token's rate and addresses hold for the very next message", async ({ db, database }) => {
    const runtime = runtimeOn(database);
    const admin = await anAdmin(db);
    const { id, bearer } = await aToken(db, await aUser(db), { ratePerMinute: 1, rateBurst: 0 });
    const status = async (address = "203.0.113.9") => (await send(runtime, { body: anEvent(), headers: bearer, address })).status;
    const change = (body: object) => updateToken(runtime, admin, id, updateTokenBody.parse(body));
    expect([await status(), await status()]).toEqual([202, 429]);
    await change({ rate_per_minute: 50, rate_burst: 10 });
    expect([await status(), await status()]).toEqual([202, 202]);
    await change({ allowed_ips: ["198.51.100.0/24"] });
    expect([await status(), await status("198.51.100.7")]).toEqual([403, 202]);
    await change({ allowed_ips: null });
    expect(await status()).toBe(202);
  });
});
