-- AlterTable
ALTER TABLE "product" ADD COLUMN     "changes_count" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "product_change" (
    "product_id" UUID NOT NULL,
    "slot" SMALLINT NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "cause" TEXT,
    "event_id" BIGINT,
    "job_id" UUID,
    "changes" JSONB NOT NULL,

    CONSTRAINT "product_change_pkey" PRIMARY KEY ("product_id","slot")
);

-- AddForeignKey
ALTER TABLE "product_change" ADD CONSTRAINT "product_change_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema's language does not say.
ALTER TABLE "product_change" ADD CONSTRAINT "product_change_kind_check" CHECK ("kind" IN ('created', 'changed', 'deleted', 'returned'));
ALTER TABLE "product_change" ADD CONSTRAINT "product_change_cause_check" CHECK ("cause" IN ('event', 'replay', 'job', 'comparison', 'fetch'));
