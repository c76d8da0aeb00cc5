-- A happening has several hearers; when one of them fails, only that one is called again.
ALTER TABLE outbox ADD COLUMN waits_for text[];           -- NULL: all hearers are still to be told
ALTER TABLE outbox ADD COLUMN at timestamptz NOT NULL DEFAULT now();
CREATE INDEX outbox_failed ON outbox (id) WHERE tries > 0;
CREATE INDEX outbox_matter ON outbox (matter_id, id);
