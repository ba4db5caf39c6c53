import { Prisma } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";

export const scopes = ["integrations:manage", "catalog:read", "catalog:write", "knowledge:search", "events:read"] as const;
export type Scope = (typeof scopes)[number];
export const roles = ["ADMIN", "OWNER"] as const;
export type Role = (typeof roles)[number];

/** Who is calling, whatever the door: dashboard session, access key, or an operator at the command line. */
export type Caller = {
  kind: "session" | "access_key" | "cli";
  userId: string;
  email: string;
  role: Role;
  /** "*": all its user has. */
  scopes: readonly Scope[] | "*";
  sourceIp: string | null;
  requestId: string | null;
};

/** The one place that says which stores a caller may see. Every query of a list or an id goes through it. */
export function storesOf(caller: Pick<Caller, "role" | "userId">): Prisma.StoreWhereInput {
  return caller.role === "ADMIN" ? {} : { ownerId: caller.userId };
}

/** The same rule for raw SQL, over an alias of "store". */
export function storesOfSql(caller: Pick<Caller, "role" | "userId">, alias: "s" = "s"): Prisma.Sql {
  return caller.role === "ADMIN" ? Prisma.sql`TRUE` : Prisma.sql`${Prisma.raw(alias)}.owner_id = ${caller.userId}::uuid`;
}

export const hasScope = (caller: Pick<Caller, "scopes">, scope: Scope): boolean => caller.scopes === "*" || caller.scopes.includes(scope);

/** @throws AppError forbidden */
export function requireAdmin(caller: Pick<Caller, "role">): void {
  if (caller.role !== "ADMIN") throw new AppError("forbidden");
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Ids are opaque outside; what cannot be one of ours is simply not found, before the database is asked. */
export const isUuid = (value: string): boolean => UUID.test(value);
