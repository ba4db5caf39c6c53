-- AlterTable
ALTER TABLE "product_version" ADD COLUMN     "source_hash" TEXT;
