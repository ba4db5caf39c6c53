import { z } from "zod";
import { mailProblems } from "@/lib/core/mail/mailer";
import { cursor, isoTime, limit, listOf } from "@/lib/core/wire";
import { roles } from "../caller";
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from "./password";

export const email = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email())
  .refine((text) => text.length <= 254, "at most 254 characters");
export const password = z.string().min(MIN_PASSWORD_LENGTH, `at least ${MIN_PASSWORD_LENGTH} characters`).max(MAX_PASSWORD_LENGTH);

export const createUserBody = z.object({
  email,
  name: z.string().trim().max(100).nullish(),
  role: z.enum(roles),
  password: password.optional(),
});
export type NewUser = z.output<typeof createUserBody>;

export const updateUserBody = z
  .object({ role: z.enum(roles).optional(), is_active: z.boolean().optional() })
  .transform((wire) => ({ role: wire.role, isActive: wire.is_active }));
export type UserChanges = z.output<typeof updateUserBody>;

export const userOrderings = [
  "-created_at",
  "created_at",
  "name",
  "-name",
  "-last_sign_in_at",
  "last_sign_in_at",
  "role",
  "-role",
] as const;
export const NEWEST_USERS_FIRST = "-created_at" satisfies (typeof userOrderings)[number];

export const userFilters = z.object({
  q: z.string().max(200).optional(),
  ordering: z
    .enum(userOrderings)
    .default(NEWEST_USERS_FIRST)
    .describe("Who has no name stands by the e-mail, who never signed in counts as longest ago; equal ones are in the order of their ids"),
  limit,
  cursor,
});
type Asked = z.output<typeof userFilters>;
export type UserFilters = Omit<Asked, "ordering"> & { ordering?: Asked["ordering"] };

export const userRow = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string().nullable(),
    role: z.enum(roles),
    isActive: z.boolean(),
    lastSignInAt: isoTime.nullable(),
    createdAt: isoTime,
  })
  .transform((user) => ({
    id: user.id,
    email: user.email,
    name: user.name,
    role: user.role,
    is_active: user.isActive,
    last_sign_in_at: user.lastSignInAt,
    created_at: user.createdAt,
  }));
export type UserRow = z.input<typeof userRow>;
export const userList = listOf(userRow);

export const userCreated = z
  .object({
    id: z.string(),
    email: z.string(),
    role: z.enum(roles),
    inviteUrl: z.string().nullable(),
    mail: z.object({ isSent: z.boolean(), problem: z.enum(mailProblems).optional() }).nullish(),
  })
  .transform((user) => ({
    id: user.id,
    email: user.email,
    role: user.role,
    ...(user.inviteUrl ? { invite_url: user.inviteUrl } : {}),
    // Only of a hub that sends mail.
    ...(user.mail ? { mail: user.mail.problem ?? "sent" } : {}),
  }));
