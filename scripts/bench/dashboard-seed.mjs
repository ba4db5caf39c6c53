// What a hub that has lived holds, row by row as the pipeline leaves it, without going through it: an hour of deliveries is not what is measured.
export const STORES = 200;
/** Half of everything is the first store's; its owner looks as well. */
export const OWNER = "owner-1@example.test";

/** Texts that wait for their vector, hidden products and rules are what the lists by what the AI knows have to look at. */
export const seed = (products, events) => [
  `INSERT INTO "user" (email, role) SELECT 'owner-' || n || '@example.test', 'OWNER' FROM generate_series(2, ${STORES}) n`,
  `INSERT INTO store (owner_id, name) SELECT id, 'Store ' || split_part(split_part(email, '@', 1), '-', 2) FROM "user" WHERE role = 'OWNER'`,
  `CREATE TABLE seeded AS SELECT id AS store_id, row_number() OVER (ORDER BY (name = 'Store 1') DESC, name) AS place FROM store`,
  `CREATE UNIQUE INDEX ON seeded (place)`,
  // The largest store and one in forty show nothing that is out of stock, one in forty others keep a category back.
  `UPDATE store SET hide_out_of_stock = TRUE FROM seeded WHERE store_id = id AND place % 40 = 1`,
  `UPDATE store SET hidden_categories = ARRAY['دستهٔ 7'] FROM seeded WHERE store_id = id AND place % 40 = 8`,
  `INSERT INTO product (store_id, external_source, external_id, title, short_description, description, product_type, status, catalog_visibility,
      has_password, is_active, is_publishable, is_hidden, sku, sku_norm, price, regular_price, on_sale, currency, stock_quantity, stock_status, in_stock, categories, tags,
      attributes, extra, variants_count, content_hash, draft_hash, source_updated_at, created_at, updated_at)
    SELECT s.store_id, 'woocommerce', 'woo_' || n, 'پیراهن کتان تابستانی ' || n, 'سبک و خنک', 'از کتان طبیعی دوخته شده است.', 'simple',
      CASE WHEN n / ${STORES} % 25 = 3 THEN 'draft' ELSE 'publish' END, 'visible', FALSE, TRUE, n / ${STORES} % 25 <> 3, n / ${STORES} % 500 = 7,
      'SKU-' || n, 'sku' || n, 1000 * (n % 900), 1000 * (n % 900), FALSE, 'IRT', n % 40, 'instock', n % 40 > 0, ARRAY['پوشاک', 'دستهٔ ' || n % 30], '{}',
      '[]', '{}', 0, md5(n::text), md5(n::text), now() - n * interval '20 seconds', now() - interval '80 days', now() - n * interval '20 seconds'
    FROM generate_series(1, ${products}) n JOIN seeded s ON s.place = CASE WHEN n % 2 = 0 THEN 1 ELSE 1 + n % ${STORES} END`,
  `INSERT INTO product_version (store_id, external_id, at, seq, is_deleted, last_sync_at) SELECT store_id, external_id, updated_at, 1, FALSE, now() FROM product`,
  `INSERT INTO knowledge_chunk (store_id, product_id, position, kind, text, text_hash, words, title_words, tokens)
    SELECT store_id, id, 0, 'card', title, content_hash, array_to_tsvector(string_to_array(title, ' ')), title, 12 FROM product WHERE is_publishable`,
  // 2 % wait, and go on waiting while the pages are measured.
  `INSERT INTO embedding_job (model_id, text_hash, store_id, next_attempt_at)
    SELECT m.id, p.content_hash, p.store_id, now() + interval '1 day' FROM product p, embedding_model m
    WHERE m.state = 'active' AND p.is_publishable AND split_part(p.external_id, '_', 2)::int / ${STORES} % 50 = 11`,
  `INSERT INTO integration_token (store_id, user_id, name, integration_type, secret_hash, preview, signing_secret, expires_at, last_used_at, usage_count, created_at)
    SELECT s.id, s.owner_id, 'توکن ' || n || ' از ' || s.name, 'woocommerce', md5(s.id::text || n), 'wc_sk_live_…', '', CASE WHEN n % 3 = 0 THEN now() + n * interval '1 day' END,
      now() - n * interval '1 hour', n * 100, now() - n * interval '1 day'
    FROM store s CROSS JOIN generate_series(1, 25) n`,
  `INSERT INTO event (store_id, event_id, event_type, source, product_id, payload, status, attempts, processing_time_ms, error_message, created_at, processed_at)
    SELECT s.store_id, 'evt-' || n, CASE n % 20 WHEN 0 THEN 'product.created' WHEN 1 THEN 'product.deleted' ELSE 'product.updated' END, 'woocommerce', (n % ${products})::text,
      '{"event_id":"evt-' || n || '","event_type":"product.updated","product":{"id":' || n % ${products} || ',"name":"x"}}',
      CASE WHEN n % 400 = 0 THEN 'failed' WHEN n % 50 = 0 THEN 'superseded' ELSE 'succeeded' END, 1, 40, CASE WHEN n % 400 = 0 THEN 'its price is not a number' END,
      now() - (${events} - n) * interval '60 days' / ${events}, now() - (${events} - n) * interval '60 days' / ${events} + interval '300 milliseconds'
    FROM generate_series(1, ${events}) n JOIN seeded s ON s.place = CASE WHEN n % 2 = 0 THEN 1 ELSE 1 + n % ${STORES} END`,
  `DROP TABLE seeded`,
];
