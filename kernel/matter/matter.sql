-- Matter (เรื่อง): whatever the office is seized of. A room's own table extends it.
CREATE TABLE matter (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL,                          -- 'order', 'letter', …: the room's noun
  title text NOT NULL CHECK (title <> '' AND length(title) <= 1000),
  owner_unit int NOT NULL REFERENCES unit,
  secrecy smallint NOT NULL DEFAULT 0 CHECK (secrecy BETWEEN 0 AND 3),  -- 0 ปกติ, 1 ลับ, 2 ลับมาก, 3 ลับที่สุด
  urgency smallint NOT NULL DEFAULT 0 CHECK (urgency BETWEEN 0 AND 3),  -- 0 ปกติ, 1 ด่วน, 2 ด่วนมาก, 3 ด่วนที่สุด
  reader_units int[] NOT NULL DEFAULT '{}',     -- units that take part: they and their superiors see an ordinary matter
  reader_positions int[] NOT NULL DEFAULT '{}', -- positions named in it: they alone see a secret one
  printed text,                                -- the number it is known by
  at timestamptz NOT NULL DEFAULT now(),
  touched_at timestamptz NOT NULL DEFAULT now(),
  by_person int REFERENCES person, by_position int REFERENCES position, by_capacity text
);
CREATE INDEX matter_kind ON matter (kind, id DESC);
CREATE INDEX matter_touched ON matter (touched_at DESC);
CREATE INDEX matter_reader_units ON matter USING gin (reader_units);
CREATE INDEX matter_reader_positions ON matter USING gin (reader_positions);
CREATE INDEX matter_owner ON matter (owner_unit, id DESC);

-- The one rule of sight. Ordinary: the province's readers, the owner's line, the line of any unit that takes part.
-- Secret: only positions named in it (need to know).
ALTER TABLE matter ENABLE ROW LEVEL SECURITY;
ALTER TABLE matter FORCE ROW LEVEL SECURITY;
-- One function, which the planner opens up in place, so that search and live screens ask the same rule. The seen units come twice
-- because an argument that is a sub-select may be used only once if the function is to be opened up.
CREATE FUNCTION may_see(secrecy smallint, owner_unit int, reader_units int[], reader_positions int[],
    province boolean, owning int[], partaking int[], positions int[], machinery boolean) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT (secrecy = 0 AND (province OR owner_unit = ANY (owning) OR reader_units && partaking)) OR reader_positions && positions OR machinery $$;
CREATE POLICY matter_sight ON matter USING (may_see(secrecy, owner_unit, reader_units, reader_positions,
  (SELECT sees_province()), (SELECT seen_units()), (SELECT seen_units()), (SELECT own_positions()), (SELECT is_machinery())));

CREATE TABLE matter_link (
  from_matter bigint NOT NULL REFERENCES matter, to_matter bigint NOT NULL REFERENCES matter,
  kind text NOT NULL CHECK (kind IN ('relates','follows','answers','part_of')),
  by_person int, by_position int, by_capacity text, at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (from_matter, to_matter, kind), CHECK (from_matter <> to_matter)
);
CREATE INDEX matter_link_to ON matter_link (to_matter);

CREATE TABLE matter_place (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  matter_id bigint NOT NULL REFERENCES matter,
  area_code text,                              -- province, district or subdistrict
  lon double precision CHECK (lon BETWEEN 95 AND 108), lat double precision CHECK (lat BETWEEN 4 AND 22),
  geometry jsonb, label text NOT NULL DEFAULT '',
  CHECK (area_code IS NOT NULL OR lon IS NOT NULL OR geometry IS NOT NULL), CHECK ((lon IS NULL) = (lat IS NULL))
);
CREATE INDEX matter_place_matter ON matter_place (matter_id);
CREATE INDEX matter_place_area ON matter_place (area_code);

CREATE TABLE comment (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  matter_id bigint NOT NULL REFERENCES matter, text text NOT NULL CHECK (text <> ''),
  by_person int, by_position int, by_capacity text, at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX comment_matter ON comment (matter_id, id);

-- Assignment (การมอบหมาย): assign → acknowledge → report → accept or return. One mechanism for every room.
CREATE TABLE assignment (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  matter_id bigint NOT NULL REFERENCES matter,
  parent_id bigint REFERENCES assignment,      -- delegated downwards from
  from_position int NOT NULL REFERENCES position,
  to_position int NOT NULL REFERENCES position,
  to_unit int NOT NULL REFERENCES unit,
  watch_position int REFERENCES position,      -- the issuer's office: follows up and decides on the issuer's behalf
  purpose text NOT NULL DEFAULT 'action' CHECK (purpose IN ('action','information')),
  instruction text NOT NULL DEFAULT '',
  given_on date NOT NULL, due date CHECK (due >= given_on),
  -- kept by the database from the happenings below, so that boards need not add them up
  state text NOT NULL DEFAULT 'given' CHECK (state IN ('given','acknowledged','reported','returned','accepted','cancelled')),
  percent smallint NOT NULL DEFAULT 0 CHECK (percent BETWEEN 0 AND 100),
  state_at timestamptz NOT NULL DEFAULT now(),
  handed_on date,                              -- Thai day of the final report, while it stands
  by_person int, by_position int, by_capacity text, at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX assignment_matter ON assignment (matter_id, id);
CREATE INDEX assignment_parent ON assignment (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX assignment_inbox ON assignment (to_position, due, id) WHERE state IN ('given','acknowledged','returned');
CREATE INDEX assignment_waiting ON assignment (from_position, due, id) WHERE state IN ('given','acknowledged','returned','reported');
CREATE INDEX assignment_watch ON assignment (watch_position, due, id) WHERE state IN ('given','acknowledged','returned','reported');
CREATE INDEX assignment_reported ON assignment (state_at, id) WHERE state = 'reported';
CREATE INDEX assignment_given ON assignment (given_on);
CREATE INDEX assignment_accepted ON assignment (state_at) WHERE state = 'accepted';
CREATE INDEX assignment_open_unit ON assignment (to_unit, due) WHERE state NOT IN ('accepted','cancelled');
CREATE INDEX assignment_open_due ON assignment (due) WHERE state NOT IN ('accepted','cancelled');
COMMENT ON CONSTRAINT assignment_check ON assignment IS 'วันครบกำหนดต้องไม่ก่อนวันที่มอบหมาย|The due date must not be before the day it is given|due';

CREATE TABLE assignment_acknowledgement (
  assignment_id bigint PRIMARY KEY REFERENCES assignment,
  by_person int, by_position int, by_capacity text, at timestamptz NOT NULL DEFAULT now());
CREATE TABLE assignment_report (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  assignment_id bigint NOT NULL REFERENCES assignment,
  percent smallint NOT NULL CHECK (percent BETWEEN 0 AND 100),
  text text NOT NULL CHECK (text <> ''),
  area_code text, lon double precision CHECK (lon BETWEEN 95 AND 108), lat double precision CHECK (lat BETWEEN 4 AND 22),
  by_person int, by_position int, by_capacity text, at timestamptz NOT NULL DEFAULT now());
CREATE INDEX assignment_report_of ON assignment_report (assignment_id, id);
-- Each report is decided once: taken as done, noted as progress, or sent back.
CREATE TABLE report_decision (
  report_id bigint PRIMARY KEY REFERENCES assignment_report,
  decision text NOT NULL CHECK (decision IN ('accepted','returned')),
  remark text NOT NULL DEFAULT '', CHECK (decision = 'accepted' OR remark <> ''),
  by_person int, by_position int, by_capacity text, at timestamptz NOT NULL DEFAULT now());
COMMENT ON CONSTRAINT report_decision_check ON report_decision IS 'ต้องบอกเหตุผลที่ส่งคืน|Say why it is sent back|remark';
COMMENT ON CONSTRAINT report_decision_pkey ON report_decision IS 'รายงานนี้มีผู้พิจารณาแล้ว|This report has already been decided|report';
CREATE TABLE extension_request (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  assignment_id bigint NOT NULL REFERENCES assignment, asked_due date NOT NULL, reason text NOT NULL CHECK (reason <> ''),
  by_person int, by_position int, by_capacity text, at timestamptz NOT NULL DEFAULT now());
CREATE INDEX extension_request_of ON extension_request (assignment_id);
CREATE TABLE extension_decision (
  request_id bigint PRIMARY KEY REFERENCES extension_request, granted boolean NOT NULL, due date, remark text NOT NULL DEFAULT '',
  CHECK (NOT granted OR due IS NOT NULL),
  by_person int, by_position int, by_capacity text, at timestamptz NOT NULL DEFAULT now());
CREATE TABLE assignment_cancellation (
  assignment_id bigint PRIMARY KEY REFERENCES assignment, reason text NOT NULL CHECK (reason <> ''),
  by_person int, by_position int, by_capacity text, at timestamptz NOT NULL DEFAULT now());
CREATE TABLE assignment_reminder (
  assignment_id bigint NOT NULL REFERENCES assignment, on_day date NOT NULL,
  step text NOT NULL CHECK (step IN ('before','due','late','escalated')), to_position int NOT NULL REFERENCES position,
  at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (assignment_id, on_day, step, to_position));

CREATE FUNCTION assignment_turn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'assignment_acknowledgement' THEN
    UPDATE assignment SET state = 'acknowledged', state_at = NEW.at WHERE id = NEW.assignment_id AND state = 'given';
  ELSIF TG_TABLE_NAME = 'assignment_report' THEN
    UPDATE assignment SET percent = NEW.percent, state_at = NEW.at,
           handed_on = CASE WHEN NEW.percent = 100 THEN (NEW.at AT TIME ZONE 'Asia/Bangkok')::date END,
           state = CASE WHEN NEW.percent = 100 THEN 'reported' ELSE 'acknowledged' END
     WHERE id = NEW.assignment_id AND state NOT IN ('accepted','cancelled');
  ELSIF TG_TABLE_NAME = 'report_decision' THEN
    UPDATE assignment a SET state_at = NEW.at, handed_on = CASE WHEN NEW.decision = 'returned' THEN NULL ELSE a.handed_on END, state = CASE
             WHEN NEW.decision = 'returned' THEN 'returned'
             WHEN r.percent = 100 THEN 'accepted' ELSE a.state END
      FROM assignment_report r WHERE r.id = NEW.report_id AND a.id = r.assignment_id AND a.state <> 'cancelled';
  ELSIF TG_TABLE_NAME = 'extension_decision' THEN
    IF NEW.granted THEN
      UPDATE assignment a SET due = NEW.due FROM extension_request q WHERE q.id = NEW.request_id AND a.id = q.assignment_id;
    END IF;
  ELSIF TG_TABLE_NAME = 'assignment_cancellation' THEN
    UPDATE assignment SET state = 'cancelled', state_at = NEW.at WHERE id = NEW.assignment_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER turn AFTER INSERT ON assignment_acknowledgement FOR EACH ROW EXECUTE FUNCTION assignment_turn();
CREATE TRIGGER turn AFTER INSERT ON assignment_report FOR EACH ROW EXECUTE FUNCTION assignment_turn();
CREATE TRIGGER turn AFTER INSERT ON report_decision FOR EACH ROW EXECUTE FUNCTION assignment_turn();
CREATE TRIGGER turn AFTER INSERT ON extension_decision FOR EACH ROW EXECUTE FUNCTION assignment_turn();
CREATE TRIGGER turn AFTER INSERT ON assignment_cancellation FOR EACH ROW EXECUTE FUNCTION assignment_turn();

-- What hangs on a matter is seen with it. The sub-select obeys the matter's own policy. OFFSET 0 keeps the planner from
-- answering it by reading every matter once (a hashed subplan): a list reads few rows, whatever the archive holds.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['matter_place','comment','assignment'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY with_matter ON %I USING (EXISTS (SELECT FROM matter m WHERE m.id = matter_id OFFSET 0))', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['assignment_acknowledgement','assignment_report','extension_request','assignment_cancellation','assignment_reminder'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY with_assignment ON %I USING (EXISTS (SELECT FROM assignment a WHERE a.id = assignment_id OFFSET 0))', t);
  END LOOP;
END $$;
ALTER TABLE report_decision ENABLE ROW LEVEL SECURITY; ALTER TABLE report_decision FORCE ROW LEVEL SECURITY;
CREATE POLICY with_report ON report_decision USING (EXISTS (SELECT FROM assignment_report r WHERE r.id = report_id OFFSET 0));
ALTER TABLE extension_decision ENABLE ROW LEVEL SECURITY; ALTER TABLE extension_decision FORCE ROW LEVEL SECURITY;
CREATE POLICY with_request ON extension_decision USING (EXISTS (SELECT FROM extension_request q WHERE q.id = request_id OFFSET 0));
ALTER TABLE matter_link ENABLE ROW LEVEL SECURITY; ALTER TABLE matter_link FORCE ROW LEVEL SECURITY;
CREATE POLICY both_seen ON matter_link USING (EXISTS (SELECT FROM matter m WHERE m.id = from_matter OFFSET 0) AND EXISTS (SELECT FROM matter m WHERE m.id = to_matter OFFSET 0));
-- A ledger line on a matter is seen with the matter; lines without one by those who may read the whole province's.
ALTER TABLE ledger ENABLE ROW LEVEL SECURITY;
CREATE POLICY ledger_write ON ledger FOR INSERT WITH CHECK (true);
CREATE POLICY ledger_sight ON ledger FOR SELECT USING (
  CASE WHEN (SELECT is_machinery()) THEN true
       WHEN matter_id IS NULL THEN (SELECT sees_province()) OR position_id = ANY ((SELECT own_positions())::int[])
       ELSE EXISTS (SELECT FROM matter m WHERE m.id = matter_id OFFSET 0) END);
