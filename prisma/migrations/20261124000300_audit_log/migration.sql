-- AlterTable
ALTER TABLE "audit_entry" ADD COLUMN     "store_id" UUID;

-- CreateIndex
CREATE INDEX "audit_entry_created_at_id_idx" ON "audit_entry"("created_at", "id");

-- CreateIndex
CREATE INDEX "audit_entry_actor_id_created_at_id_idx" ON "audit_entry"("actor_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "audit_entry_store_id_created_at_id_idx" ON "audit_entry"("store_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "audit_entry_action_created_at_id_idx" ON "audit_entry"("action", "created_at", "id");

-- CreateIndex
CREATE INDEX "audit_entry_target_type_created_at_id_idx" ON "audit_entry"("target_type", "created_at", "id");



-- What is on record already: whose store it was, where that can still be told.
UPDATE "audit_entry" a SET "store_id" = s."id" FROM "store" s WHERE a."target_type" = 'store' AND a."target_id" = s."id"::text;
UPDATE "audit_entry" a SET "store_id" = t."store_id" FROM "integration_token" t WHERE a."target_type" = 'token' AND a."target_id" = t."id"::text;
UPDATE "audit_entry" a SET "store_id" = e."store_id" FROM "event" e WHERE a."target_type" = 'event' AND e."id" = CASE WHEN a."target_id" ~ '^[0-9]{1,18}$' THEN a."target_id"::bigint END;
