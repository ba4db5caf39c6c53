-- CreateTable
CREATE TABLE "engine_event" (
    "seq" BIGSERIAL NOT NULL,
    "event_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "dispatched_at" TIMESTAMPTZ(6),

    CONSTRAINT "engine_event_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "engine_run" (
    "id" UUID NOT NULL,
    "fn_id" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "dedupe" TEXT,
    "debounce_key" TEXT,
    "debounce_until" TIMESTAMPTZ(6),
    "concurrency_key" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'running',
    "steps" JSONB NOT NULL DEFAULT '{}',
    "stack" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "error" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "engine_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "engine_job" (
    "id" BIGSERIAL NOT NULL,
    "run_id" UUID NOT NULL,
    "fn_id" TEXT NOT NULL,
    "concurrency_key" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "run_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "locked_until" TIMESTAMPTZ(6),
    "lease_ms" INTEGER NOT NULL DEFAULT 0,
    "generation" INTEGER NOT NULL DEFAULT 0,
    "lost_leases" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "engine_job_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "engine_event_dispatched_at_seq_idx" ON "engine_event"("dispatched_at", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "engine_event_name_event_id_key" ON "engine_event"("name", "event_id");

-- CreateIndex
CREATE INDEX "engine_run_created_at_idx" ON "engine_run"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "engine_run_fn_id_dedupe_key" ON "engine_run"("fn_id", "dedupe");

-- CreateIndex
CREATE UNIQUE INDEX "engine_run_fn_id_debounce_key_key" ON "engine_run"("fn_id", "debounce_key");

-- CreateIndex
CREATE INDEX "engine_job_run_at_id_idx" ON "engine_job"("run_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "engine_job_run_id_step_key" ON "engine_job"("run_id", "step");

-- AddForeignKey
ALTER TABLE "engine_job" ADD CONSTRAINT "engine_job_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "engine_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;


ALTER TABLE "engine_run" ADD CONSTRAINT "engine_run_status_known" CHECK ("status" IN ('running', 'completed', 'failed'));
ALTER TABLE "engine_job" ADD CONSTRAINT "engine_job_kind_known" CHECK ("kind" IN ('call', 'sleep'));

-- Who holds a place of a concurrency key: a handful of rows, however long the queue.
CREATE INDEX "engine_job_held" ON "engine_job"("fn_id", "concurrency_key") WHERE "locked_until" IS NOT NULL;
