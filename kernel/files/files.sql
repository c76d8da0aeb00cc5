-- Files (เอกสารแนบ, หลักฐาน). The bytes lie on disk under their SHA-256, once; a row says which matter they belong to.
CREATE TABLE content (
  hash text PRIMARY KEY CHECK (hash ~ '^[0-9a-f]{64}$'),
  size bigint NOT NULL CHECK (size > 0),
  type text NOT NULL CHECK (type ~ '^[a-z]+/[a-zA-Z0-9.+-]+$'),      -- what the bytes are, not what their name says
  -- none: no scanner is configured; waiting: the scanner did not answer and the office lets files in all the same
  scan text NOT NULL DEFAULT 'none' CHECK (scan IN ('none','clean','waiting','infected')),
  found text,                                                        -- the virus's name
  at timestamptz NOT NULL DEFAULT now(),
  erased_at timestamptz,                                             -- the bytes are gone from disk; the hash stays as evidence
  CHECK ((scan = 'infected') = (found IS NOT NULL))
);
CREATE INDEX content_waiting ON content (hash) WHERE scan = 'waiting';

-- Uploaded and not yet part of any matter: owned by the person, in the position he acts as, for a day.
CREATE TABLE upload (
  token text PRIMARY KEY CHECK (token ~ '^[A-Za-z0-9_-]{22}$'),
  person_id int NOT NULL REFERENCES person, position_id int NOT NULL REFERENCES position,
  content_hash text NOT NULL REFERENCES content,
  name text NOT NULL CHECK (name <> '' AND length(name) <= 200 AND name !~ '[/\\[:cntrl:]]'),
  at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL DEFAULT now() + interval '24 hours'
);
CREATE INDEX upload_content ON upload (content_hash);
CREATE INDEX upload_person ON upload (person_id);
CREATE INDEX upload_expiry ON upload (expires_at);

CREATE TABLE file (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  matter_id bigint NOT NULL REFERENCES matter,
  content_hash text NOT NULL REFERENCES content,
  name text NOT NULL CHECK (name <> '' AND length(name) <= 200 AND name !~ '[/\\[:cntrl:]]'),
  kind text NOT NULL DEFAULT 'attachment' CHECK (kind ~ '^[a-z_]{1,40}$'),   -- attachment, evidence, or a room's own word
  assignment_report_id bigint REFERENCES assignment_report,
  by_person int, by_position int, by_capacity text, at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX file_matter ON file (matter_id, id);
CREATE INDEX file_content ON file (content_hash);
CREATE INDEX file_report ON file (assignment_report_id) WHERE assignment_report_id IS NOT NULL;

-- Taken out of its matter, with the reason. The row stays: what was attached, by whom, and who took it out.
CREATE TABLE file_removal (
  file_id bigint PRIMARY KEY REFERENCES file,
  matter_id bigint NOT NULL REFERENCES matter,
  name text NOT NULL, content_hash text NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  by_person int, by_position int, by_capacity text, at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX file_removal_matter ON file_removal (matter_id);
CREATE INDEX file_removal_content ON file_removal (content_hash);
COMMENT ON CONSTRAINT file_removal_pkey ON file_removal IS 'นำเอกสารนี้ออกแล้ว|This file has already been taken out|file';

ALTER TABLE file_removal ENABLE ROW LEVEL SECURITY; ALTER TABLE file_removal FORCE ROW LEVEL SECURITY;
CREATE POLICY with_matter ON file_removal USING (EXISTS (SELECT FROM matter m WHERE m.id = matter_id OFFSET 0));
-- A file is seen with its matter until it is taken out: no list, count or download can forget to ask.
ALTER TABLE file ENABLE ROW LEVEL SECURITY; ALTER TABLE file FORCE ROW LEVEL SECURITY;
CREATE POLICY with_matter ON file USING (
  EXISTS (SELECT FROM matter m WHERE m.id = matter_id OFFSET 0)
  AND ((SELECT is_machinery()) OR NOT EXISTS (SELECT FROM file_removal r WHERE r.file_id = file.id OFFSET 0)));
ALTER TABLE upload ENABLE ROW LEVEL SECURITY; ALTER TABLE upload FORCE ROW LEVEL SECURITY;
CREATE POLICY own_upload ON upload USING ((SELECT is_machinery()) OR position_id = ANY ((SELECT own_positions())::int[]));
-- That some bytes are known at all is told only to who sees a file or upload of them.
ALTER TABLE content ENABLE ROW LEVEL SECURITY; ALTER TABLE content FORCE ROW LEVEL SECURITY;
CREATE POLICY with_file ON content USING ((SELECT is_machinery())
  OR EXISTS (SELECT FROM file f WHERE f.content_hash = hash OFFSET 0) OR EXISTS (SELECT FROM upload u WHERE u.content_hash = hash OFFSET 0));
