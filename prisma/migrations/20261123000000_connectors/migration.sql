-- AlterTable
ALTER TABLE "digest_run" ADD COLUMN     "origin" TEXT NOT NULL DEFAULT 'plugin';

-- CreateTable
CREATE TABLE "connection" (
    "store_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "auth" TEXT NOT NULL,
    "credentials" TEXT NOT NULL,
    "webhook_secret" TEXT,
    "state" TEXT NOT NULL DEFAULT 'connected',
    "problem" TEXT,
    "problem_at" TIMESTAMPTZ(3),
    "learned" JSONB NOT NULL DEFAULT '{}',
    "failures" INTEGER NOT NULL DEFAULT 0,
    "open_until" TIMESTAMPTZ(3),
    "seen_until" TIMESTAMPTZ(3),
    "checked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "connection_pkey" PRIMARY KEY ("store_id")
);

-- CreateTable
CREATE TABLE "sync_job" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "store_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "is_forced" BOOLEAN NOT NULL DEFAULT false,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "phase" TEXT NOT NULL DEFAULT 'preparing',
    "total" INTEGER,
    "done" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "deactivated" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "place" JSONB NOT NULL DEFAULT '{}',
    "problem" TEXT,
    "requested_by" UUID,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "run_after" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_until" TIMESTAMPTZ(3),
    "generation" INTEGER NOT NULL DEFAULT 0,
    "is_cancelled" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "sync_job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync_problem" (
    "job_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "message" TEXT NOT NULL,

    CONSTRAINT "sync_problem_pkey" PRIMARY KEY ("job_id","external_id")
);

-- CreateTable
CREATE TABLE "sync_seen" (
    "job_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,

    CONSTRAINT "sync_seen_pkey" PRIMARY KEY ("job_id","external_id")
);

-- CreateTable
CREATE TABLE "sync_schedule" (
    "store_id" UUID NOT NULL,
    "mode" TEXT NOT NULL,
    "every_minutes" INTEGER NOT NULL,
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "next_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sync_schedule_pkey" PRIMARY KEY ("store_id","mode")
);

-- CreateIndex
CREATE INDEX "sync_job_store_id_created_at_id_idx" ON "sync_job"("store_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "sync_job_created_at_id_idx" ON "sync_job"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "sync_schedule_next_at_idx" ON "sync_schedule"("next_at");

-- AddForeignKey
ALTER TABLE "connection" ADD CONSTRAINT "connection_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "store"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync_job" ADD CONSTRAINT "sync_job_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "store"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync_problem" ADD CONSTRAINT "sync_problem_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "sync_job"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync_seen" ADD CONSTRAINT "sync_seen_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "sync_job"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync_schedule" ADD CONSTRAINT "sync_schedule_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "store"("id") ON DELETE CASCADE ON UPDATE CASCADE;



ALTER TABLE "digest_run" ADD CONSTRAINT "digest_run_origin_check" CHECK ("origin" IN ('plugin', 'pull'));
ALTER TABLE "connection" ADD CONSTRAINT "connection_kind_check" CHECK ("kind" IN ('woocommerce', 'shopify'));
ALTER TABLE "connection" ADD CONSTRAINT "connection_auth_check" CHECK ("auth" IN ('basic', 'oauth1', 'query', 'token'));
ALTER TABLE "connection" ADD CONSTRAINT "connection_state_check" CHECK ("state" IN ('connected', 'degraded', 'disconnected'));
ALTER TABLE "sync_job" ADD CONSTRAINT "sync_job_mode_check" CHECK ("mode" IN ('full', 'incremental', 'reconcile'));
ALTER TABLE "sync_job" ADD CONSTRAINT "sync_job_status_check"
  CHECK ("status" IN ('queued', 'running', 'completed', 'partial', 'failed', 'cancelled'));
ALTER TABLE "sync_schedule" ADD CONSTRAINT "sync_schedule_mode_check" CHECK ("mode" IN ('full', 'incremental', 'reconcile'));
CREATE UNIQUE INDEX "sync_job_one_running" ON "sync_job" ("store_id") WHERE "status" = 'running';
CREATE UNIQUE INDEX "sync_job_one_waiting" ON "sync_job" ("store_id", "mode") WHERE "status" = 'queued';
CREATE INDEX "sync_job_due" ON "sync_job" ("run_after") WHERE "status" IN ('queued', 'running');
