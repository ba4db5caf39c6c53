-- Titles that begin with what was typed, whatever keyboard wrote either: the key of lib/operations/jump/title-begins.ts, word for word.
-- A title may be longer than an index entry, and nobody types more of it.
CREATE INDEX "product_by_title_begin" ON "product" (
  "store_id",
  (lower(translate(left("title", 100), 'يىك۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩', 'ییک01234567890123456789')) COLLATE "C"),
  "is_active" DESC
);
