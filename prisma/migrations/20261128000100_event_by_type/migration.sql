-- Events of one type, newest first: without it a rare type is looked for through the whole log, and an owner's through all of theirs.
CREATE INDEX "event_event_type_id_idx" ON "event" ("event_type", "id" DESC);
