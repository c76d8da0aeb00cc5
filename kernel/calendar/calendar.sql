-- Working days of the office: Monday to Friday less the holidays of this table. Rows are first proposed by the program
-- and confirmed by an official after the cabinet's resolution for the year. The functions agree with calendar/rules.ts.

CREATE TABLE holiday (
  day       date PRIMARY KEY CHECK (isfinite(day)),
  name_th   text NOT NULL CHECK (name_th <> ''),
  name_en   text NOT NULL,
  kind      text NOT NULL CHECK (kind IN ('holiday', 'substitution', 'special')),
  source    text NOT NULL,
  confirmed boolean NOT NULL DEFAULT false
);

COMMENT ON TABLE holiday IS 'วันหยุดราชการ: days on which the office does not work, beside Saturdays and Sundays';
COMMENT ON COLUMN holiday.kind IS 'holiday: วันหยุดราชการประจำปี; substitution: วันหยุดชดเชย; special: วันหยุดราชการกรณีพิเศษ';
COMMENT ON COLUMN holiday.source IS 'where the row came from: a cabinet resolution, or the package that proposed it';
COMMENT ON COLUMN holiday.confirmed IS 'an official has checked the row against the cabinet''s resolution';

CREATE FUNCTION working_day(day date) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT extract(isodow FROM $1) < 6 AND NOT EXISTS (SELECT FROM holiday h WHERE h.day = $1)
$$;

-- The day itself when it is a working day, else the first working day after it (Civil and Commercial Code, s. 193/8).
CREATE FUNCTION next_working_day(day date) RETURNS date
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
DECLARE
  at date := $1;
BEGIN
  IF NOT isfinite(at) THEN RETURN at; END IF;
  WHILE NOT working_day(at) LOOP
    at := at + 1;
  END LOOP;
  RETURN at;
END
$$;

-- The n-th working day after the day, which is not counted itself (s. 193/3); back when n is negative;
-- with 0 the day itself or the next working day.
CREATE FUNCTION add_working_days(day date, n int) RETURNS date
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
DECLARE
  at   date := $1;
  rest int := abs($2);
  step int := sign($2);
BEGIN
  IF NOT isfinite(at) THEN RETURN at; END IF;
  IF rest > 100000 THEN
    RAISE EXCEPTION 'add_working_days: % working days is out of range', $2 USING ERRCODE = 'numeric_value_out_of_range';
  END IF;
  IF rest = 0 THEN RETURN next_working_day(at); END IF;
  WHILE rest > 0 LOOP
    at := at + step;
    IF working_day(at) THEN rest := rest - 1; END IF;
  END LOOP;
  RETURN at;
END
$$;

-- Working days after a up to and with b, signed; additive: f(a,c) = f(a,b) + f(b,c).
-- Mondays to Fridays are counted in whole weeks from Monday 0001-01-01, so the cost does not grow with the distance.
CREATE FUNCTION working_days_between(a date, b date) RETURNS int
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN $1 IS NOT NULL AND $2 IS NOT NULL THEN
    ((($2 - date '0001-01-01') / 7 * 5 + least(($2 - date '0001-01-01') % 7 + 1, 5))
   - (($1 - date '0001-01-01') / 7 * 5 + least(($1 - date '0001-01-01') % 7 + 1, 5)))
    - CASE WHEN $1 < $2 THEN 1 ELSE -1 END * (
        SELECT count(*)::int FROM holiday h
        WHERE h.day > least($1, $2) AND h.day <= greatest($1, $2) AND extract(isodow FROM h.day) < 6)
  END
$$;

-- Working days by which a thing due on the day is late; 0 when it is not.
CREATE FUNCTION late_by(due date, today date) RETURNS int
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN $2 > next_working_day($1) THEN working_days_between(next_working_day($1), $2) ELSE 0 END
$$;
