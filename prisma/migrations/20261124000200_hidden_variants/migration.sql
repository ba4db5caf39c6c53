-- AlterTable
ALTER TABLE "product" ADD COLUMN     "hidden_variants" TEXT[];
