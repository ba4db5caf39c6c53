-- Lists of products by stock, both ways: the key of lib/catalog/list-products.ts, word for word.
CREATE INDEX "product_by_stock" ON "product" ((CASE WHEN "is_active" AND "in_stock" THEN coalesce("stock_quantity", 1e20) ELSE -1e20 END), "id");
