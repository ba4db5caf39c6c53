-- CreateTable
CREATE TABLE "digest_run" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "store_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "pages" INTEGER NOT NULL,
    "total" INTEGER NOT NULL DEFAULT 0,
    "verified" INTEGER NOT NULL DEFAULT 0,
    "missing" INTEGER NOT NULL DEFAULT 0,
    "different" INTEGER NOT NULL DEFAULT 0,
    "extra" INTEGER NOT NULL DEFAULT 0,
    "gone" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "digest_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "digest_page" (
    "run_id" UUID NOT NULL,
    "page" INTEGER NOT NULL,
    "total" INTEGER NOT NULL,
    "verified" INTEGER NOT NULL,
    "missing" INTEGER NOT NULL,
    "different" INTEGER NOT NULL,

    CONSTRAINT "digest_page_pkey" PRIMARY KEY ("run_id","page")
);

-- CreateTable
CREATE TABLE "digest_seen" (
    "run_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,

    CONSTRAINT "digest_seen_pkey" PRIMARY KEY ("run_id","external_id")
);

-- CreateIndex
CREATE INDEX "digest_run_store_id_started_at_idx" ON "digest_run"("store_id", "started_at" DESC);

-- AddForeignKey
ALTER TABLE "digest_run" ADD CONSTRAINT "digest_run_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "store"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "digest_page" ADD CONSTRAINT "digest_page_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "digest_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "digest_seen" ADD CONSTRAINT "digest_seen_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "digest_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;


ALTER TABLE "digest_run" ADD CONSTRAINT "digest_run_state_check"
  CHECK ("state" IN ('running', 'completed', 'waiting', 'confirmed', 'dismissed', 'replaced'));
CREATE UNIQUE INDEX "digest_run_one_running" ON "digest_run" ("store_id") WHERE "state" = 'running';
