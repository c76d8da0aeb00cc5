-- Books (ทะเบียน): numbers run without a gap per book and year. The counter row is locked by the act that takes a number,
-- so the number and the record that carries it are committed together or not at all.
CREATE TABLE book (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key text NOT NULL UNIQUE CHECK (key ~ '^[a-z][a-z0-9_-]{0,59}$'),
  th text NOT NULL CHECK (th <> ''), en text NOT NULL,
  unit_id int REFERENCES unit,                  -- whose book; NULL: the province's
  year_kind text NOT NULL CHECK (year_kind IN ('calendar','fiscal')),
  prefix text NOT NULL DEFAULT '' CHECK (length(prefix) <= 60),
  format text NOT NULL DEFAULT '{n}/{year}' CHECK (length(format) <= 100),     -- {n}, {year}, {prefix}
  CONSTRAINT book_format_numbers CHECK (position('{n}' IN format) > 0 AND replace(replace(replace(format, '{n}', ''), '{year}', ''), '{prefix}', '') !~ '[{}]')
);
COMMENT ON CONSTRAINT book_key_key ON book IS 'มีทะเบียนรหัสนี้แล้ว|There is a book with this key|key';
COMMENT ON CONSTRAINT book_key_check ON book IS 'รหัสทะเบียนใช้อักษรอังกฤษตัวเล็ก ตัวเลข - _ ขึ้นต้นด้วยอักษร|The key is small letters, digits, - and _, beginning with a letter|key';
COMMENT ON CONSTRAINT book_format_numbers ON book IS 'รูปแบบเลขต้องมี {n} และใช้ได้เฉพาะ {n} {year} {prefix}|The format must hold {n}, and may hold only {n}, {year} and {prefix}|format';

-- The year (B.E.) that a day belongs to: calendar, or fiscal from 1 October.
CREATE FUNCTION book_year_of(year_kind text, day date) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT extract(year FROM day)::int + 543 + CASE WHEN year_kind = 'fiscal' AND extract(month FROM day) >= 10 THEN 1 ELSE 0 END $$;
-- The prefix goes in last: what an office calls itself is never read as a mark.
CREATE FUNCTION book_print(format text, prefix text, n int, year int) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT replace(replace(replace(format, '{n}', n::text), '{year}', year::text), '{prefix}', prefix) $$;

CREATE TABLE book_year (
  book_id int NOT NULL REFERENCES book, year int NOT NULL CHECK (year BETWEEN 2500 AND 2700),
  before int NOT NULL DEFAULT 0 CHECK (before >= 0),   -- numbers that the paper book had used when this one took over
  last int NOT NULL DEFAULT 0 CHECK (last >= before),
  PRIMARY KEY (book_id, year)
) WITH (fillfactor = 50);
CREATE FUNCTION book_year_rises() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.book_id, NEW.year, NEW.before) = (OLD.book_id, OLD.year, OLD.before) AND NEW.last > OLD.last THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'เลขลำดับของทะเบียนมีแต่เพิ่ม ลดหรือลบไม่ได้|The count of a book only rises|number', CONSTRAINT = 'book_year_rises';
END $$;
CREATE TRIGGER book_year_kept BEFORE UPDATE OR DELETE ON book_year FOR EACH ROW EXECUTE FUNCTION book_year_rises();

CREATE TABLE book_number (
  book_id int NOT NULL, year int NOT NULL, n int NOT NULL CHECK (n > 0),
  matter_id bigint, printed text NOT NULL,
  reserved_for int REFERENCES position, reserved_why text,   -- a number kept for a paper still to come
  by_person int, by_position int, by_capacity text, at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (book_id, year, n),
  FOREIGN KEY (book_id, year) REFERENCES book_year,
  CONSTRAINT reserved_with_reason CHECK ((reserved_for IS NULL) = (reserved_why IS NULL) AND reserved_why <> ''),
  CONSTRAINT reserved_is_blank CHECK (reserved_for IS NULL OR matter_id IS NULL)
);
CREATE INDEX book_number_matter ON book_number (matter_id) WHERE matter_id IS NOT NULL;
COMMENT ON CONSTRAINT reserved_with_reason ON book_number IS 'ต้องบอกเหตุผลที่จองเลข|Say why the numbers are reserved|reason';

-- A reserved number is used, once, for a matter.
CREATE TABLE book_use (
  book_id int NOT NULL, year int NOT NULL, n int NOT NULL, matter_id bigint NOT NULL,
  by_person int, by_position int, by_capacity text, at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (book_id, year, n), FOREIGN KEY (book_id, year, n) REFERENCES book_number
);
CREATE INDEX book_use_matter ON book_use (matter_id);
COMMENT ON CONSTRAINT book_use_pkey ON book_use IS 'เลขที่จองนี้ใช้ไปแล้ว|This reserved number has been used|number';
-- A number once given is never given again; what was wrong is voided with its reason and stays in the book.
CREATE TABLE book_void (
  book_id int NOT NULL, year int NOT NULL, n int NOT NULL,
  reason text NOT NULL CONSTRAINT void_with_reason CHECK (reason ~ '\S'),
  by_person int, by_position int, by_capacity text, at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (book_id, year, n), FOREIGN KEY (book_id, year, n) REFERENCES book_number
);
COMMENT ON CONSTRAINT book_void_pkey ON book_void IS 'เลขนี้ยกเลิกไปแล้ว|This number is already void|number';
COMMENT ON CONSTRAINT void_with_reason ON book_void IS 'ต้องบอกเหตุผลที่ยกเลิกเลข|Say why the number is void|reason';

CREATE FUNCTION book_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'เลขทะเบียนที่ออกแล้วแก้หรือลบไม่ได้|A number in a book is never changed or removed|number', CONSTRAINT = 'book_stays';
END $$;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['book_number','book_use','book_void'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION book_stays()', t || '_kept', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['book_year','book_number','book_use','book_void'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION book_stays()', t || '_kept_all', t);
  END LOOP;
END $$;

-- Use and void both lock the number, so of two at once the second sees what the first did.
CREATE FUNCTION book_use_check() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE it book_number;
BEGIN
  SELECT * INTO it FROM book_number WHERE (book_id, year, n) = (NEW.book_id, NEW.year, NEW.n) FOR UPDATE;
  IF it.reserved_for IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'book_use_reserved', MESSAGE = 'เลขนี้ไม่ใช่เลขที่จองไว้|This is not a reserved number|number';
  ELSIF EXISTS (SELECT FROM book_void WHERE (book_id, year, n) = (NEW.book_id, NEW.year, NEW.n)) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'book_use_not_void', MESSAGE = 'เลขนี้ยกเลิกแล้ว ใช้ไม่ได้|This number is void and cannot be used|number';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER book_use_lawful BEFORE INSERT ON book_use FOR EACH ROW EXECUTE FUNCTION book_use_check();
CREATE FUNCTION book_void_lock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM book_number WHERE (book_id, year, n) = (NEW.book_id, NEW.year, NEW.n) FOR UPDATE;
  RETURN NEW;
END $$;
CREATE TRIGGER book_void_lawful BEFORE INSERT ON book_void FOR EACH ROW EXECUTE FUNCTION book_void_lock();

-- A number is seen with its matter; that it is taken, everyone sees from the count. In a function of late binding, because
-- matters are made after books.
CREATE FUNCTION book_sees(matter_id bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (SELECT FROM matter m WHERE m.id = matter_id);
END $$;
ALTER TABLE book_number ENABLE ROW LEVEL SECURITY; ALTER TABLE book_number FORCE ROW LEVEL SECURITY;
CREATE POLICY with_matter ON book_number USING (matter_id IS NULL OR (SELECT is_machinery()) OR book_sees(matter_id)) WITH CHECK (true);
-- book_use is open: everyone must see that a reserved number is used up. For which matter, the view tells only who sees the matter.

-- Takes the next numbers of a book; no row when there is no such book. A function, because its plan is kept with the connection: the
-- count is locked while it runs, and planning would be most of that time.
CREATE FUNCTION take_numbers(the_book text, the_day date, how_many int, the_prefix text, the_matter bigint, kept_for int, kept_why text,
                             the_person int, the_position int, the_capacity text, the_moment timestamptz)
  RETURNS TABLE (n int, year int, printed text) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE b record; top int;
BEGIN
  SELECT id, format, coalesce(the_prefix, prefix) AS prefix, book_year_of(year_kind, the_day) AS year INTO b FROM book WHERE key = the_book;
  IF NOT FOUND THEN RETURN; END IF;
  INSERT INTO book_year AS y (book_id, year, last) VALUES (b.id, b.year, how_many)
    ON CONFLICT (book_id, year) DO UPDATE SET last = y.last + excluded.last RETURNING y.last INTO top;
  RETURN QUERY INSERT INTO book_number AS t (book_id, year, n, printed, matter_id, reserved_for, reserved_why, by_person, by_position, by_capacity, at)
    SELECT b.id, b.year, i, book_print(b.format, b.prefix, i, b.year), the_matter, kept_for, kept_why, the_person, the_position, the_capacity, the_moment
      FROM generate_series(top - how_many + 1, top) i
    RETURNING t.n, t.year, t.printed;
END $$;

-- What stands at each number now.
CREATE VIEW book_entry WITH (security_invoker = true) AS
  SELECT n.book_id, n.year, n.n, n.printed, coalesce(n.matter_id, CASE WHEN is_machinery() OR book_sees(u.matter_id) THEN u.matter_id END) AS matter_id,
         CASE WHEN v.n IS NOT NULL THEN 'void' WHEN n.reserved_for IS NOT NULL AND u.n IS NULL THEN 'reserved' ELSE 'used' END AS state,
         n.reserved_for, n.reserved_why, v.reason AS void_reason, v.at AS void_at, v.by_person AS void_by_person,
         n.by_person, n.by_position, n.at, u.at AS used_at
    FROM book_number n
    LEFT JOIN book_use u USING (book_id, year, n)
    LEFT JOIN book_void v USING (book_id, year, n);
