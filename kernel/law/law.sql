-- The law library (กฎหมาย ระเบียบ): what acts of office rest on, clause by clause. Nothing here is authoritative:
-- the Royal Gazette is. Numbers, titles and summaries come with the program; texts are imported, or written by an official.
CREATE TABLE law (
  key text PRIMARY KEY CHECK (key ~ '^[a-z][a-z0-9-]{1,60}$'),
  th text NOT NULL CHECK (th <> ''), en text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('act','decree','regulation','rule','other')),
  year_be int NOT NULL CHECK (year_be BETWEEN 2400 AND 2700),
  part text NOT NULL DEFAULT 'section' CHECK (part IN ('section','item')),  -- มาตรา or ข้อ
  shipped boolean NOT NULL DEFAULT false       -- the program brings titles and summaries of its own
);

CREATE TABLE clause (
  law_key text NOT NULL REFERENCES law,
  number text NOT NULL CHECK (number ~ '^[๐-๙]{1,4}(/[๐-๙]{1,3})?( (ทวิ|ตรี|จัตวา|เบญจ|ฉ))?$'),
  ordinal int NOT NULL,                        -- its place in the law
  part text NOT NULL DEFAULT '',               -- chapter heading
  title_th text NOT NULL DEFAULT '', title_en text NOT NULL DEFAULT '',
  summary_th text NOT NULL DEFAULT '', summary_en text NOT NULL DEFAULT '',
  verified boolean NOT NULL DEFAULT true,      -- the summary was written with the text at hand
  vector tsvector NOT NULL DEFAULT '',         -- title, summary and text, cut into words by the program
  PRIMARY KEY (law_key, number)
);
CREATE INDEX clause_order ON clause (law_key, ordinal);
CREATE INDEX clause_vector ON clause USING gin (vector);
CREATE INDEX clause_number ON clause USING gin (number gin_trgm_ops);

-- One file read into one law: where the texts come from.
CREATE TABLE law_import (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  law_key text NOT NULL REFERENCES law,
  file text NOT NULL, sha256 bytea NOT NULL, title text NOT NULL, licence text NOT NULL,
  source text NOT NULL, source_day date,       -- what was copied, and its state of the law, where the file says
  clauses int NOT NULL, added int NOT NULL, changed int NOT NULL, removed int NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX law_import_law ON law_import (law_key, id DESC);

-- Full texts. At most one imported text a clause, replaced by the next import; an official's texts are versions, kept for good.
CREATE TABLE clause_text (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  law_key text NOT NULL, number text NOT NULL,
  import_id int REFERENCES law_import,         -- NULL: an official's hand
  text text NOT NULL CHECK (text <> ''),
  source text NOT NULL CHECK (source <> ''),   -- e.g. 'ราชกิจจานุเบกษา เล่ม ๑๒๗ ตอนที่ …'
  source_day date,
  remark text NOT NULL DEFAULT '',
  by_person int, by_position int, by_capacity text, at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (law_key, number) REFERENCES clause,
  CONSTRAINT hand_is_named CHECK (import_id IS NOT NULL OR by_person IS NOT NULL)
);
CREATE UNIQUE INDEX clause_text_imported ON clause_text (law_key, number) WHERE import_id IS NOT NULL;
CREATE INDEX clause_text_versions ON clause_text (law_key, number, id DESC);

-- What an official wrote is evidence of what the office went by: another version may follow, none is altered or removed.
CREATE FUNCTION clause_text_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.import_id IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'clause_text_kept', MESSAGE = 'ตัวบทที่เจ้าหน้าที่บันทึกไว้แก้หรือลบไม่ได้ ให้บันทึกฉบับใหม่|A text written by an official is not altered or removed: write a new version|text';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER clause_text_final BEFORE UPDATE OR DELETE ON clause_text FOR EACH ROW EXECUTE FUNCTION clause_text_kept();

-- The text that is shown: the official's latest, else the imported one.
CREATE VIEW clause_current AS
  SELECT DISTINCT ON (law_key, number) * FROM clause_text ORDER BY law_key, number, (import_id IS NULL) DESC, id DESC;
