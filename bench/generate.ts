/** A province's history, generated in SQL: years of closed orders and a working set that is still open. */
import { searchLexemes } from "../kernel/language/search-terms.ts";
import { orderTemplates } from "../reference/orders.ts";
import type { Bench } from "./province.ts";

/**
 * What is open does not grow with history: an office has some weeks of work in hand, whatever its archive. Of every size the newest
 * 2,000 orders are open (fewer if there are fewer), each with four addressees in all states; the rest is closed and accepted.
 */
export const openOrders = 2_000;
const perOrder = 4;
const textIndexes = [
  {
    name: "matter_text_lexemes",
    sql: "CREATE INDEX matter_text_lexemes ON matter_text USING gin (lexemes) WITH (fastupdate = off)",
  },
  {
    name: "matter_text_name",
    sql: "CREATE INDEX matter_text_name ON matter_text USING gin (name gin_trgm_ops) WITH (fastupdate = off)",
  },
];

/** Fills up to `total` matters. Titles are the reference texts with a running number, so that words are common and numbers rare. */
export async function growTo(bench: Bench, total: number): Promise<void> {
  const [{ have } = { have: 0 }] = (await bench.sql("SELECT count(*)::int AS have FROM matter")) as { have: number }[];
  const templates = orderTemplates();
  await bench.sql("CREATE TABLE IF NOT EXISTS bench_text (n int PRIMARY KEY, title text, body text, lexemes tsvector)");
  for (const [n, each] of templates.entries()) {
    await bench.sql("INSERT INTO bench_text VALUES ($1,$2,$3,array_to_tsvector($4::text[])) ON CONFLICT DO NOTHING", [
      n,
      each.titleTh,
      each.bodyTh,
      searchLexemes(`${each.titleTh} ${each.bodyTh.slice(0, 400)}`),
    ]);
  }
  // Built anew behind the rows: a million single insertions into a text index would measure the generator.
  for (const index of textIndexes) await bench.sql(`DROP INDEX IF EXISTS ${index.name}`);
  const chunk = 20_000;
  for (let from = have; from < total; from += chunk) {
    const count = Math.min(chunk, total - from);
    await bench.sql("ALTER TABLE assignment DISABLE TRIGGER USER");
    await bench.sql(
      `WITH posts AS (SELECT array_agg(id ORDER BY id) AS id, array_agg(unit_id ORDER BY id) AS unit FROM position WHERE heads_unit AND role IN ('agency_head','district_chief','palad')),
            people AS (SELECT (SELECT id FROM position WHERE role = 'governor') AS governor, (SELECT id FROM position WHERE role = 'office_head') AS watch,
                              (SELECT unit_id FROM position WHERE role = 'governor') AS unit),
            made AS (
        INSERT INTO matter (kind, title, owner_unit, urgency, reader_units, reader_positions, printed, at, touched_at)
        SELECT 'order', t.title || ' ' || g, people.unit, g % 4,
               ARRAY(SELECT DISTINCT posts.unit[1 + (g * 7 + k * 13) % array_length(posts.unit, 1)] FROM generate_series(0, ${perOrder - 1}) k),
               ARRAY[people.governor, people.watch] || ARRAY(SELECT posts.id[1 + (g * 7 + k * 13) % array_length(posts.id, 1)] FROM generate_series(0, ${perOrder - 1}) k),
               g || '/2569', now() - ((${total} - g) * interval '20 minutes'), now() - ((${total} - g) * interval '20 minutes')
          FROM generate_series($1::int + 1, $1::int + $2::int) g JOIN bench_text t ON t.n = g % (SELECT count(*) FROM bench_text)::int, posts, people
        RETURNING id, title, at, reader_positions),
      orders AS (
        INSERT INTO order_matter (matter_id, issuer_position, body, basis, source, issued_on, signature, watch_position, is_open, next_due)
        SELECT m.id, people.governor, 'ให้ดำเนินการและรายงานผล', ARRAY['state-administration:๕๗'], 'governor', m.at::date, ARRAY[]::text[], people.watch, false, NULL FROM made m, people),
      work AS (
        INSERT INTO assignment (matter_id, from_position, to_position, to_unit, watch_position, instruction, given_on, due, state, percent, state_at, handed_on)
        SELECT m.id, people.governor, p.id, p.unit_id, people.watch, 'ดำเนินการ', m.at::date, m.at::date + 14, 'accepted', 100, m.at + interval '9 days', m.at::date + 8
          FROM made m CROSS JOIN people CROSS JOIN LATERAL unnest(m.reader_positions[3:]) x JOIN position p ON p.id = x)
      INSERT INTO matter_text (matter_id, lexemes, name, plain)
      SELECT m.id, t.lexemes || array_to_tsvector(ARRAY[regexp_replace(m.title, '^.* ', ''), regexp_replace(m.title, '^.* ', '') || '/2569']), m.title, m.title || E'\\n' || t.body
        FROM made m JOIN bench_text t ON t.title = regexp_replace(m.title, ' [0-9]+$', '')`,
      [from, count],
    );
    await bench.sql("ALTER TABLE assignment ENABLE TRIGGER USER");
  }
  for (const index of textIndexes) await bench.sql(index.sql);
  await openNewest(bench);
  await bench.sql("VACUUM ANALYZE");
}

/** The newest orders are the ones in hand; those that were open at the smaller size have been closed since. */
async function openNewest(bench: Bench): Promise<void> {
  await bench.sql("ALTER TABLE assignment DISABLE TRIGGER USER");
  await bench.sql(
    "UPDATE assignment SET state = 'accepted', percent = 100, state_at = now() - interval '80 days' WHERE state <> 'accepted'",
  );
  await bench.sql("UPDATE order_matter SET is_open = false, next_due = NULL WHERE is_open");
  await bench.sql(
    `WITH newest AS (SELECT matter_id, row_number() OVER (ORDER BY matter_id DESC) AS r FROM order_matter ORDER BY matter_id DESC LIMIT ${openOrders}),
          work AS (UPDATE assignment a SET due = thai_today() + ((a.id % 40) - 12)::int, given_on = thai_today() - 20,
                     state = (ARRAY['given','acknowledged','reported','returned','accepted'])[1 + a.id % 5], percent = (a.id % 5) * 20,
                     state_at = now() - (a.id % 60) * interval '1 day', handed_on = CASE WHEN a.id % 5 IN (2, 4) THEN thai_today() - (a.id % 60)::int END
                     FROM newest n WHERE n.matter_id = a.matter_id RETURNING a.matter_id, a.state, a.due)
     UPDATE order_matter o SET is_open = true, next_due = (SELECT min(due) FROM work w WHERE w.matter_id = o.matter_id AND w.state <> 'accepted')
       FROM newest n WHERE n.matter_id = o.matter_id`,
  );
  await bench.sql("ALTER TABLE assignment ENABLE TRIGGER USER");
}
