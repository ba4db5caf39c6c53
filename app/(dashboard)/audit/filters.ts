import { z } from "zod";
import { auditActions, auditTargets } from "@/lib/access/audit-log/actions";
import { addressPattern } from "@/lib/access/audit-log/address-pattern";
import type { AuditFilters } from "@/lib/access/audit-log/wire";
import { DEFAULT_LIMIT } from "@/lib/core/wire";
import { toAsciiDigits } from "@/lib/i18n/format";
import type { Language } from "@/lib/i18n/language";
import { listParts } from "../_data/several";

const day = z.iso
  .date()
  .refine((text) => text >= "1970")
  .optional()
  .catch(undefined);

/** The page's address; a value that makes no sense is no filter. */
export const auditSearch = z.object({
  person: z.string().optional(),
  store: z.string().max(64).optional().catch(undefined),
  action: z.enum(auditActions).optional().catch(undefined),
  target: z.enum(auditTargets).optional().catch(undefined),
  from: day,
  to: day,
  ip: z.string().max(100).transform(toAsciiDigits).pipe(addressPattern).optional().catch(undefined),
  sort: z.enum(["oldest"]).optional().catch(undefined),
  ...listParts,
});
export type AuditSearch = z.output<typeof auditSearch>;

/** Days are those of the reader's clock, as every time on the page. Tehran has known no summer time since 2022. */
const offsets: Record<Language, string> = { fa: "+03:30", en: "Z" };
const DAY_MS = 86_400_000;
export const startOf = (day: string, language: Language): Date => new Date(`${day}T00:00:00${offsets[language]}`);

/** For owners there is no filter by address: they may not know from where others acted. */
export const auditFiltersOf = (search: AuditSearch, language: Language, isAdmin: boolean): AuditFilters => ({
  userId: search.person,
  storeId: search.store,
  action: search.action,
  targetType: search.target,
  targetId: undefined,
  since: search.from === undefined ? undefined : startOf(search.from, language),
  until: search.to === undefined ? undefined : new Date(startOf(search.to, language).getTime() + DAY_MS),
  sourceIp: isAdmin ? search.ip : undefined,
  ordering: search.sort === "oldest" ? "created_at" : "-created_at",
  limit: DEFAULT_LIMIT,
  cursor: search.cursor,
});

const API = "/api/v1/audit/";

/** The same list in the API's words. */
function wireOf({ userId, storeId, action, targetType, since, until, sourceIp, ordering }: AuditFilters): URLSearchParams {
  const values = {
    user_id: userId,
    store_id: storeId,
    action,
    target_type: targetType,
    since: since?.toISOString(),
    until: until?.toISOString(),
    source_ip: sourceIp,
    ordering,
  };
  return new URLSearchParams(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** For the live leaf. */
export function auditUrl(filters: AuditFilters): string {
  const params = wireOf(filters);
  params.set("limit", String(filters.limit));
  return `${API}?${params}`;
}

/** The same list, whole, as a file. */
export const auditExport = (filters: AuditFilters): string => `${API}export/?${wireOf(filters)}`;
