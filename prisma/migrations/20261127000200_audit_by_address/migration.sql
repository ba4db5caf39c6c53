-- The log by address, whole or how it begins: LIKE reads an index of this class alone, and = reads it too.
CREATE INDEX "audit_entry_by_address" ON "audit_entry" ("source_ip" text_pattern_ops, "created_at", "id") WHERE "source_ip" IS NOT NULL;
