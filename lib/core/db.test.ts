import { expect } from "vitest";
import { dbTest } from "@/lib/testing/db-test";

dbTest("a migrated database answers, and asks nothing more of migrations", async ({ db, database }) => {
  const user = await db.user.create({ data: { email: "a@example.test", role: "ADMIN", passwordHash: "x" } });
  expect(user).not.toHaveProperty("passwordHash");
  expect(await database.countPending()).toBe(0);
  expect(await database.migrate()).toEqual([]);
});

dbTest("the vector and trigram extensions work for Persian", async ({ db }) => {
  const [row] = await db.$queryRaw<{ distance: number; alike: number }[]>`
    SELECT ('[1,0]'::vector <=> '[0,1]'::vector) AS distance, similarity('کفش ورزشی', 'کفش ورزش')::float8 AS alike`;
  expect(row?.distance).toBe(1);
  expect(row?.alike).toBeGreaterThan(0.5);
});

dbTest("a statement that fails costs the ones beside it nothing", async ({ db }) => {
  const ask = (index: number) =>
    index % 3 === 0 ? db.$queryRaw`SELECT ${"no number"}::int AS n` : db.$queryRaw`SELECT ${index}::int AS n`;
  const answers = await Promise.allSettled(Array.from({ length: 30 }, (_, index) => ask(index)));
  for (const [index, answer] of answers.entries()) {
    if (index % 3 === 0) expect(answer.status).toBe("rejected");
    else expect(answer).toEqual({ status: "fulfilled", value: [{ n: index }] });
  }
  expect(await db.$queryRaw`SELECT 1 AS n`).toEqual([{ n: 1 }]);
});
