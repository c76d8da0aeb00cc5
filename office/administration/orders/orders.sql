-- ข้อสั่งการผู้ว่าราชการจังหวัด และการติดตาม. An order is a matter; its addressees are assignments.
CREATE TABLE order_matter (
  matter_id bigint PRIMARY KEY REFERENCES matter,
  issuer_position int NOT NULL REFERENCES position,
  body text NOT NULL CHECK (body <> ''),
  basis text[] NOT NULL,                       -- clause keys that the issuer names
  source text NOT NULL CHECK (source IN ('governor','meeting','letter','visit')),
  source_note text NOT NULL DEFAULT '', source_matter bigint REFERENCES matter,
  issued_on date NOT NULL,
  signature text[] NOT NULL,                   -- the block as it stood that day; derived, never typed
  watch_position int REFERENCES position,
  residual boolean NOT NULL DEFAULT false,     -- no unit was competent: the provincial office took it
  -- kept by the database from the rows below
  is_open boolean NOT NULL DEFAULT true,
  next_due date
);
CREATE INDEX order_open_due ON order_matter (next_due, matter_id) WHERE is_open;
CREATE INDEX order_open ON order_matter (matter_id DESC) WHERE is_open;
CREATE INDEX order_closed ON order_matter (matter_id DESC) WHERE NOT is_open;
CREATE INDEX order_issuer ON order_matter (issuer_position, matter_id DESC);

CREATE TABLE order_closure (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  matter_id bigint NOT NULL REFERENCES order_matter, result text NOT NULL CHECK (result <> ''),
  by_person int, by_position int, by_capacity text, at timestamptz NOT NULL DEFAULT now());
CREATE INDEX order_closure_of ON order_closure (matter_id);
CREATE TABLE order_reopening (
  closure_id bigint PRIMARY KEY REFERENCES order_closure, reason text NOT NULL CHECK (reason <> ''),
  by_person int, by_position int, by_capacity text, at timestamptz NOT NULL DEFAULT now());

-- Saved lists of addressees (บัญชีผู้รับ), of a unit.
CREATE TABLE address_list (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  unit_id int NOT NULL REFERENCES unit, name text NOT NULL CHECK (name <> '' AND length(name) <= 200), positions int[] NOT NULL CHECK (cardinality(positions) > 0),
  by_person int, by_position int, by_capacity text, at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT one_name UNIQUE (unit_id, name));
COMMENT ON CONSTRAINT one_name ON address_list IS 'มีบัญชีชื่อนี้แล้ว|There is already a list of this name|name';

CREATE FUNCTION order_turn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'order_closure' THEN
    UPDATE order_matter SET is_open = false WHERE matter_id = NEW.matter_id;
  ELSE
    UPDATE order_matter SET is_open = true WHERE matter_id = (SELECT matter_id FROM order_closure WHERE id = NEW.closure_id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER turn AFTER INSERT ON order_closure FOR EACH ROW EXECUTE FUNCTION order_turn();
CREATE TRIGGER turn AFTER INSERT ON order_reopening FOR EACH ROW EXECUTE FUNCTION order_turn();

-- The soonest day anybody still owes a report, once per statement, so that 225 addressees cost one update.
CREATE FUNCTION order_next_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE order_matter o SET next_due = x.due
    FROM (SELECT c.matter_id, (SELECT min(a.due) FROM assignment a WHERE a.matter_id = c.matter_id AND a.parent_id IS NULL
                 AND a.purpose = 'action' AND a.state IN ('given','acknowledged','returned')) AS due
            FROM (SELECT DISTINCT matter_id FROM changed) c) x
   WHERE o.matter_id = x.matter_id AND o.next_due IS DISTINCT FROM x.due;
  RETURN NULL;
END $$;
CREATE TRIGGER order_due_given AFTER INSERT ON assignment REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION order_next_due();
CREATE TRIGGER order_due_turned AFTER UPDATE ON assignment REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION order_next_due();

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['order_matter','order_closure'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY with_matter ON %I USING (EXISTS (SELECT FROM matter m WHERE m.id = matter_id OFFSET 0))', t);
  END LOOP;
END $$;
ALTER TABLE order_reopening ENABLE ROW LEVEL SECURITY; ALTER TABLE order_reopening FORCE ROW LEVEL SECURITY;
CREATE POLICY with_closure ON order_reopening USING (EXISTS (SELECT FROM order_closure c WHERE c.id = closure_id OFFSET 0));
