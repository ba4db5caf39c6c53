-- The overview counts the events of a day by hour, store and state: with these columns the index answers alone, and no
-- event (whose body is long) is read. What began with created_at is served by it too.
CREATE INDEX "event_created_at_store_id_status_idx" ON "event"("created_at", "store_id", "status");
DROP INDEX "event_created_at_idx";

-- CreateIndex
CREATE INDEX "ledger_day_day_idx" ON "ledger_day"("day");

-- What could not be saved: few rows, whatever the size of the log.
CREATE INDEX "event_failed" ON "event" ("store_id", "product_id", "id") WHERE "status" = 'failed';

-- Products of a store, and of them those the AI may read, are counted without reading a product.
CREATE INDEX "product_known" ON "product" ("store_id", "is_publishable") WHERE "is_active";
