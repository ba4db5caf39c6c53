import { expect } from "vitest";
import { createLog } from "@/lib/core/log";
import type { Caller } from "@/lib/access/caller";
import { revokeAccessKey } from "@/lib/access/keys/list-access-keys";
import { updateUser } from "@/lib/access/users/update-user";
import { updateUserBody } from "@/lib/access/users/wire";
import { MAX_JUDGEMENTS_PER_STORE } from "@/lib/knowledge/judgements/wire";
import { aStore, aToken, aUser, anAccessKey, anAdmin, anIncomingEvent, someEvents } from "@/lib/testing/builders";
import { call } from "@/lib/testing/call-endpoint";
import { dbTest } from "@/lib/testing/db-test";
import { aDraft, saveProducts, searchableProducts } from "@/lib/testing/products";
import { runtimeOn } from "@/lib/testing/test-runtime";
import { endpoints } from "./endpoints";
import { answerExport, type Exported } from "./exporting";

const log = createLog("silent");
const linesOf = (csv: string) => csv.split("\r\n").filter((line) => line !== "");

/** Numbers in pages, and how many pages were asked for. */
function aLongList(pages: number, given: Partial<Exported<number>> = {}) {
  const asked: (string | undefined)[] = [];
  const exported: Exported<number> = {
    what: "events",
    format: "csv",
    filters: {},
    read: ({ limit, cursor }) => {
      asked.push(cursor);
      const start = Number(cursor ?? 0);
      const next = start + limit;
      return Promise.resolve({
        rows: Array.from({ length: limit }, (_, at) => start + at),
        next: next < pages * limit ? String(next) : null,
      });
    },
    toWire: (row) => ({ id: row }),
    columns: { id: String },
    stillMay: () => Promise.resolve(),
    ...given,
  };
  return { asked, exported };
}

dbTest("the first bytes come before the second page is read, and who leaves ends the reading", async ({ db }) => {
  const deps = { db, log, now: () => new Date("2025-11-10T00:00:00Z") };
  const { asked, exported } = aLongList(50);
  const answer = await answerExport(deps, await aUser(db), exported);
  expect(answer.headers.get("content-disposition")).toBe('attachment; filename="events-2025-11-10.csv"');
  const reader = answer.body?.getReader();
  const head = new TextDecoder("utf-8", { ignoreBOM: true }).decode((await reader?.read())?.value);
  expect(head).toBe("\uFEFFid\r\n");
  await reader?.read();
  expect(asked).toEqual([undefined]);
  await reader?.read();
  expect(asked).toEqual([undefined, "1000"]);
  await reader?.cancel();
  expect(asked).toEqual([undefined, "1000"]);
});

dbTest("a list that is too long is cut, and says so; one of just that length is whole", async ({ db }) => {
  const deps = { db, log, now: () => new Date() };
  const caller = await aUser(db);
  const csv = await (await answerExport(deps, caller, { ...aLongList(3).exported, maxRows: 2_000 })).text();
  expect(linesOf(csv)).toHaveLength(2_002);
  expect(linesOf(csv).at(-1)).toMatch(/Cut after 2000 rows/);
  const json = await (await answerExport(deps, caller, { ...aLongList(3, { format: "json" }).exported, maxRows: 2_000 })).json();
  expect(json).toMatchObject({ count: 2_000, is_cut: true });
  const whole = await (await answerExport(deps, caller, { ...aLongList(2, { format: "json" }).exported, maxRows: 2_000 })).json();
  expect(whole).toMatchObject({ count: 2_000, is_cut: false });
});

dbTest("a problem before the first byte is an answer, a later one breaks the file off", async ({ db }) => {
  const deps = { db, log, now: () => new Date() };
  const caller = await aUser(db);
  const away = () => Promise.reject(new Error("the database is away"));
  await expect(answerExport(deps, caller, { ...aLongList(1).exported, read: away })).rejects.toThrow("away");
  const { exported } = aLongList(3);
  const torn = await answerExport(deps, caller, { ...exported, read: (place) => (place.cursor ? away() : exported.read(place)) });
  await expect(torn.text()).rejects.toThrow("away");
});

dbTest("20,000 events leave as CSV and as JSON, each once, in the order asked for, and only one's own", async ({ db, database }) => {
  runtimeOn(database);
  const [owner, other] = [await aUser(db), await aUser(db)];
  const [store, foreign] = [await aStore(db, owner, { name: "=SUM(A1)" }), await aStore(db, other)];
  await db.$executeRaw`
    INSERT INTO event (store_id, event_id, event_type, source, product_id, payload, status)
    SELECT CASE WHEN n % 100 = 0 THEN ${foreign.id}::uuid ELSE ${store.id}::uuid END, 'e' || n, 'product.updated', 'woocommerce', n::text, '{}',
      CASE WHEN n % 2 = 0 THEN 'failed' ELSE 'succeeded' END FROM generate_series(1, 20200) n`;
  const { bearer: headers } = await anAccessKey(db, owner);

  const csv = await call(endpoints.exportEvents, { headers, query: { format: "csv" } });
  expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  const lines = linesOf(await csv.text());
  expect(lines[0]?.split(",")[1]).toBe("event_id");
  expect(lines).toHaveLength(1 + 19_998);
  expect(new Set(lines).size).toBe(lines.length);
  expect(lines[1]).toContain(",e20199,");
  expect(lines[1], "a name that looks like a formula is text").toContain(",'=SUM(A1),");

  const json = await call(endpoints.exportEvents, { headers, query: { status: "failed,retrying", ordering: "created_at" } });
  const body = (await json.json()) as { count: number; is_cut: boolean; results: { event_id: string }[] };
  expect(body).toMatchObject({ count: 9_898, is_cut: false });
  expect(body.results.slice(0, 2).map((event) => event.event_id)).toEqual(["e2", "e4"]);
});

dbTest(
  "products leave with money as text; what a spreadsheet would run is text, quotes and line breaks stay one cell",
  async ({ db, database }) => {
    runtimeOn(database);
    const owner = await aUser(db);
    const store = await aStore(db, owner);
    const titles = ['=HYPERLINK("http://x")', "+1", "-2", "@cmd", "\tTab", 'کفش "چرم", سبک\nدو خط'];
    await searchableProducts(
      db,
      store.id,
      titles.map((title, at) => aDraft({ externalId: `woo_${at}`, title, price: "850000.50" })),
    );
    const { bearer: headers } = await anAccessKey(db, owner);
    const csv = await (await call(endpoints.exportProducts, { headers, query: { format: "csv", ordering: "title" } })).text();
    for (const text of ['"\'=HYPERLINK(""http://x"")"', ",'+1,", ",'-2,", ",'@cmd,", '"کفش ""چرم"", سبک\nدو خط"'])
      expect(csv).toContain(text);
    expect(csv).toContain(",850000.5,");
  },
);

dbTest("an amount below zero stays a number with all its digits, beside a title that looks like one", async ({ db, database }) => {
  runtimeOn(database);
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  await saveProducts(db, store.id, [aDraft({ title: "-3", price: "-12345678.0123456789", stockQuantity: "-3" })]);
  const { bearer: headers } = await anAccessKey(db, owner);
  const csv = await (await call(endpoints.exportProducts, { headers, query: { format: "csv" } })).text();
  const [names = [], cells = []] = linesOf(csv.replace("\uFEFF", "")).map((line) => line.split(","));
  const cell = (name: string) => cells[names.indexOf(name)];
  expect([cell("title"), cell("price"), cell("stock_quantity")]).toEqual(["'-3", "-12345678.0123456789", "-3"]);
});

dbTest("a product that changes while it is downloaded is neither passed over nor sent twice", async ({ db, database }) => {
  runtimeOn(database);
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  const ids = Array.from({ length: 2_500 }, (_, at) => `woo_${at}`);
  await saveProducts(
    db,
    store.id,
    ids.map((externalId) => aDraft({ externalId, title: externalId })),
  );
  const { bearer: headers } = await anAccessKey(db, owner);
  const answer = await call(endpoints.exportProducts, { headers });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
    text += chunk.value;
    await db.$executeRaw`UPDATE product SET updated_at = clock_timestamp(), title = 'a' || title`;
  }
  const { results } = JSON.parse(text) as { results: { external_id: string }[] };
  expect(results.map(({ external_id }) => external_id).sort()).toEqual([...ids].sort());
});

dbTest("tokens leave without secrets and for administrators only; every download is on record", async ({ db, database }) => {
  const runtime = runtimeOn(database);
  const [admin, owner] = [await anAdmin(db), await aUser(db)];
  const token = await aToken(db, owner, { name: "Main" });
  const key = await anAccessKey(db, admin);
  const text = await (await call(endpoints.exportTokens, { headers: key.bearer, query: { format: "csv", q: "Main" } })).text();
  expect(text).toContain("Main");
  expect(text).not.toContain(token.secret);
  expect(text).not.toContain(token.signingSecret);
  expect((await call(endpoints.exportTokens, { headers: (await anAccessKey(db, owner)).bearer })).status).toBe(403);

  const audit = (await (await call(endpoints.exportAudit, { headers: key.bearer })).json()) as { results: object[] };
  expect(audit.results[0]).toMatchObject({
    action: "export.download",
    target: { type: "export", id: "tokens" },
    details: { format: "csv", filter: { q: "Main" } },
  });
  expect(runtime.logged()).not.toContain(token.secret);
});

dbTest("syncs leave in the order and of the states asked for, and only one's own", async ({ db, database }) => {
  const runtime = runtimeOn(database);
  const [owner, other] = [await aUser(db), await aUser(db)];
  const [store, foreign] = [await aStore(db, owner, { name: "Mine" }), await aStore(db, other)];
  await db.$executeRaw`
    INSERT INTO sync_job (store_id, kind, mode, trigger, status, phase, created_at, finished_at)
    SELECT CASE WHEN n % 10 = 0 THEN ${foreign.id}::uuid ELSE ${store.id}::uuid END, 'woocommerce', 'full', 'manual',
      CASE WHEN n % 2 = 0 THEN 'failed' ELSE 'completed' END, 'done', now() - n * interval '1 minute', now()
    FROM generate_series(1, 2000) n`;
  const { bearer: headers } = await anAccessKey(db, owner);
  const csv = await (await call(endpoints.exportSyncJobs, { headers, query: { format: "csv" } })).text();
  expect(linesOf(csv)).toHaveLength(1 + 1_800);
  expect(new Set(linesOf(csv)).size).toBe(1 + 1_800);
  const failed = await call(endpoints.exportSyncJobs, { headers, query: { status: "failed", ordering: "created_at" } });
  expect(failed.headers.get("content-disposition")).toMatch(/^attachment; filename="syncs-[\d-]+\.json"$/);
  const { results } = (await failed.json()) as { results: { status: string; created_at: string }[] };
  expect(results).toHaveLength(800);
  const times = results.map(({ created_at }) => created_at);
  expect(times).toEqual(times.toSorted());
  expect(await db.auditEntry.findMany({ where: { targetId: "syncs" }, select: { details: true }, orderBy: { id: "asc" } })).toMatchObject([
    { details: { format: "csv" } },
    { details: { format: "json", filter: { status: "failed", ordering: "created_at" } } },
  ]);
  expect(runtime.logged()).not.toContain("broken off");
});

dbTest("the judged set leaves whole, however many stores it is of, in two forms", async ({ db, database }) => {
  runtimeOn(database);
  const [owner, other] = [await aUser(db), await aUser(db)];
  const stores = [await aStore(db, owner), await aStore(db, owner), await aStore(db, other)];
  for (const [at, store] of stores.entries()) {
    const [product = ""] = await saveProducts(db, store.id, [aDraft({ title: `Lamp ${at}` })]);
    await db.$executeRaw`
      INSERT INTO search_judgement (store_id, user_id, product_id, query, query_key, verdict, rank, score, judged_at)
      SELECT ${store.id}::uuid, ${owner.userId}::uuid, ${product}::uuid, '=lamp ' || n, md5(n::text), 'up', 1, 1, now() - n * interval '1 minute'
      FROM generate_series(1, ${MAX_JUDGEMENTS_PER_STORE}::int) n`;
  }
  const { bearer: headers } = await anAccessKey(db, owner);
  const all = (await (await call(endpoints.exportJudgements, { headers })).json()) as {
    count: number;
    is_cut: boolean;
    results: { id: string }[];
  };
  expect([all.count, all.is_cut, new Set(all.results.map(({ id }) => id)).size]).toEqual([10_000, false, 10_000]);
  const csv = await (await call(endpoints.exportJudgements, { headers, query: { format: "csv", store_id: stores[1]?.id } })).text();
  expect(linesOf(csv)).toHaveLength(1 + MAX_JUDGEMENTS_PER_STORE);
  expect(csv).toContain(",'=lamp 5000,");
  const foreign = await call(endpoints.exportJudgements, { headers, query: { store_id: stores[2]?.id } });
  expect(await foreign.json()).toMatchObject({ count: 0 });
});

dbTest("what cannot be asked is refused before anything is sent, and one person's downloads are counted", async ({ db, database }) => {
  runtimeOn(database);
  const owner = await aUser(db);
  await someEvents(db, [anIncomingEvent((await aStore(db, owner)).id)]);
  const { bearer: headers } = await anAccessKey(db, owner);
  expect((await call(endpoints.exportEvents, { headers, query: { format: "xml" } })).status).toBe(400);
  expect((await call(endpoints.exportEvents, { headers, query: { status: "failed,nonsense" } })).status).toBe(400);
  const answers = await Promise.all(Array.from({ length: 31 }, () => call(endpoints.exportEvents, { headers })));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(1);
  expect(refused[0]?.headers.get("retry-after")).toMatch(/^\d+$/);
});

type World = ReturnType<typeof runtimeOn>;
const ends: [string, (world: World, parts: { admin: Caller; asker: Caller; keyId: string }) => Promise<unknown>, string][] = [
  ["its key is revoked", (deps, { admin, keyId }) => revokeAccessKey(deps, admin, keyId), "access_key_invalid"],
  [
    "its person is switched off",
    (deps, { admin, asker }) => updateUser(deps, admin, asker.userId, updateUserBody.parse({ is_active: false })),
    "access_key_invalid",
  ],
  [
    "its person is an administrator no more",
    (deps, { admin, asker }) => updateUser(deps, admin, asker.userId, updateUserBody.parse({ role: "OWNER" })),
    "forbidden",
  ],
];
for (const [what, end, code] of ends) {
  dbTest(`a download breaks off when ${what}`, async ({ db, database }) => {
    const runtime = runtimeOn(database);
    const [admin, asker] = [await anAdmin(db), await anAdmin(db)];
    const store = await aStore(db, admin);
    await db.$executeRaw`
      INSERT INTO event (store_id, event_id, event_type, source, product_id, payload) SELECT ${store.id}::uuid, 'e' || n, 'product.updated', 'woocommerce', '1', '{}' FROM generate_series(1, 3000) n`;
    const key = await anAccessKey(db, asker);
    const answer = await call(endpoints.exportEvents, { headers: key.bearer, query: { format: "csv" } });
    const reader = answer.body?.getReader();
    await reader?.read();
    await reader?.read();
    await end(runtime, { admin, asker, keyId: key.id });
    await expect(reader?.read()).rejects.toMatchObject({ code });
    expect(runtime.logged()).toMatch(new RegExp(`"userId":"${asker.userId}","code":"${code}".*"export broken off"`));
    expect(runtime.logged()).not.toContain(key.secret);
  });
}
