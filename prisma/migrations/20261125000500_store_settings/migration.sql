-- Constants as defaults: no row is rewritten, and the old code's inserts stay valid.
-- AlterTable
ALTER TABLE "product" ADD COLUMN     "is_hidden" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "store" ADD COLUMN     "hidden_categories" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "hidden_tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "hide_out_of_stock" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "hide_unpriced" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "token_allowed_ips" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "token_rate_burst" INTEGER NOT NULL DEFAULT 200,
ADD COLUMN     "token_rate_per_minute" INTEGER NOT NULL DEFAULT 600;

-- What was hidden by hand: a short list, found without looking at the products that were not.
CREATE INDEX "product_hidden" ON "product" ("store_id", "updated_at" DESC, "id" DESC) WHERE "is_hidden";
