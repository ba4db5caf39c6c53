import type { AuditRow } from "@/lib/access/audit-log/wire";
import type { TokenRow } from "@/lib/access/tokens/wire";
import { knowledgeTold, type ProductRow } from "@/lib/catalog/wire";
import type { EventRow } from "@/lib/events/wire";
import type { JudgementRow } from "@/lib/knowledge/judgements/wire";
import type { JobRow } from "@/lib/sync/jobs/wire";
import type { Cell, ExportColumns } from "./exporting";

/** The files' columns, in the API's words. Money stays the decimal text it is, times are ISO 8601 in UTC, nothing is a secret. */
const time = (at: Date | null): string | null => at?.toISOString() ?? null;
const decimal = (text: string | null): Cell => (text === null ? null : { decimal: text });
const list = (values: readonly string[]): string => values.join(" | ");

export const eventExport: ExportColumns<EventRow> = {
  id: (event) => event.id,
  event_id: (event) => event.eventId,
  event_type: (event) => event.eventType,
  source: (event) => event.source,
  store_id: (event) => event.store.id,
  store_name: (event) => event.store.name,
  user_email: (event) => event.user.email,
  woo_product_id: (event) => event.productId,
  status: (event) => event.status,
  error_message: (event) => event.errorMessage,
  attempts: (event) => event.attempts,
  processing_time_ms: (event) => event.processingTimeMs,
  source_ip: (event) => event.sourceIp,
  created_at: (event) => time(event.createdAt),
  processed_at: (event) => time(event.processedAt),
  next_attempt_at: (event) => time(event.nextAttemptAt),
};

export const productExport: ExportColumns<ProductRow> = {
  id: (product) => product.id,
  external_id: (product) => product.externalId,
  external_source: (product) => product.externalSource,
  store_id: (product) => product.store.id,
  store_name: (product) => product.store.name,
  title: (product) => product.title,
  sku: (product) => product.sku,
  price: (product) => decimal(product.price),
  regular_price: (product) => decimal(product.regularPrice),
  sale_price: (product) => decimal(product.salePrice),
  on_sale: (product) => product.onSale,
  currency: (product) => product.currency,
  in_stock: (product) => product.inStock,
  stock_quantity: (product) => decimal(product.stockQuantity),
  categories: (product) => list(product.categories),
  tags: (product) => list(product.tags),
  link: (product) => product.link,
  image: (product) => product.image,
  is_active: (product) => product.isActive,
  hidden_from_ai_by: (product) => product.hiddenBy,
  knowledge_status: (product) => knowledgeTold(product).status,
  variants_count: (product) => product.variantsCount,
  source_updated_at: (product) => time(product.sourceUpdatedAt),
  updated_at: (product) => time(product.updatedAt),
};

export const tokenExport: ExportColumns<TokenRow> = {
  id: (token) => token.id,
  name: (token) => token.name,
  integration_type: (token) => token.integrationType,
  store_id: (token) => token.store.id,
  store_name: (token) => token.store.name,
  user_email: (token) => token.user.email,
  token_preview: (token) => token.preview,
  is_active: (token) => token.isActive,
  allowed_ips: (token) => list(token.allowedIps),
  require_signature: (token) => token.requireSignature,
  rate_per_minute: (token) => token.ratePerMinute,
  rate_burst: (token) => token.rateBurst,
  usage_count: (token) => token.usageCount,
  last_used_at: (token) => time(token.lastUsedAt),
  created_at: (token) => time(token.createdAt),
  expires_at: (token) => time(token.expiresAt),
};

export const auditExport: ExportColumns<AuditRow> = {
  id: (entry) => entry.id,
  created_at: (entry) => time(entry.createdAt),
  action: (entry) => entry.action,
  by: (entry) => entry.actorKind,
  user_email: (entry) => entry.user?.email ?? null,
  target_type: (entry) => entry.targetType,
  target_id: (entry) => entry.targetId,
  target_name: (entry) => entry.targetName,
  store_name: (entry) => entry.store?.name ?? null,
  details: (entry) => JSON.stringify(entry.details),
  source_ip: (entry) => entry.sourceIp,
  request_id: (entry) => entry.requestId,
};

export const jobExport: ExportColumns<JobRow> = {
  id: (job) => job.id,
  store_id: (job) => job.store.id,
  store_name: (job) => job.store.name,
  kind: (job) => job.kind,
  mode: (job) => job.mode,
  trigger: (job) => job.trigger,
  status: (job) => job.status,
  progress_percent: (job) => job.percent,
  total: (job) => job.total,
  done: (job) => job.done,
  created: (job) => job.created,
  updated: (job) => job.updated,
  unchanged: (job) => job.unchanged,
  deactivated: (job) => job.deactivated,
  failed: (job) => job.failed,
  error: (job) => job.problem,
  created_at: (job) => time(job.createdAt),
  started_at: (job) => time(job.startedAt),
  finished_at: (job) => time(job.finishedAt),
};

export const judgementExport: ExportColumns<JudgementRow> = {
  id: (judgement) => judgement.id,
  store_id: (judgement) => judgement.storeId,
  user_id: (judgement) => judgement.userId,
  query: (judgement) => judgement.query,
  filters: (judgement) => JSON.stringify(judgement.filters),
  product_id: (judgement) => judgement.product.id,
  external_id: (judgement) => judgement.product.externalId,
  title: (judgement) => judgement.product.title,
  verdict: (judgement) => judgement.verdict,
  rank: (judgement) => judgement.rank,
  score: (judgement) => judgement.score,
  judged_at: (judgement) => time(judgement.judgedAt),
};
