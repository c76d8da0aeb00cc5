-- The ledger (บันทึกหลักฐาน): one line for each act, written in the act's own transaction. Nobody changes it, not even its owner.
CREATE TABLE ledger (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  tx xid8 NOT NULL DEFAULT pg_current_xact_id(),   -- lines of one act share it
  event text NOT NULL,                 -- 'orders.issued'
  act text NOT NULL,                   -- 'orders.issue'
  matter_id bigint,
  person_id int, position_id int, capacity text NOT NULL, on_behalf_of int,
  person text NOT NULL, position text NOT NULL,   -- as they were called that day
  basis text[] NOT NULL,               -- clause keys
  instrument text,                     -- the order by which he acts for another, if he does
  detail jsonb NOT NULL,
  content_hash bytea NOT NULL          -- SHA-256 of the act's input as given
);
CREATE INDEX ledger_matter ON ledger (matter_id, id);
CREATE INDEX ledger_person ON ledger (person_id, id);
CREATE INDEX ledger_position ON ledger (position_id, id);
CREATE INDEX ledger_event ON ledger (event, id);
CREATE INDEX ledger_at ON ledger USING brin (at) WITH (autosummarize = on);
-- Who sees a line is decided beside the matter (matter.sql); the owner obeys it like everyone.
ALTER TABLE ledger FORCE ROW LEVEL SECURITY;

-- Lines that no seal stands on yet. Kept by the line's own transaction, so what is visible here is committed, whatever order
-- transactions end in, and also after a restore into another server, where transaction numbers start anew. A heap without
-- index: a few rows at a time, and no writer waits for another.
CREATE TABLE ledger_waiting (ledger_id bigint NOT NULL)
  WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
CREATE FUNCTION ledger_wait() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO ledger_waiting SELECT id FROM fresh;
  RETURN NULL;
END $$;
CREATE TRIGGER ledger_waits AFTER INSERT ON ledger REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger_wait();

-- The seal: the sealer puts finished lines in a chain, behind the writers, never before them.
-- line_hash = sha256(canonical line, newline); hash = sha256(hash before in hex, newline, line_hash in hex, newline).
-- No foreign key to the line: its check would write a lock into every line sealed, and the verifier looks for the line anyway.
CREATE TABLE ledger_seal (
  seq bigint PRIMARY KEY CHECK (seq > 0),
  ledger_id bigint NOT NULL UNIQUE,
  form smallint NOT NULL DEFAULT 1,    -- how the canonical line is written (ledger/line.ts)
  line_hash bytea NOT NULL CHECK (length(line_hash) = 32),
  hash bytea NOT NULL CHECK (length(hash) = 32),
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE FUNCTION ledger_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'บันทึกหลักฐานเพิ่มได้อย่างเดียว แก้หรือลบไม่ได้|The ledger is append-only|ledger', CONSTRAINT = 'ledger_is_final';
END $$;
-- Per statement, so that a change is refused also where it would touch no row.
CREATE TRIGGER ledger_final BEFORE UPDATE OR DELETE ON ledger FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_final();
CREATE TRIGGER ledger_final_all BEFORE TRUNCATE ON ledger FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_final();
CREATE TRIGGER ledger_seal_final BEFORE UPDATE OR DELETE ON ledger_seal FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_final();
CREATE TRIGGER ledger_seal_final_all BEFORE TRUNCATE ON ledger_seal FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_final();
-- Also for a session that skips ordinary triggers (session_replication_role = replica).
ALTER TABLE ledger ENABLE ALWAYS TRIGGER ledger_final;
ALTER TABLE ledger_seal ENABLE ALWAYS TRIGGER ledger_seal_final;
-- Officials' acts only add lines; sealing is the machinery's, which works as the owner.
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'changwat_clerk') THEN
    REVOKE UPDATE, DELETE ON ledger FROM changwat_clerk;
    REVOKE UPDATE, DELETE ON ledger_waiting FROM changwat_clerk;
    REVOKE INSERT, UPDATE, DELETE ON ledger_seal FROM changwat_clerk;
  END IF;
END $$;

-- What has been said and not yet told: search, notices and live screens start here, after the commit.
CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  ledger_id bigint NOT NULL,
  event text NOT NULL, matter_id bigint, detail jsonb NOT NULL,
  not_before timestamptz NOT NULL DEFAULT now(), tries int NOT NULL DEFAULT 0, fault text
);
CREATE INDEX outbox_due ON outbox (not_before, id);

-- A retry acts once: the same key from the same person gets the first answer again.
CREATE TABLE idempotency (
  key text NOT NULL, person_id int NOT NULL, act text NOT NULL, content_hash bytea NOT NULL,
  answer jsonb, at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (key, person_id)
);
CREATE INDEX idempotency_age ON idempotency (at);

-- What an act leaves behind, in its own transaction: its lines, their events, and the answer for a repeat of the same request.
-- A function, because its plan is kept with the connection; planning under row-level security cost more than the writing.
CREATE FUNCTION ledger_write(lines jsonb, the_moment timestamptz, the_act text, the_person_id int, the_position_id int, the_capacity text, the_behalf int,
                             the_person text, the_position text, the_basis text[], the_instrument text, the_hash bytea,
                             the_key text DEFAULT NULL, the_answer jsonb DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  WITH line AS (
    INSERT INTO ledger (at, event, act, matter_id, person_id, position_id, capacity, on_behalf_of, person, position, basis, instrument, detail, content_hash)
    SELECT the_moment, e->>'event', the_act, (e->>'matter')::bigint, the_person_id, the_position_id, the_capacity, the_behalf,
           the_person, the_position, the_basis, the_instrument, e->'detail', the_hash
      FROM jsonb_array_elements(lines) e
    RETURNING id, event, matter_id, detail)
  INSERT INTO outbox (ledger_id, event, matter_id, detail) SELECT id, event, matter_id, detail FROM line;
  IF the_key IS NOT NULL THEN
    UPDATE idempotency SET answer = the_answer WHERE key = the_key AND person_id = the_person_id;
  END IF;
END $$;
