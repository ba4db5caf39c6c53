import { z } from "zod";
import { cursor, instant, isoTime, limit, listOf } from "@/lib/core/wire";
import { scopes } from "../caller";

const scope = z.enum([...scopes, "*"]);

export const createAccessKeyBody = z
  .object({
    name: z.string().trim().min(1).max(100),
    scopes: z
      .array(scope)
      .min(1)
      .max(scopes.length + 1),
    user_id: z
      .union([z.string().min(1).max(64), z.number()])
      .transform(String)
      .nullish(),
    expires_at: instant.nullish(),
  })
  .transform((wire) => ({
    name: wire.name,
    scopes: [...new Set(wire.scopes)],
    userId: wire.user_id ?? null,
    expiresAt: wire.expires_at ?? null,
  }));
export type NewAccessKey = z.output<typeof createAccessKeyBody>;

export const accessKeyOrderings = [
  "-created_at",
  "created_at",
  "name",
  "-name",
  "-last_used_at",
  "last_used_at",
  "expires_at",
  "-expires_at",
] as const;
export const NEWEST_KEYS_FIRST = "-created_at" satisfies (typeof accessKeyOrderings)[number];

export const accessKeyFilters = z
  .object({
    user_id: z.string().optional(),
    ordering: z
      .enum(accessKeyOrderings)
      .default(NEWEST_KEYS_FIRST)
      .describe("Never used counts as longest ago, without an end as latest; equal ones are in the order of their ids"),
    limit,
    cursor,
  })
  .transform((wire) => ({ userId: wire.user_id, ordering: wire.ordering, limit: wire.limit, cursor: wire.cursor }));
type Asked = z.output<typeof accessKeyFilters>;
export type AccessKeyFilters = Omit<Asked, "ordering"> & { ordering?: Asked["ordering"] };

const person = z.object({ id: z.string(), email: z.string() });

const accessKeyRow = z
  .object({
    id: z.string(),
    name: z.string(),
    preview: z.string(),
    scopes: z.array(z.string()),
    user: person,
    expiresAt: isoTime.nullable(),
    lastUsedAt: isoTime.nullable(),
    createdAt: isoTime,
  })
  .transform((key) => ({
    id: key.id,
    name: key.name,
    key_preview: key.preview,
    scopes: key.scopes,
    user: key.user,
    expires_at: key.expiresAt,
    last_used_at: key.lastUsedAt,
    created_at: key.createdAt,
  }));
export type AccessKeyRow = z.input<typeof accessKeyRow>;
export const accessKeyList = listOf(accessKeyRow);

export const accessKeyCreated = z
  .object({ id: z.string(), secret: z.string(), preview: z.string(), name: z.string(), scopes: z.array(z.string()), user: person })
  .transform((key) => ({ id: key.id, key: key.secret, key_preview: key.preview, name: key.name, scopes: key.scopes, user: key.user }));
