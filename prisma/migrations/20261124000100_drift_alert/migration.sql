-- AlterTable
ALTER TABLE "digest_run" ADD COLUMN     "is_alert" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "unsaved" INTEGER NOT NULL DEFAULT 0;


