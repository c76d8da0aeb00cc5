-- Place (พื้นที่): the administrative areas and their shapes. Public facts, so no row-level security.
-- Codes change with time: a district is raised, a subdistrict recoded, a name corrected. An area is therefore a row per
-- period, and what a letter of 2565 says about its place stays true.

CREATE TABLE area (
  code         text NOT NULL CHECK (code ~ '^[1-9][0-9]([0-9]{2}){0,2}$'),
  kind         text NOT NULL,
  name_th      text NOT NULL CHECK (name_th = btrim(name_th) AND length(name_th) BETWEEN 1 AND 120),
  name_en      text NOT NULL CHECK (name_en = btrim(name_en) AND length(name_en) BETWEEN 1 AND 120),
  parent_code  text,
  postcode     text CHECK (postcode ~ '^[1-9][0-9]{4}$'),
  -- an inner point, WGS 84 degrees, within the box of the Kingdom
  lon          double precision CHECK (lon BETWEEN 97.3 AND 105.7),
  lat          double precision CHECK (lat BETWEEN 5.6 AND 20.5),
  km2          numeric(12,2) CHECK (km2 > 0),
  -- first day; '1900-01-01' where the day of its making is not recorded. valid_to is the first day on which it is no more
  valid_from   date NOT NULL DEFAULT DATE '1900-01-01',
  valid_to     date,
  -- the code that took its place, where one did
  replaced_by  text CHECK (replaced_by ~ '^[1-9][0-9]([0-9]{2}){0,2}$'),
  PRIMARY KEY (code, valid_from),
  -- a DOPA code's length is its kind, and its beginning is its parent
  CHECK (kind = CASE length(code) WHEN 2 THEN 'province' WHEN 4 THEN 'district' ELSE 'subdistrict' END),
  CHECK (parent_code IS NOT DISTINCT FROM CASE WHEN length(code) > 2 THEN left(code, length(code) - 2) END),
  CHECK ((lon IS NULL) = (lat IS NULL)),
  CHECK (valid_to > valid_from),
  CHECK (replaced_by IS NULL OR (valid_to IS NOT NULL AND replaced_by <> code)),
  -- one truth a day. The code as a range of one number spares us the extension btree_gist.
  CONSTRAINT area_one_per_day EXCLUDE USING gist (
    int4range(code::int, code::int, '[]') WITH &&,
    daterange(valid_from, valid_to) WITH &&
  )
);
CREATE INDEX area_parent ON area (parent_code);

-- The areas of today, Thai day.
CREATE VIEW area_now AS
  SELECT code, kind, name_th, name_en, parent_code, postcode, lon, lat, km2, valid_from
  FROM area
  WHERE valid_from <= (now() AT TIME ZONE 'Asia/Bangkok')::date
    AND (valid_to IS NULL OR valid_to > (now() AT TIME ZONE 'Asia/Bangkok')::date);

-- The shape of an area in one of its periods. Exact predicates are done on the GeoJSON in the program; the index on the
-- bounding box finds the few candidates.
CREATE TABLE area_shape (
  code         text NOT NULL,
  valid_from   date NOT NULL,
  geometry     jsonb NOT NULL CHECK (geometry->>'type' IN ('Polygon', 'MultiPolygon') AND jsonb_typeof(geometry->'coordinates') = 'array'),
  bounds       box NOT NULL,
  -- true: computed from points, not surveyed (ขอบเขตโดยประมาณ)
  approximate  boolean NOT NULL,
  source       text NOT NULL CHECK (length(source) BETWEEN 1 AND 500),
  loaded_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (code, valid_from),
  FOREIGN KEY (code, valid_from) REFERENCES area (code, valid_from) ON DELETE CASCADE
);
CREATE INDEX area_shape_bounds ON area_shape USING gist (bounds);
