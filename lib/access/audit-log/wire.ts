import { z } from "zod";
import { cursor, exportFormat, instant, isoTime, limit, listOf } from "@/lib/core/wire";
import { addressPattern } from "./address-pattern";
import { auditActions, auditTargets } from "./actions";

/** The usual one first. */
export const auditOrderings = ["-created_at", "created_at"] as const;

const filters = {
  user_id: z.string().optional(),
  store_id: z.string().max(64).optional(),
  action: z.enum(auditActions).optional(),
  target_type: z.enum(auditTargets).optional(),
  target_id: z.string().max(64).optional(),
  since: instant.optional(),
  until: instant.optional(),
  /** An address, or how it begins, ending in *; administrators only. */
  source_ip: addressPattern.optional(),
  ordering: z.enum(auditOrderings).default("-created_at"),
};
const toFilters = (wire: z.output<z.ZodObject<typeof filters>>) => ({
  userId: wire.user_id,
  storeId: wire.store_id,
  action: wire.action,
  targetType: wire.target_type,
  targetId: wire.target_id,
  since: wire.since,
  until: wire.until,
  sourceIp: wire.source_ip,
  ordering: wire.ordering,
});

export const auditFilters = z
  .object({ ...filters, limit, cursor })
  .transform((wire) => ({ ...toFilters(wire), limit: wire.limit, cursor: wire.cursor }));
export const auditExportQuery = z
  .object({ ...filters, format: exportFormat })
  .transform((wire) => ({ ...toFilters(wire), format: wire.format }));
export type AuditFilters = z.output<typeof auditFilters>;

export const auditRow = z
  .object({
    id: z.string(),
    /** Of an older version of the hub it may be one that is no more. */
    action: z.string(),
    actorKind: z.string(),
    user: z.object({ id: z.string(), email: z.string() }).nullable(),
    targetType: z.string(),
    targetId: z.string(),
    /** What people call it, while it is there. */
    targetName: z.string().nullable(),
    store: z.object({ id: z.string(), name: z.string() }).nullable(),
    details: z.record(z.string(), z.unknown()),
    sourceIp: z.string().nullable(),
    requestId: z.string().nullable(),
    createdAt: isoTime,
  })
  .transform((entry) => ({
    id: entry.id,
    action: entry.action,
    by: entry.actorKind,
    user: entry.user,
    target: { type: entry.targetType, id: entry.targetId, name: entry.targetName },
    store: entry.store,
    details: entry.details,
    source_ip: entry.sourceIp,
    request_id: entry.requestId,
    created_at: entry.createdAt,
  }));
export type AuditRow = z.input<typeof auditRow>;
export const auditList = listOf(auditRow);
