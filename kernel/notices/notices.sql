-- Notices (การแจ้ง): one row to a position, read by each person who sits in it.
CREATE TABLE notice (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  to_position int NOT NULL REFERENCES position,
  person_id int REFERENCES person,             -- only for this person while he sits there; NULL: for whoever does
  kind text NOT NULL CHECK (kind ~ '^[A-Za-z0-9_.]{1,80}$'),   -- 'orders.issued'
  th text NOT NULL CHECK (th <> '' AND length(th) <= 2000), en text NOT NULL CHECK (length(en) <= 2000),
  path text NOT NULL DEFAULT '' CHECK (path = '' OR path ~ '^/[^/\\]' OR path = '/'),   -- within the desk, never another site
  matter_id bigint REFERENCES matter,
  mailed boolean NOT NULL DEFAULT false,       -- the mailer has looked at it
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX notice_to ON notice (to_position, id DESC);
CREATE INDEX notice_unmailed ON notice (id) WHERE NOT mailed;
CREATE INDEX notice_matter ON notice (matter_id);
CREATE INDEX notice_at ON notice (at);

CREATE TABLE notice_read (
  notice_id bigint NOT NULL REFERENCES notice ON DELETE CASCADE, person_id int NOT NULL REFERENCES person,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (notice_id, person_id)
);
-- "All read": everything up to here, for this person in this position.
CREATE TABLE notice_read_all (
  person_id int NOT NULL REFERENCES person, position_id int NOT NULL REFERENCES position,
  upto bigint NOT NULL, at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (person_id, position_id)
);
-- Mail on or off by kind ('*' = all kinds not named). No row: on.
CREATE TABLE notice_mail (
  person_id int NOT NULL REFERENCES person, kind text NOT NULL CHECK (kind ~ '^(\*|[A-Za-z0-9_.]{1,80})$'),
  mail boolean NOT NULL, at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (person_id, kind)
);

-- What is to be mailed: one row a notice and person; those of one person go out together.
CREATE TABLE mail (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  notice_id bigint NOT NULL REFERENCES notice ON DELETE CASCADE, person_id int NOT NULL REFERENCES person,
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued','sent','needless','dead')),
  not_before timestamptz NOT NULL DEFAULT now(), tries int NOT NULL DEFAULT 0, fault text,
  at timestamptz NOT NULL DEFAULT now(), sent_at timestamptz,
  UNIQUE (notice_id, person_id)
);
CREATE INDEX mail_queue ON mail (person_id, not_before) WHERE state = 'queued';

ALTER TABLE notice ENABLE ROW LEVEL SECURITY; ALTER TABLE notice FORCE ROW LEVEL SECURITY;
-- Whoever acts may tell others; each reads only what was told to his own position.
CREATE POLICY notice_tell ON notice FOR INSERT WITH CHECK (true);
CREATE POLICY notice_sight ON notice FOR SELECT USING ((SELECT is_machinery()) OR to_position = ANY ((SELECT own_positions())::int[]));
CREATE POLICY notice_tend ON notice FOR UPDATE USING ((SELECT is_machinery()));
CREATE POLICY notice_age ON notice FOR DELETE USING ((SELECT is_machinery()));
ALTER TABLE notice_read ENABLE ROW LEVEL SECURITY; ALTER TABLE notice_read FORCE ROW LEVEL SECURITY;
CREATE POLICY with_notice ON notice_read USING (EXISTS (SELECT FROM notice n WHERE n.id = notice_id OFFSET 0));
ALTER TABLE notice_read_all ENABLE ROW LEVEL SECURITY; ALTER TABLE notice_read_all FORCE ROW LEVEL SECURITY;
CREATE POLICY own_reading ON notice_read_all USING ((SELECT is_machinery()) OR position_id = ANY ((SELECT own_positions())::int[]));
ALTER TABLE mail ENABLE ROW LEVEL SECURITY; ALTER TABLE mail FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery_only ON mail USING ((SELECT is_machinery()));
