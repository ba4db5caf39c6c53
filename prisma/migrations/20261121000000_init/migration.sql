CREATE EXTENSION IF NOT EXISTS vector;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "user" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "email" TEXT NOT NULL,
    "name" TEXT,
    "role" TEXT NOT NULL,
    "password_hash" TEXT,
    "oidc_subject" TEXT,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "last_sign_in_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_key" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "preview" TEXT NOT NULL,
    "scopes" TEXT[],
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "access_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "store" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "owner_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "store_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "integration_token" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "store_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "integration_type" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "previous_secret_hash" TEXT,
    "previous_expires_at" TIMESTAMPTZ(3),
    "preview" TEXT NOT NULL,
    "signing_secret" TEXT NOT NULL,
    "previous_signing_secret" TEXT,
    "require_signature" BOOLEAN NOT NULL DEFAULT false,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "allowed_ips" TEXT[],
    "rate_per_minute" INTEGER NOT NULL DEFAULT 600,
    "rate_burst" INTEGER NOT NULL DEFAULT 200,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "usage_count" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "integration_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "actor_id" UUID,
    "actor_kind" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "target_type" TEXT NOT NULL,
    "target_id" TEXT NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',
    "source_ip" TEXT,
    "request_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" BIGSERIAL NOT NULL,
    "store_id" UUID NOT NULL,
    "token_id" UUID,
    "event_id" TEXT NOT NULL,
    "event_type" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "product_id" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3),
    "payload" TEXT NOT NULL,
    "headers" JSONB NOT NULL DEFAULT '{}',
    "source_ip" TEXT,
    "request_id" TEXT,
    "status" TEXT NOT NULL DEFAULT 'received',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "attempts_at_queue" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "lease_until" TIMESTAMPTZ(3),
    "error_message" TEXT,
    "timeline" JSONB NOT NULL DEFAULT '[]',
    "processing_time_ms" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "processed_at" TIMESTAMPTZ(3),

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "store_drain" (
    "store_id" UUID NOT NULL,
    "owner" TEXT NOT NULL,
    "lease_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "store_drain_pkey" PRIMARY KEY ("store_id")
);

-- CreateTable
CREATE TABLE "product_version" (
    "store_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3),
    "seq" BIGINT NOT NULL,
    "floor_seq" BIGINT NOT NULL DEFAULT 0,
    "is_deleted" BOOLEAN NOT NULL,
    "last_sync_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_version_pkey" PRIMARY KEY ("store_id","external_id")
);

-- CreateTable
CREATE TABLE "product" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "store_id" UUID NOT NULL,
    "external_source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "short_description" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "product_type" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "catalog_visibility" TEXT NOT NULL,
    "has_password" BOOLEAN NOT NULL,
    "is_active" BOOLEAN NOT NULL,
    "is_publishable" BOOLEAN NOT NULL,
    "sku" TEXT NOT NULL,
    "sku_norm" TEXT NOT NULL,
    "price" DECIMAL(30,10),
    "regular_price" DECIMAL(30,10),
    "sale_price" DECIMAL(30,10),
    "on_sale" BOOLEAN NOT NULL,
    "currency" TEXT,
    "stock_quantity" DECIMAL(20,4),
    "stock_status" TEXT NOT NULL,
    "in_stock" BOOLEAN NOT NULL,
    "categories" TEXT[],
    "tags" TEXT[],
    "brand" TEXT,
    "link" TEXT,
    "image" TEXT,
    "gallery" TEXT[],
    "attributes" JSONB NOT NULL,
    "extra" JSONB NOT NULL,
    "variants_count" INTEGER NOT NULL,
    "content_hash" TEXT NOT NULL,
    "draft_hash" TEXT NOT NULL,
    "source_updated_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "variant" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "product_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "sku" TEXT NOT NULL,
    "sku_norm" TEXT NOT NULL,
    "price" DECIMAL(30,10),
    "regular_price" DECIMAL(30,10),
    "sale_price" DECIMAL(30,10),
    "stock_quantity" DECIMAL(20,4),
    "stock_status" TEXT NOT NULL,
    "in_stock" BOOLEAN NOT NULL,
    "attributes" JSONB NOT NULL,
    "image" TEXT,

    CONSTRAINT "variant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "knowledge_chunk" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "store_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "chunk_type" TEXT NOT NULL DEFAULT 'product',
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "text_hash" TEXT NOT NULL,
    "words" tsvector NOT NULL,
    "title_words" TEXT,
    "tokens" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "knowledge_chunk_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "embedding_model" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "dimensions" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "activated_at" TIMESTAMPTZ(3),

    CONSTRAINT "embedding_model_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "embedding" (
    "model_id" INTEGER NOT NULL,
    "text_hash" TEXT NOT NULL,
    "embedding" vector NOT NULL,
    "tokens" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "embedding_pkey" PRIMARY KEY ("model_id","text_hash")
);

-- CreateTable
CREATE TABLE "embedding_job" (
    "model_id" INTEGER NOT NULL,
    "text_hash" TEXT NOT NULL,
    "store_id" UUID NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_until" TIMESTAMPTZ(3),
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "embedding_job_pkey" PRIMARY KEY ("model_id","text_hash")
);

-- CreateTable
CREATE TABLE "summary" (
    "content_hash" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "summary_pkey" PRIMARY KEY ("content_hash","model")
);

-- CreateTable
CREATE TABLE "ledger_day" (
    "store_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "purpose" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "calls" INTEGER NOT NULL DEFAULT 0,
    "texts_paid" INTEGER NOT NULL DEFAULT 0,
    "texts_avoided" INTEGER NOT NULL DEFAULT 0,
    "tokens_paid" BIGINT NOT NULL DEFAULT 0,
    "tokens_avoided" BIGINT NOT NULL DEFAULT 0,
    "cost_usd" DECIMAL(20,10) NOT NULL DEFAULT 0,
    "cost_avoided_usd" DECIMAL(20,10) NOT NULL DEFAULT 0,

    CONSTRAINT "ledger_day_pkey" PRIMARY KEY ("store_id","day","purpose","model")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "user_oidc_subject_key" ON "user"("oidc_subject");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_secret_hash_key" ON "invitation"("secret_hash");

-- CreateIndex
CREATE INDEX "invitation_user_id_idx" ON "invitation"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "access_key_secret_hash_key" ON "access_key"("secret_hash");

-- CreateIndex
CREATE INDEX "access_key_user_id_idx" ON "access_key"("user_id");

-- CreateIndex
CREATE INDEX "store_owner_id_idx" ON "store"("owner_id");

-- CreateIndex
CREATE UNIQUE INDEX "integration_token_secret_hash_key" ON "integration_token"("secret_hash");

-- CreateIndex
CREATE UNIQUE INDEX "integration_token_previous_secret_hash_key" ON "integration_token"("previous_secret_hash");

-- CreateIndex
CREATE INDEX "integration_token_store_id_idx" ON "integration_token"("store_id");

-- CreateIndex
CREATE INDEX "integration_token_user_id_idx" ON "integration_token"("user_id");

-- CreateIndex
CREATE INDEX "integration_token_created_at_id_idx" ON "integration_token"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_entry_target_type_target_id_idx" ON "audit_entry"("target_type", "target_id");

-- CreateIndex
CREATE INDEX "event_store_id_id_idx" ON "event"("store_id", "id" DESC);

-- CreateIndex
CREATE INDEX "event_store_id_product_id_id_idx" ON "event"("store_id", "product_id", "id" DESC);

-- CreateIndex
CREATE INDEX "event_status_id_idx" ON "event"("status", "id" DESC);

-- CreateIndex
CREATE INDEX "event_created_at_idx" ON "event"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "event_store_id_event_id_key" ON "event"("store_id", "event_id");

-- CreateIndex
CREATE INDEX "product_store_id_updated_at_id_idx" ON "product"("store_id", "updated_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "product_updated_at_id_idx" ON "product"("updated_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "product_sku_norm_idx" ON "product"("sku_norm");

-- CreateIndex
CREATE INDEX "product_title_idx" ON "product" USING GIN ("title" gin_trgm_ops);

-- CreateIndex
CREATE UNIQUE INDEX "product_store_id_external_id_key" ON "product"("store_id", "external_id");

-- CreateIndex
CREATE INDEX "variant_sku_norm_idx" ON "variant"("sku_norm");

-- CreateIndex
CREATE UNIQUE INDEX "variant_product_id_external_id_key" ON "variant"("product_id", "external_id");

-- CreateIndex
CREATE INDEX "knowledge_chunk_store_id_idx" ON "knowledge_chunk"("store_id");

-- CreateIndex
CREATE INDEX "knowledge_chunk_text_hash_idx" ON "knowledge_chunk"("text_hash");

-- CreateIndex
CREATE INDEX "knowledge_chunk_words_idx" ON "knowledge_chunk" USING GIN ("words");

-- CreateIndex
CREATE UNIQUE INDEX "knowledge_chunk_product_id_position_key" ON "knowledge_chunk"("product_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "embedding_model_name_version_dimensions_key" ON "embedding_model"("name", "version", "dimensions");

-- CreateIndex
CREATE INDEX "embedding_job_model_id_next_attempt_at_idx" ON "embedding_job"("model_id", "next_attempt_at");

-- CreateIndex
CREATE INDEX "embedding_job_store_id_idx" ON "embedding_job"("store_id");

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_key" ADD CONSTRAINT "access_key_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "store" ADD CONSTRAINT "store_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "integration_token" ADD CONSTRAINT "integration_token_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "store"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "integration_token" ADD CONSTRAINT "integration_token_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "store"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "store"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "variant" ADD CONSTRAINT "variant_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "knowledge_chunk" ADD CONSTRAINT "knowledge_chunk_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- What Prisma's schema cannot say: the allowed words, and indexes for the queues and for search.
ALTER TABLE "user" ADD CONSTRAINT "user_role_check" CHECK ("role" IN ('ADMIN', 'OWNER'));
ALTER TABLE "integration_token" ADD CONSTRAINT "integration_token_type_check" CHECK ("integration_type" IN ('woocommerce', 'shopify', 'custom'));
ALTER TABLE "event" ADD CONSTRAINT "event_status_check"
  CHECK ("status" IN ('received', 'processing', 'succeeded', 'superseded', 'stale', 'retrying', 'failed'));
ALTER TABLE "event" ADD CONSTRAINT "event_type_check"
  CHECK ("event_type" IN ('product.created', 'product.updated', 'product.deleted', 'product.restored'));
ALTER TABLE "embedding_model" ADD CONSTRAINT "embedding_model_state_check" CHECK ("state" IN ('active', 'building', 'retired'));
CREATE UNIQUE INDEX "embedding_model_one_active" ON "embedding_model" ("state") WHERE "state" = 'active';

-- The queue: few rows wait, whatever the size of the log.
CREATE INDEX "event_waiting" ON "event" ("store_id", "id") WHERE "status" IN ('received', 'processing', 'retrying');


-- Spelling: only cards carry a title.
CREATE INDEX "knowledge_chunk_title_words" ON "knowledge_chunk" USING gin ("title_words" gin_trgm_ops) WHERE "title_words" IS NOT NULL;

-- Vectors stay in their row while it fits a page: reading one is not a second look-up.
ALTER TABLE "embedding" ALTER COLUMN "embedding" SET STORAGE MAIN;
