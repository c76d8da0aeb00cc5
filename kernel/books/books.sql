-- Books (ทะเบียน): numbers run without a gap per book and year. The counter row is locked by the act that takes a number,
-- so the number and the record that carries it are committed together or not at all.
CREATE TABLE book (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key text NOT NULL UNIQUE, th text NOT NULL, en text NOT NULL,
  unit_id int REFERENCES unit,
  year_kind text NOT NULL CHECK (year_kind IN ('calendar','fiscal')),
  format text NOT NULL DEFAULT '{n}/{year}'     -- {n}, {year}, {prefix}
);
CREATE TABLE book_year (
  book_id int NOT NULL REFERENCES book, year int NOT NULL CHECK (year BETWEEN 2500 AND 2700),
  last int NOT NULL DEFAULT 0 CHECK (last >= 0),
  PRIMARY KEY (book_id, year)
) WITH (fillfactor = 50);
CREATE TABLE book_number (
  book_id int NOT NULL, year int NOT NULL, n int NOT NULL CHECK (n > 0),
  matter_id bigint, printed text NOT NULL,
  reserved_for int REFERENCES position, reserved_why text,   -- a number kept for a paper still to come
  by_person int, by_position int, by_capacity text, at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (book_id, year, n),
  FOREIGN KEY (book_id, year) REFERENCES book_year
);
CREATE INDEX book_number_matter ON book_number (matter_id);
-- A number once given is never given again; what was wrong is voided with its reason and stays in the book.
CREATE TABLE book_void (
  book_id int NOT NULL, year int NOT NULL, n int NOT NULL, reason text NOT NULL CHECK (reason <> ''),
  by_person int, by_position int, by_capacity text, at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (book_id, year, n), FOREIGN KEY (book_id, year, n) REFERENCES book_number
);
CREATE FUNCTION book_number_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.matter_id IS NULL AND (NEW.book_id, NEW.year, NEW.n, NEW.printed) = (OLD.book_id, OLD.year, OLD.n, OLD.printed) THEN
    RETURN NEW;   -- a reserved number is filled, once
  END IF;
  RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'เลขทะเบียนที่ออกแล้วแก้หรือลบไม่ได้|A number in a book is never changed or removed|number', CONSTRAINT = 'book_number_stays';
END $$;
CREATE TRIGGER book_number_kept BEFORE UPDATE OR DELETE ON book_number FOR EACH ROW EXECUTE FUNCTION book_number_stays();
CREATE FUNCTION take_number(the_book int, the_year int) RETURNS int LANGUAGE sql AS $$
  INSERT INTO book_year AS y (book_id, year, last) VALUES (the_book, the_year, 1)
  ON CONFLICT (book_id, year) DO UPDATE SET last = y.last + 1 RETURNING last $$;
