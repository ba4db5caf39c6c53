-- AlterTable
ALTER TABLE "digest_run" ADD COLUMN     "page_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "connect_code" (
    "code_hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "store_id" UUID,
    "store_name" TEXT NOT NULL,
    "code_challenge" TEXT NOT NULL,
    "redirect_uri" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "connect_code_pkey" PRIMARY KEY ("code_hash")
);

-- CreateIndex
CREATE INDEX "connect_code_expires_at_idx" ON "connect_code"("expires_at");

-- AddForeignKey
ALTER TABLE "connect_code" ADD CONSTRAINT "connect_code_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connect_code" ADD CONSTRAINT "connect_code_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "store"("id") ON DELETE CASCADE ON UPDATE CASCADE;


