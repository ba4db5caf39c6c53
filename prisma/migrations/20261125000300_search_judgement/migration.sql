-- CreateTable
CREATE TABLE "search_judgement" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "store_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "query" TEXT NOT NULL,
    "query_key" TEXT NOT NULL,
    "filters" JSONB NOT NULL DEFAULT '{}',
    "verdict" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "judged_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "search_judgement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "query_vector" (
    "model_id" INTEGER NOT NULL,
    "query_hash" TEXT NOT NULL,
    "embedding" vector NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "query_vector_pkey" PRIMARY KEY ("model_id","query_hash")
);

-- CreateIndex
CREATE INDEX "search_judgement_store_id_query_key_idx" ON "search_judgement"("store_id", "query_key");

-- CreateIndex
CREATE INDEX "search_judgement_store_id_judged_at_id_idx" ON "search_judgement"("store_id", "judged_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "search_judgement_judged_at_id_idx" ON "search_judgement"("judged_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "search_judgement_product_id_idx" ON "search_judgement"("product_id");

-- CreateIndex
CREATE UNIQUE INDEX "search_judgement_user_id_store_id_query_key_product_id_key" ON "search_judgement"("user_id", "store_id", "query_key", "product_id");

-- AddForeignKey
ALTER TABLE "search_judgement" ADD CONSTRAINT "search_judgement_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "store"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "search_judgement" ADD CONSTRAINT "search_judgement_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "search_judgement" ADD CONSTRAINT "search_judgement_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "search_judgement" ADD CONSTRAINT "search_judgement_verdict_check" CHECK ("verdict" IN ('up', 'down'));
