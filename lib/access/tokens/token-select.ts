import type { Prisma } from "@/lib/core/db";
import type { IntegrationType } from "../secrets";
import type { TokenRow } from "./wire";
import { pendingUsageOf } from "./usage";

export const tokenSelect = {
  id: true,
  name: true,
  integrationType: true,
  preview: true,
  isActive: true,
  allowedIps: true,
  requireSignature: true,
  ratePerMinute: true,
  rateBurst: true,
  lastUsedAt: true,
  usageCount: true,
  createdAt: true,
  expiresAt: true,
  previousExpiresAt: true,
  user: { select: { id: true, email: true } },
  store: { select: { id: true, name: true } },
} as const satisfies Prisma.IntegrationTokenSelect;

export type SelectedToken = Prisma.IntegrationTokenGetPayload<{ select: typeof tokenSelect }>;

/** The row as people see it: usage not yet flushed is counted in. */
export function toTokenRow(token: SelectedToken): TokenRow {
  const pending = pendingUsageOf(token.id);
  return {
    ...token,
    integrationType: token.integrationType as IntegrationType,
    usageCount: Number(token.usageCount) + pending.count,
    lastUsedAt: pending.lastUsedAt ?? token.lastUsedAt,
  };
}
