import type { DbClient } from "@/lib/core/db";

/** Statements and transactions a use case asks for, in the order they are asked. */
export type Interception = {
  /** Before each statement; what it throws is the database's answer. `inTransaction`: the statement is part of one. */
  before?: (statement: { inTransaction: boolean }) => void | Promise<void>;
  /** After the work of a transaction and before its commit; what it throws rolls it back. */
  beforeCommit?: () => void | Promise<void>;
};

/** Prisma's ways to speak to the database that our code uses: raw statements, `db.model.verb()` and transactions. */
const RAW = new Set<string | symbol>(["$queryRaw", "$executeRaw", "$queryRawUnsafe", "$executeRawUnsafe"]);

type Call = (...given: unknown[]) => PromiseLike<unknown>;
const isModel = (name: string | symbol, value: unknown): value is Record<string | symbol, unknown> =>
  typeof name === "string" && !/^[$_]/.test(name) && typeof value === "object" && value !== null;

/**
 * The same database with somebody on the line, who can count, wait, or cut it. An object handed in like any other
 * database: the code under test is not touched.
 */
export function intercept(db: DbClient, { before = () => {}, beforeCommit = () => {} }: Interception): DbClient {
  const guarded =
    (call: Call, inTransaction: boolean): Call =>
    async (...given) => {
      await before({ inTransaction });
      return call(...given);
    };
  const on = <T extends object>(target: T, inTransaction: boolean): T =>
    new Proxy(target, {
      get(_, name) {
        const value: unknown = Reflect.get(target, name);
        if (name === "$transaction" && !inTransaction) return transaction;
        if (RAW.has(name)) return guarded((value as Call).bind(target), inTransaction);
        if (!isModel(name, value)) return value;
        return new Proxy(value, {
          get: (model, verb) => {
            const method: unknown = Reflect.get(model, verb);
            return typeof method === "function" ? guarded((method as Call).bind(model), inTransaction) : method;
          },
        });
      },
    });
  const transaction = async (work: (tx: object) => Promise<unknown>) => {
    await before({ inTransaction: false });
    return db.$transaction(async (tx) => {
      const result = await work(on(tx, true));
      await beforeCommit();
      return result;
    });
  };
  return on(db, false);
}
