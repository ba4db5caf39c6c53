import type { Prisma } from "@/lib/core/db";
import type { Role } from "../caller";
import type { UserRow } from "./wire";

export const userSelect = {
  id: true,
  email: true,
  name: true,
  role: true,
  isActive: true,
  lastSignInAt: true,
  createdAt: true,
} as const satisfies Prisma.UserSelect;

/** The database's CHECK keeps `role` to the two roles. */
export const toUserRow = (user: Prisma.UserGetPayload<{ select: typeof userSelect }>): UserRow => ({ ...user, role: user.role as Role });
