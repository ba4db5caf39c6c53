-- The audit entry of whoever hid a product by hand, or showed it again, last: just that act can be taken back.
-- AlterTable
ALTER TABLE "product" ADD COLUMN     "hidden_by" BIGINT;
