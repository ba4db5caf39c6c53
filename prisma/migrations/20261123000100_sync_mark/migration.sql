-- CreateTable
CREATE TABLE "sync_mark" (
    "store_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "marked_at" TIMESTAMPTZ(3) NOT NULL,
    "seq" BIGSERIAL NOT NULL,

    CONSTRAINT "sync_mark_pkey" PRIMARY KEY ("store_id","external_id")
);

-- CreateIndex
CREATE INDEX "sync_mark_marked_at_idx" ON "sync_mark"("marked_at");

-- AddForeignKey
ALTER TABLE "sync_mark" ADD CONSTRAINT "sync_mark_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "store"("id") ON DELETE CASCADE ON UPDATE CASCADE;


