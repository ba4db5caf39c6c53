-- CreateTable
CREATE TABLE "shop_authorization" (
    "state_hash" TEXT NOT NULL,
    "store_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "credentials" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "shop_authorization_pkey" PRIMARY KEY ("state_hash")
);

-- CreateIndex
CREATE INDEX "shop_authorization_store_id_idx" ON "shop_authorization"("store_id");

-- CreateIndex
CREATE INDEX "shop_authorization_expires_at_idx" ON "shop_authorization"("expires_at");

-- AddForeignKey
ALTER TABLE "shop_authorization" ADD CONSTRAINT "shop_authorization_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "store"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shop_authorization" ADD CONSTRAINT "shop_authorization_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "shop_authorization" ADD CONSTRAINT "shop_authorization_kind_check" CHECK ("kind" IN ('woocommerce', 'shopify'));
