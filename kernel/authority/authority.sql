-- Authority belongs to positions, never to persons (State Administration Act s. 48: who acts has the office's powers).
-- A comment on a constraint is its message to the person who broke it: 'Thai|English|field'.

-- The connection carries who acts; policies read it here, once per statement.
CREATE FUNCTION seen_units() RETURNS int[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(nullif(current_setting('changwat.units', true), ''), '{}')::int[] $$;
CREATE FUNCTION own_positions() RETURNS int[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(nullif(current_setting('changwat.positions', true), ''), '{}')::int[] $$;
CREATE FUNCTION sees_province() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(nullif(current_setting('changwat.province', true), ''), 'off')::boolean $$;

-- The program's own machinery (search index, sealer, reminders, backup), never a person.
CREATE FUNCTION is_machinery() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(nullif(current_setting('changwat.machinery', true), ''), 'off')::boolean $$;

CREATE FUNCTION thai_today() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT (now() AT TIME ZONE 'Asia/Bangkok')::date $$;

CREATE TABLE office (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  province_code text NOT NULL CHECK (province_code ~ '^[1-9][0-9]$' AND province_code <> '10'),
  th text NOT NULL, en text NOT NULL, letter text NOT NULL,
  demonstration boolean NOT NULL,
  built_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE setting (key text PRIMARY KEY, value jsonb NOT NULL);

CREATE TABLE unit (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key text NOT NULL UNIQUE,
  parent_id int REFERENCES unit,
  kind text NOT NULL,
  th text NOT NULL CHECK (th <> ''), en text NOT NULL, short_th text NOT NULL DEFAULT '',
  ministry_th text NOT NULL DEFAULT '', ministry_en text NOT NULL DEFAULT '', department_th text NOT NULL DEFAULT '',
  admin_type text NOT NULL CHECK (admin_type IN ('R','C','S','L','I')),
  area_code text,
  doc_prefix text,
  path int[] NOT NULL DEFAULT '{}',
  during daterange NOT NULL DEFAULT daterange('2020-01-01', NULL) CHECK (NOT isempty(during))
);
CREATE INDEX unit_path ON unit USING gin (path);
CREATE INDEX unit_parent ON unit (parent_id);

-- path = the ancestors and the unit itself, root first; a circle is refused.
CREATE FUNCTION unit_set_path() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE above int[];
BEGIN
  IF NEW.parent_id IS NOT NULL THEN
    SELECT path INTO above FROM unit WHERE id = NEW.parent_id;
    IF NEW.id = ANY (above) THEN
      RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'unit_no_circle', MESSAGE = 'หน่วยงานจะอยู่ใต้ตนเองไม่ได้|A unit cannot stand below itself|parent';
    END IF;
  END IF;
  NEW.path := coalesce(above, '{}') || NEW.id;
  RETURN NEW;
END $$;
CREATE TRIGGER unit_path_kept BEFORE INSERT OR UPDATE OF parent_id ON unit FOR EACH ROW EXECUTE FUNCTION unit_set_path();
CREATE FUNCTION unit_move_below() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE unit SET parent_id = parent_id WHERE parent_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER unit_path_follows AFTER UPDATE OF parent_id ON unit FOR EACH ROW
  WHEN (OLD.path IS DISTINCT FROM NEW.path) EXECUTE FUNCTION unit_move_below();

-- What a unit was called and where it stood, day by day. `unit` is its state of today; questions about another day ask here.
CREATE TABLE unit_version (
  unit_id int NOT NULL REFERENCES unit,
  parent_id int REFERENCES unit,
  th text NOT NULL CHECK (th <> ''), en text NOT NULL, short_th text NOT NULL DEFAULT '',
  instrument text,                             -- NULL: as the unit was first entered
  during daterange NOT NULL CHECK (NOT isempty(during)),
  by_person int, by_position int, by_capacity text, at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT unit_one_version EXCLUDE USING gist (unit_id WITH =, during WITH &&)
);
COMMENT ON CONSTRAINT unit_one_version ON unit_version IS 'หน่วยงานนี้มีการเปลี่ยนแปลงที่บันทึกไว้แล้วในช่วงเวลานี้|A change of this unit is already recorded for this period|from';
CREATE FUNCTION unit_first_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO unit_version (unit_id, parent_id, th, en, short_th, during) VALUES (NEW.id, NEW.parent_id, NEW.th, NEW.en, NEW.short_th, NEW.during);
  RETURN NULL;
END $$;
CREATE TRIGGER unit_begins AFTER INSERT ON unit FOR EACH ROW EXECUTE FUNCTION unit_first_version();

-- The unit and all above it as they stood on a day, root first; empty where the unit did not exist then.
CREATE FUNCTION unit_path_on(the_unit int, day date) RETURNS int[] LANGUAGE sql STABLE AS $$
  WITH RECURSIVE up AS (
    SELECT v.unit_id, v.parent_id, 1 AS step FROM unit_version v WHERE v.unit_id = the_unit AND v.during @> day
    UNION ALL
    SELECT v.unit_id, v.parent_id, up.step + 1 FROM up JOIN unit_version v ON v.unit_id = up.parent_id AND v.during @> day WHERE up.step < 40)
  SELECT coalesce(array_agg(unit_id ORDER BY step DESC), '{}') FROM up $$;

-- Brings `unit` to the state of the day: changes recorded ahead of time take effect. Returns how many units changed.
CREATE FUNCTION units_turn(day date) RETURNS int LANGUAGE sql AS $$
  WITH turned AS (
    UPDATE unit u SET parent_id = v.parent_id, th = v.th, en = v.en, short_th = v.short_th
      FROM unit_version v
     WHERE v.unit_id = u.id AND v.during @> day
       AND (u.parent_id, u.th, u.en, u.short_th) IS DISTINCT FROM (v.parent_id, v.th, v.en, v.short_th)
    RETURNING u.id)
  SELECT count(*)::int FROM turned $$;

CREATE TABLE position (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key text NOT NULL UNIQUE,
  unit_id int NOT NULL REFERENCES unit,
  th text NOT NULL CHECK (th <> ''), en text NOT NULL,
  role text NOT NULL,                         -- the statutory or working role that duties are first granted to
  level text NOT NULL DEFAULT '', line_of_work text NOT NULL DEFAULT '',
  seniority int NOT NULL DEFAULT 100,         -- 1 = most senior of its role
  heads_unit boolean NOT NULL DEFAULT false,
  during daterange NOT NULL DEFAULT daterange('2020-01-01', NULL) CHECK (NOT isempty(during)),
  EXCLUDE USING gist (unit_id WITH =, during WITH &&) WHERE (heads_unit)
);
CREATE INDEX position_unit ON position (unit_id);
CREATE INDEX position_role ON position (role);
COMMENT ON CONSTRAINT position_unit_id_during_excl ON position IS 'หน่วยงานนี้มีตำแหน่งหัวหน้าแล้วในช่วงเวลานี้|This unit already has a head position in this period|unit';

CREATE TABLE person (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  prefix text NOT NULL DEFAULT '', first text NOT NULL CHECK (first <> ''), last text NOT NULL DEFAULT '',
  prefix_en text NOT NULL DEFAULT '', first_en text NOT NULL DEFAULT '', last_en text NOT NULL DEFAULT '',
  citizen_id bytea,                           -- encrypted by the program (AES-256-GCM), never in the clear
  citizen_id_mark bytea UNIQUE,               -- keyed hash: recognises the same number without showing it
  email text UNIQUE CHECK (email = lower(email)), phone text,
  account_id text UNIQUE,                     -- the login, once there is one
  invented boolean NOT NULL DEFAULT false
);
CREATE FUNCTION person_name(p person, english boolean DEFAULT false) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN english AND p.first_en <> '' THEN trim(p.prefix_en || ' ' || p.first_en || ' ' || p.last_en)
              ELSE trim(p.prefix || p.first || ' ' || p.last) END $$;

-- Who sits where, in which capacity, by which instrument, from when to when.
-- holder = ดำรงตำแหน่ง; acting = รักษาราชการแทน (State Administration Act s. 41-50, 56, 64);
-- standing_in = รักษาการในตำแหน่ง (Civil Service Act s. 68: where the State Administration Act names nobody).
CREATE TABLE occupancy (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id int NOT NULL REFERENCES person,
  position_id int NOT NULL REFERENCES position,
  capacity text NOT NULL CHECK (capacity IN ('holder','acting','standing_in')),
  substantive boolean NOT NULL DEFAULT false,  -- the person's own post; others are held besides it
  basis text NOT NULL,                         -- clause key, e.g. 'state-administration:๕๖'
  instrument text,                             -- the order's number; NULL only where the law itself appoints
  during daterange NOT NULL CHECK (NOT isempty(during)),
  by_person int REFERENCES person, by_position int REFERENCES position, by_capacity text, at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT one_holder EXCLUDE USING gist (position_id WITH =, during WITH &&) WHERE (capacity = 'holder'),
  CONSTRAINT one_acting EXCLUDE USING gist (position_id WITH =, during WITH &&) WHERE (capacity <> 'holder'),
  CONSTRAINT one_own_post EXCLUDE USING gist (person_id WITH =, during WITH &&) WHERE (substantive),
  CONSTRAINT substantive_holds CHECK (NOT substantive OR capacity = 'holder'),
  CONSTRAINT instrument_named CHECK (instrument IS NOT NULL OR capacity = 'acting')
);
CREATE INDEX occupancy_person ON occupancy (person_id);
CREATE INDEX occupancy_position ON occupancy (position_id);
COMMENT ON CONSTRAINT one_holder ON occupancy IS 'ตำแหน่งนี้มีผู้ดำรงตำแหน่งอยู่แล้วในช่วงเวลานี้|The position already has a holder in this period|position';
COMMENT ON CONSTRAINT one_acting ON occupancy IS 'ตำแหน่งนี้มีผู้รักษาราชการแทนหรือผู้รักษาการอยู่แล้วในช่วงเวลานี้|Somebody already acts or stands in for this position in this period|position';
COMMENT ON CONSTRAINT one_own_post ON occupancy IS 'ผู้นี้ดำรงตำแหน่งหลักอื่นอยู่แล้วในช่วงเวลานี้|This person already holds a post of their own in this period|person';
COMMENT ON CONSTRAINT instrument_named ON occupancy IS 'ต้องระบุเลขที่คำสั่ง|The order that appoints must be named|instrument';
COMMENT ON CONSTRAINT substantive_holds ON occupancy IS 'ตำแหน่งหลักต้องเป็นการดำรงตำแหน่ง|A post of one''s own is held, not acted in|substantive';

-- How an occupancy came to its end, or was withdrawn before anything was done under it.
CREATE TABLE occupancy_end (
  occupancy_id int NOT NULL, person_id int NOT NULL REFERENCES person, position_id int NOT NULL REFERENCES position,
  ends_on date,                                -- the first day on which it is over; NULL: withdrawn, as if never entered
  instrument text, reason text NOT NULL CHECK (reason <> ''),
  by_person int REFERENCES person, by_position int REFERENCES position, by_capacity text, at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX occupancy_end_position ON occupancy_end (position_id);

-- The holder is away or unable, or there is none. The absence is what makes acting lawful.
CREATE TABLE absence (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  position_id int NOT NULL REFERENCES position,
  reason text NOT NULL CHECK (reason IN ('unable','vacant','leave','duty_elsewhere')),
  note text NOT NULL DEFAULT '',
  during daterange NOT NULL CHECK (NOT isempty(during)),
  by_person int REFERENCES person, by_position int REFERENCES position, by_capacity text, at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT one_absence EXCLUDE USING gist (position_id WITH =, during WITH &&)
);
COMMENT ON CONSTRAINT one_absence ON absence IS 'บันทึกการไม่อยู่ของตำแหน่งนี้ในช่วงเวลานี้แล้ว|An absence of this position is already recorded for this period|from';

-- Nobody acts for a holder who is there. Looked at when the transaction commits, so that acts may write in any order.
CREATE FUNCTION acting_needs_absence() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE pos int := CASE WHEN TG_OP = 'DELETE' THEN OLD.position_id ELSE NEW.position_id END; held datemultirange; away datemultirange;
BEGIN
  SELECT coalesce(range_agg(during), '{}') INTO held FROM occupancy WHERE position_id = pos AND capacity = 'holder';
  SELECT coalesce(range_agg(during), '{}') INTO away FROM absence WHERE position_id = pos;
  IF EXISTS (SELECT FROM occupancy o WHERE o.position_id = pos AND o.capacity <> 'holder'
               AND NOT datemultirange(o.during) <@ (away + (datemultirange(daterange(NULL, NULL)) - held))) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'acting_needs_absence',
      MESSAGE = 'จะมีผู้รักษาราชการแทนหรือรักษาการได้เฉพาะเมื่อไม่มีผู้ดำรงตำแหน่ง หรือมีแต่ไม่อาจปฏิบัติราชการได้|Somebody may act or stand in only while the post is vacant or its holder is absent|position';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER acting_lawful AFTER INSERT OR UPDATE ON occupancy DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION acting_needs_absence();
CREATE CONSTRAINT TRIGGER acting_still_lawful AFTER UPDATE OR DELETE ON absence DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION acting_needs_absence();

CREATE TABLE duty (code text PRIMARY KEY, th text NOT NULL, en text NOT NULL, room text NOT NULL);
-- Which roles have a duty from the start, how far, under which clause: a new position begins with what its role gives.
CREATE TABLE duty_default (
  duty text NOT NULL REFERENCES duty, role text NOT NULL,
  reach text NOT NULL CHECK (reach IN ('own','unit','line','province')), basis text NOT NULL,
  PRIMARY KEY (duty, role)
);
CREATE TABLE duty_grant (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  duty text NOT NULL REFERENCES duty,
  position_id int NOT NULL REFERENCES position,
  reach text NOT NULL CHECK (reach IN ('own','unit','line','province')),
  basis text NOT NULL,
  instrument text,                             -- NULL: what the role gives from the start
  during daterange NOT NULL DEFAULT daterange('2020-01-01', NULL) CHECK (NOT isempty(during)),
  by_person int REFERENCES person, by_position int REFERENCES position, by_capacity text, at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT one_grant EXCLUDE USING gist (position_id WITH =, duty WITH =, during WITH &&)
);
CREATE INDEX duty_grant_duty ON duty_grant (duty);
CREATE INDEX duty_grant_position ON duty_grant (position_id);
COMMENT ON CONSTRAINT one_grant ON duty_grant IS 'ตำแหน่งนี้มีอำนาจหน้าที่นี้อยู่แล้วในช่วงเวลานี้|The position already has this duty in this period|duty';
COMMENT ON CONSTRAINT duty_grant_duty_fkey ON duty_grant IS 'ไม่มีอำนาจหน้าที่ชื่อนี้|There is no duty of this name|duty';

-- Delegation (การมอบอำนาจ; ปฏิบัติราชการแทน), s. 38-40: written, to a position, for named duties, within limits.
CREATE TABLE delegation (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  parent_id int REFERENCES delegation,         -- sub-delegation, only where the parent allows it (s. 39)
  from_position int NOT NULL REFERENCES position,
  to_position int NOT NULL REFERENCES position,
  root_position int NOT NULL REFERENCES position, -- whose own power it is, in the end
  duties text[] NOT NULL CHECK (cardinality(duties) > 0),
  scope_unit int REFERENCES unit,              -- NULL: as far as the delegator's own reach
  amount_limit numeric(18,2) CHECK (amount_limit > 0),
  conditions text NOT NULL DEFAULT '',
  subdelegable boolean NOT NULL DEFAULT false,
  licence_power boolean NOT NULL DEFAULT false, -- a power to license: s. 38 para. 3 narrows the recipients
  instrument text NOT NULL CHECK (instrument <> ''), signed_on date NOT NULL,
  during daterange NOT NULL CHECK (NOT isempty(during)),
  by_person int REFERENCES person, by_position int REFERENCES position, by_capacity text, at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT not_to_itself CHECK (from_position <> to_position),
  CONSTRAINT signed_before_force CHECK (signed_on <= lower(during))
);
COMMENT ON CONSTRAINT not_to_itself ON delegation IS 'มอบอำนาจให้ตนเองไม่ได้|A position cannot delegate to itself|to_position';
COMMENT ON CONSTRAINT signed_before_force ON delegation IS 'วันที่ลงนามต้องไม่หลังวันที่มีผล|The instrument must be signed no later than it takes effect|signed_on';
CREATE INDEX delegation_to ON delegation (to_position);
CREATE TABLE delegation_acceptance (
  delegation_id int PRIMARY KEY REFERENCES delegation,
  by_person int REFERENCES person, by_position int REFERENCES position, by_capacity text, at timestamptz NOT NULL DEFAULT now());
CREATE TABLE delegation_revocation (
  delegation_id int PRIMARY KEY REFERENCES delegation,
  ends_on date NOT NULL, reason text NOT NULL CHECK (reason <> ''),
  by_person int REFERENCES person, by_position int REFERENCES position, by_capacity text, at timestamptz NOT NULL DEFAULT now());

-- How far a power of `reach` based at unit `base` goes once it is handed over for `scope` only: one row, or none where it gives nothing.
CREATE FUNCTION delegated_reach(reach text, base int, scope int, day date) RETURNS TABLE (got text, at_unit int) LANGUAGE sql STABLE AS $$
  SELECT x.got, x.at_unit FROM (SELECT
    CASE WHEN scope IS NULL THEN reach
         WHEN reach = 'province' THEN 'line'
         WHEN reach = 'line' AND (unit_path_on(scope, day) @> ARRAY[base] OR unit_path_on(base, day) @> ARRAY[scope]) THEN 'line'
         WHEN reach IN ('unit','own') AND unit_path_on(base, day) @> ARRAY[scope] THEN reach END AS got,
    CASE WHEN scope IS NULL THEN base
         WHEN reach = 'province' OR (reach = 'line' AND unit_path_on(scope, day) @> ARRAY[base]) THEN scope
         ELSE base END AS at_unit) x
   WHERE x.got IS NOT NULL $$;

CREATE FUNCTION delegation_check() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE above delegation; giver "position"; taker "position"; taker_path int[]; missing text;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'delegation_is_written', MESSAGE = 'คำสั่งมอบอำนาจแก้ไม่ได้ ให้ยกเลิกแล้วมอบใหม่|A delegation is not altered: revoke it and delegate anew|delegation';
  END IF;
  SELECT * INTO giver FROM position WHERE id = NEW.from_position;
  SELECT * INTO taker FROM position WHERE id = NEW.to_position;
  taker_path := unit_path_on(taker.unit_id, lower(NEW.during));
  IF NEW.parent_id IS NULL THEN
    NEW.root_position := NEW.from_position;
    SELECT d INTO missing FROM unnest(NEW.duties) d WHERE NOT EXISTS (SELECT FROM duty_grant g
      WHERE g.position_id = NEW.from_position AND g.duty = d AND g.during @> lower(NEW.during)) LIMIT 1;
    IF missing IS NOT NULL THEN
      RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'delegation_of_own_power', MESSAGE = 'มอบได้เฉพาะอำนาจหน้าที่ที่ตำแหน่งนั้นมีเอง (มาตรา ๓๘)|A position can delegate only a duty it has itself (s. 38)|duties', DETAIL = missing;
    END IF;
    -- nobody hands over more than he has: the unit named must lie within the giver's own reach of every duty
    SELECT d INTO missing FROM unnest(NEW.duties) d JOIN duty_grant g ON g.position_id = NEW.from_position AND g.duty = d AND g.during @> lower(NEW.during)
      WHERE NOT EXISTS (SELECT FROM delegated_reach(g.reach, giver.unit_id, NEW.scope_unit, lower(NEW.during))) LIMIT 1;
    IF missing IS NOT NULL THEN
      RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'delegation_within_reach', MESSAGE = 'หน่วยงานที่ระบุอยู่นอกขอบเขตอำนาจของผู้มอบ (มาตรา ๓๘)|The unit named lies outside the delegator''s own reach (s. 38)|scope_unit', DETAIL = missing;
    END IF;
  ELSE
    SELECT * INTO above FROM delegation WHERE id = NEW.parent_id FOR SHARE;
    NEW.root_position := above.root_position;
    IF NOT above.subdelegable THEN
      RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'subdelegation_allowed', MESSAGE = 'การมอบอำนาจเดิมไม่ให้มอบช่วง (มาตรา ๓๙)|The delegation does not allow sub-delegation (s. 39)|parent';
    END IF;
    IF above.to_position <> NEW.from_position OR NOT (above.duties @> NEW.duties) OR NOT (above.during @> NEW.during)
       OR (above.amount_limit IS NOT NULL AND (NEW.amount_limit IS NULL OR NEW.amount_limit > above.amount_limit))
       OR (above.scope_unit IS NOT NULL AND (NEW.scope_unit IS NULL OR
           NOT unit_path_on(NEW.scope_unit, lower(NEW.during)) @> ARRAY[above.scope_unit]))
       OR EXISTS (SELECT FROM delegation_revocation r WHERE r.delegation_id = above.id)
       OR NOT EXISTS (SELECT FROM delegation_acceptance a WHERE a.delegation_id = above.id) THEN
      RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'subdelegation_within', MESSAGE = 'การมอบช่วงต้องอยู่ในขอบเขต ระยะเวลา และวงเงินของการมอบเดิมที่ยังมีผล (มาตรา ๓๙)|A sub-delegation must stay within the duties, scope, period and limit of a delegation in force (s. 39)|parent';
    END IF;
    NEW.licence_power := NEW.licence_power OR above.licence_power;
  END IF;
  -- s. 38 para. 3: a power to license goes only to a subordinate official or to a governor.
  IF NEW.licence_power AND taker.role <> 'governor' AND NOT (taker_path @> ARRAY[giver.unit_id]) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'licence_to_subordinate', MESSAGE = 'อำนาจอนุญาตมอบได้เฉพาะผู้ใต้บังคับบัญชาหรือผู้ว่าราชการจังหวัด (มาตรา ๓๘ วรรคสาม)|A power to license goes only to a subordinate or a governor (s. 38 para. 3)|to_position';
  END IF;
  -- s. 38 para. 3, s. 39: only a governor may pass a power to license on.
  IF NEW.licence_power AND NEW.parent_id IS NOT NULL AND giver.role <> 'governor' THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'licence_only_governor_passes_on', MESSAGE = 'อำนาจอนุญาต ผู้ว่าราชการจังหวัดเท่านั้นที่มอบต่อได้ (มาตรา ๓๘ วรรคสาม)|Only a governor may pass a power to license on (s. 38 para. 3)|parent';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER delegation_lawful BEFORE INSERT OR UPDATE ON delegation FOR EACH ROW EXECUTE FUNCTION delegation_check();

-- A delegation stands on a day when it is accepted, begun, not ended and not revoked, and so is every one above it.
CREATE FUNCTION delegation_stands(the_delegation int, day date) RETURNS boolean LANGUAGE sql STABLE AS $$
  WITH RECURSIVE up AS (
    SELECT d.id, d.parent_id, d.during, d.scope_unit, NULL::int AS scope_below, 1 AS step FROM delegation d WHERE d.id = the_delegation
    UNION ALL
    SELECT d.id, d.parent_id, d.during, d.scope_unit, up.scope_unit, up.step + 1 FROM up JOIN delegation d ON d.id = up.parent_id WHERE up.step < 40)
  SELECT coalesce(bool_and(up.during @> day
           AND EXISTS (SELECT FROM delegation_acceptance a WHERE a.delegation_id = up.id AND (a.at AT TIME ZONE 'Asia/Bangkok')::date <= day)
           AND NOT EXISTS (SELECT FROM delegation_revocation r WHERE r.delegation_id = up.id AND r.ends_on <= day)
           AND (up.step = 1 OR up.scope_unit IS NULL OR unit_path_on(up.scope_below, day) @> ARRAY[up.scope_unit])), false) FROM up $$;
-- Most have none above them, and need no walk.
CREATE FUNCTION delegation_in_force(day date) RETURNS SETOF delegation LANGUAGE sql STABLE AS $$
  SELECT d.* FROM delegation d
    JOIN delegation_acceptance a ON a.delegation_id = d.id AND (a.at AT TIME ZONE 'Asia/Bangkok')::date <= day
    LEFT JOIN delegation_revocation r ON r.delegation_id = d.id
   WHERE d.during @> day AND (r.ends_on IS NULL OR r.ends_on > day) AND (d.parent_id IS NULL OR delegation_stands(d.id, day)) $$;

-- Every power a position can use on a day, its own and what is delegated to it.
CREATE FUNCTION powers_of(pos int, day date)
  RETURNS TABLE (duty text, reach text, unit_id int, via text, on_behalf_of int, delegation_id int, basis text, amount_limit numeric, instrument text)
  LANGUAGE sql STABLE AS $$
  SELECT g.duty, g.reach, p.unit_id, 'own', NULL::int, NULL::int, g.basis, NULL::numeric, NULL::text
    FROM duty_grant g JOIN position p ON p.id = g.position_id
   WHERE g.position_id = pos AND g.during @> day AND p.during @> day
  UNION ALL
  SELECT g.duty, r.got, r.at_unit, 'delegation', d.root_position, d.id, 'state-administration:๓๘', d.amount_limit, d.instrument
    FROM delegation_in_force(day) d
    JOIN position root ON root.id = d.root_position AND root.during @> day
    JOIN duty_grant g ON g.position_id = d.root_position AND g.duty = ANY (d.duties) AND g.during @> day
    CROSS JOIN LATERAL delegated_reach(g.reach, root.unit_id, d.scope_unit, day) r
   WHERE d.to_position = pos $$;

-- A person whose own post is recorded absent (leave, unable, duty elsewhere) can sit nowhere that day.
CREATE FUNCTION person_away(the_person int, day date) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM occupancy own JOIN absence a ON a.position_id = own.position_id AND a.during @> day AND a.reason <> 'vacant'
                  WHERE own.person_id = the_person AND own.substantive AND own.during @> day) $$;

-- Who sits in the position on a day and can act: the one who acts or stands in, else the holder unless he is absent. Nobody is an answer.
CREATE FUNCTION sitting(pos int, day date) RETURNS SETOF occupancy LANGUAGE sql STABLE AS $$
  SELECT o.* FROM occupancy o
   WHERE o.position_id = pos AND o.during @> day
     AND NOT (o.capacity = 'holder' AND EXISTS (SELECT FROM absence a WHERE a.position_id = pos AND a.during @> day))
     AND NOT person_away(o.person_id, day)
   ORDER BY (o.capacity = 'holder') LIMIT 1 $$;

-- Who could perform a duty for a unit on a day, in what capacity, under which clause. rank 1 is the answer, and there is at most one:
-- own power before delegated; then the nearest power (unit, line, province; one's own matters only, last); then who stands in the unit's own line
-- of command, the nearest first; then the deeper unit, its head, the senior.
CREATE FUNCTION who_may(the_duty text, for_unit int, day date)
  RETURNS TABLE (rank bigint, person_id int, position_id int, occupancy_id int, capacity text, reach text, via text,
                 on_behalf_of int, delegation_id int, basis text, instrument text) LANGUAGE sql STABLE AS $$
  WITH target AS MATERIALIZED (SELECT unit_path_on(for_unit, day) AS path),
  able AS (
    SELECT g.position_id, g.reach, p.unit_id, 'own' AS via, NULL::int AS on_behalf_of, NULL::int AS delegation_id, g.basis, NULL::text AS instrument
      FROM duty_grant g JOIN position p ON p.id = g.position_id AND p.during @> day
     WHERE g.duty = the_duty AND g.during @> day
    UNION ALL
    SELECT d.to_position, r.got, r.at_unit, 'delegation', d.root_position, d.id, 'state-administration:๓๘', d.instrument
      FROM delegation_in_force(day) d
      JOIN position root ON root.id = d.root_position AND root.during @> day
      JOIN position taker ON taker.id = d.to_position AND taker.during @> day
      JOIN duty_grant g ON g.position_id = d.root_position AND g.duty = the_duty AND g.during @> day
      CROSS JOIN LATERAL delegated_reach(g.reach, root.unit_id, d.scope_unit, day) r
     WHERE d.duties @> ARRAY[the_duty]),
  reaching AS MATERIALIZED (
    SELECT a.*, t.path AS target FROM able a CROSS JOIN target t
     WHERE cardinality(t.path) > 0
       AND (a.reach = 'province' OR (a.reach = 'line' AND t.path @> ARRAY[a.unit_id]) OR (a.reach IN ('unit','own') AND a.unit_id = for_unit))),
  depths AS MATERIALIZED (SELECT x.unit_id, cardinality(unit_path_on(x.unit_id, day)) AS depth FROM (SELECT DISTINCT unit_id FROM reaching) x),
  seats AS MATERIALIZED (SELECT s.* FROM (SELECT DISTINCT position_id FROM reaching) x CROSS JOIN LATERAL sitting(x.position_id, day) s)
  SELECT row_number() OVER (ORDER BY (a.via = 'delegation'),
             CASE a.reach WHEN 'unit' THEN 0 WHEN 'line' THEN 1 WHEN 'province' THEN 2 ELSE 3 END,
             array_position(a.target, a.unit_id) DESC NULLS LAST, u.depth DESC,
             p.heads_unit DESC, p.seniority, p.id, a.delegation_id),
         s.person_id, a.position_id, s.id,
         CASE WHEN a.via = 'delegation' THEN 'delegate' ELSE s.capacity END, a.reach, a.via, a.on_behalf_of, a.delegation_id,
         CASE WHEN a.via = 'own' AND s.capacity <> 'holder' THEN s.basis ELSE a.basis END,
         coalesce(a.instrument, s.instrument)
    FROM reaching a JOIN position p ON p.id = a.position_id JOIN depths u ON u.unit_id = a.unit_id JOIN seats s ON s.position_id = a.position_id $$;
COMMENT ON FUNCTION who_may IS 'มาตรา ๓๘-๔๐, ๔๘, ๕๖|State Administration Act ss. 38-40, 48, 56|duty';

-- The provincial office, to which falls what no unit owns (s. 60 (1): the general affairs of the province).
CREATE FUNCTION provincial_office(day date) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT unit_id FROM position WHERE role = 'office_head' AND during @> day ORDER BY heads_unit DESC, seniority, id LIMIT 1 $$;

-- The line of command above a position on a day, nearest first: the head of its unit (unless that is itself), the head of the unit above, and so on.
CREATE FUNCTION superiors_of(pos int, day date) RETURNS TABLE (step int, position_id int, unit_id int) LANGUAGE sql STABLE AS $$
  WITH own AS (SELECT unit_path_on(p.unit_id, day) AS path FROM position p WHERE p.id = pos)
  SELECT row_number() OVER (ORDER BY u.nth DESC)::int, h.id, h.unit_id
    FROM own CROSS JOIN LATERAL unnest(own.path) WITH ORDINALITY u(id, nth)
    JOIN position h ON h.unit_id = u.id AND h.heads_unit AND h.during @> day AND h.id <> pos
   ORDER BY u.nth DESC $$;

-- What was done under a delegation (s. 40: the delegator supervises). The parties see it even where the ledger alone would not show it;
-- what hangs on a matter is named by its id only, and the matter's own rule of sight decides about the rest.
CREATE FUNCTION done_under(the_delegation int) RETURNS TABLE (id bigint, at timestamptz, event text, act text, matter_id bigint, person text, "position" text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  RETURN QUERY
    SELECT l.id, l.at, l.event, l.act, l.matter_id, l.person, l.position
      FROM delegation d JOIN ledger l ON l.capacity = 'delegate' AND l.position_id = d.to_position AND l.on_behalf_of = d.root_position AND l.instrument = d.instrument
     WHERE d.id = the_delegation
       AND (sees_province() OR is_machinery() OR own_positions() && ARRAY[d.from_position, d.to_position, d.root_position])
     ORDER BY l.id DESC;
END $$;

-- Whether anything at all was done by the person in the position since the occupancy was entered: then it can be ended, but not withdrawn.
CREATE FUNCTION nothing_done_in(the_occupancy int) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  RETURN NOT EXISTS (SELECT FROM occupancy o JOIN ledger l ON l.person_id = o.person_id AND l.position_id = o.position_id AND l.at >= o.at WHERE o.id = the_occupancy);
END $$;
