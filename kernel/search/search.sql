-- Search (ค้นหา): the words of each matter. Policies do not let a query use a text index on a table they guard, because the
-- operators could leak what they look at. So the words stand in a table that no one but machinery may touch, and are asked by
-- the functions below, which run as the owner and apply the rule of sight (may_see) themselves.
CREATE TABLE matter_text (
  matter_id bigint PRIMARY KEY REFERENCES matter ON DELETE CASCADE,
  lexemes tsvector NOT NULL,
  name text NOT NULL,                             -- title and number, folded: found by any part of them
  plain text NOT NULL,                            -- what snippets are cut from
  indexed_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE matter_text ALTER COLUMN lexemes SET STATISTICS 1000;   -- the planner must know which words are common
CREATE INDEX matter_text_lexemes ON matter_text USING gin (lexemes) WITH (fastupdate = off);
CREATE INDEX matter_text_name ON matter_text USING gin (name gin_trgm_ops) WITH (fastupdate = off);
-- Not forced: the owner, and so the functions, go past it.
ALTER TABLE matter_text ENABLE ROW LEVEL SECURITY;
CREATE POLICY machinery_only ON matter_text USING ((SELECT is_machinery()));

-- The conditions of a search as SQL with every value in it, so that the planner knows how common the words are and how much the
-- asker sees. Of m (matter): sight, kinds, page. Of t (matter_text): the words, or any part of the name.
CREATE FUNCTION search_sight(kinds text[], before_at timestamptz, before_id bigint) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT format('may_see(m.secrecy, m.owner_unit, m.reader_units, m.reader_positions, %L::boolean, %L::int[], %L::int[], %L::int[], %L::boolean)',
           sees_province(), seen_units(), seen_units(), own_positions(), is_machinery())
    || CASE WHEN kinds IS NULL THEN '' ELSE format(' AND m.kind = ANY (%L::text[])', kinds) END
    || CASE WHEN before_at IS NULL THEN '' ELSE format(' AND (m.touched_at, m.id) < (%L::timestamptz, %s)', before_at, before_id) END $$;
CREATE FUNCTION search_words(query tsquery, part text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT '(' || concat_ws(' OR ', 't.lexemes @@ ' || quote_literal(query) || '::tsquery', 't.name LIKE ' || quote_literal(part)) || ')' $$;

-- The same as a list of matters. Two lists united, not one condition: an OR of two indexes reads every row's words again.
CREATE FUNCTION search_ids(query tsquery, part text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT concat_ws(' UNION ', 'SELECT matter_id FROM matter_text WHERE lexemes @@ ' || quote_literal(query) || '::tsquery',
                              'SELECT matter_id FROM matter_text WHERE name LIKE ' || quote_literal(part)) $$;

-- How many rows the planner expects for the words: the statistics know which are common.
CREATE FUNCTION search_guess(words text) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE guess json;
BEGIN
  EXECUTE 'EXPLAIN (FORMAT JSON) SELECT FROM matter_text t WHERE ' || words INTO guess;
  RETURN (guess->0->'Plan'->>'Plan Rows')::float8;
END $$;

-- Matters that the asker sees and that hold the words, or whose name has the part (a LIKE pattern), newest first. One of the two
-- may be NULL. A common word is found at once among the newest matters he sees; a rarer one, or one of old times, by the index.
CREATE FUNCTION search_matters(query tsquery, part text, kinds text[], before_at timestamptz, before_id bigint, lim int)
  RETURNS TABLE (matter_id bigint, touched_at timestamptz, plain text)
  LANGUAGE plpgsql SECURITY DEFINER ROWS 30 AS $$
DECLARE
  newest constant int := 2000;
  words text := search_words(query, part);
  sight text := search_sight(kinds, before_at, before_id);
  was text := coalesce(current_setting('changwat.machinery', true), '');
  got int := 0;
  edge record;
BEGIN
  IF query IS NULL AND part IS NULL THEN RETURN; END IF;
  -- The asker's sight is in `sight` by now. Where the server lets us have no clerk, policies bind the owner too: step past them.
  PERFORM set_config('changwat.machinery', 'on', true);
  IF search_guess(words) > newest THEN
    RETURN QUERY EXECUTE format('SELECT m.id, m.touched_at, t.plain FROM (SELECT id, touched_at FROM matter m WHERE %s ORDER BY touched_at DESC, id DESC LIMIT %s) m
      JOIN matter_text t ON t.matter_id = m.id WHERE %s ORDER BY m.touched_at DESC, m.id DESC LIMIT %s', sight, newest, words, lim);
    GET DIAGNOSTICS got = ROW_COUNT;
    IF got < lim THEN
      EXECUTE format('SELECT m.touched_at, m.id FROM matter m WHERE %s ORDER BY touched_at DESC, id DESC OFFSET %s LIMIT 1', sight, newest - 1) INTO edge;
      -- No edge: he sees no more than those.
      sight := CASE WHEN edge.id IS NULL THEN 'false' ELSE sight || format(' AND (m.touched_at, m.id) < (%L::timestamptz, %s)', edge.touched_at, edge.id) END;
    END IF;
  END IF;
  IF got < lim AND sight <> 'false' THEN
    -- The seen ones first, then their order: else the planner walks through all matters by time in the hope of meeting them.
    RETURN QUERY EXECUTE format('WITH w AS MATERIALIZED (%s),
        seen AS MATERIALIZED (SELECT m.id, m.touched_at FROM w JOIN matter m ON m.id = w.matter_id WHERE %s)
      SELECT m.id, m.touched_at, t.plain FROM (SELECT * FROM seen ORDER BY touched_at DESC, id DESC LIMIT %s) m
        JOIN matter_text t ON t.matter_id = m.id ORDER BY m.touched_at DESC, m.id DESC', search_ids(query, part), sight, lim - got);
  END IF;
  PERFORM set_config('changwat.machinery', was, true);
END $$;

-- What runs as the owner must look up names where the owner means it, and never among temporary tables.
DO $$
DECLARE f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['search_matters(tsquery,text,text[],timestamptz,bigint,int)'] LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = %s, pg_temp', f, current_setting('search_path'));
    -- The index pages are in memory, and compiling a query takes longer than answering it.
    EXECUTE format('ALTER FUNCTION %s SET random_page_cost = 1.1', f);
    EXECUTE format('ALTER FUNCTION %s SET jit = off', f);
  END LOOP;
END $$;
