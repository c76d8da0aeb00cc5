/** Random histories of a small province, written to the database and, as far as it takes them, to the model of the tests. */
import fc from "fast-check";
import type pg from "pg";
import * as model from "./who-model.fixture.ts";

/** Tries a statement: the new row's id when the database took it. What it refuses leaves no trace. */
async function taken(db: pg.PoolClient, text: string, values: unknown[]): Promise<number | undefined> {
  await db.query("SAVEPOINT one");
  try {
    const { rows } = await db.query(text, values);
    await db.query("RELEASE one");
    return rows[0]?.id ?? 0;
  } catch {
    await db.query("ROLLBACK TO one");
    return undefined;
  }
}

const range = ({ from, to }: { from: number; to: number | null }) => [
  model.dayOf(from),
  to === null ? null : model.dayOf(to),
];
const span = fc
  .record({ from: fc.integer({ min: 0, max: 30 }), length: fc.option(fc.integer({ min: 10, max: 80 })) })
  .map(({ from, length }) => ({ from, to: length === null ? null : from + length }));
const small = (max: number) => fc.integer({ min: 0, max: max - 1 });
export const history = fc.record({
  parents: fc.array(fc.integer({ min: -1, max: 4 }), { minLength: 3, maxLength: 6 }),
  moves: fc.array(fc.record({ unit: small(6), day: fc.integer({ min: 1, max: 60 }), to: small(6) }), { maxLength: 2 }),
  positions: fc.array(
    fc.record({ unit: small(6), heads: fc.boolean(), seniority: fc.integer({ min: 1, max: 3 }), during: span }),
    { minLength: 3, maxLength: 8 },
  ),
  grants: fc.array(
    fc.record({
      position: small(8),
      duty: small(2),
      reach: fc.constantFrom("own", "unit", "line", "province"),
      during: span,
    }),
    { minLength: 6, maxLength: 24 },
  ),
  absences: fc.array(fc.record({ position: small(8), reason: fc.constantFrom("leave", "vacant"), during: span }), {
    maxLength: 6,
  }),
  occupancies: fc.array(
    fc.record({
      person: small(8),
      position: small(8),
      capacity: fc.constantFrom("holder", "holder", "holder", "acting", "standing_in"),
      own: fc.boolean(),
      during: span,
    }),
    { minLength: 8, maxLength: 30 },
  ),
  delegations: fc.array(
    fc.record({
      parent: fc.option(small(5)),
      grant: small(24),
      to: small(8),
      scope: fc.option(small(6)),
      sub: fc.boolean(),
      accepted: fc.option(fc.integer({ min: 0, max: 70 })),
      revoked: fc.option(fc.integer({ min: 0, max: 80 })),
      during: span,
    }),
    { maxLength: 8 },
  ),
  asks: fc.array(
    fc.record({
      duty: small(2),
      unit: small(6),
      day: fc.integer({ min: 0, max: 90 }),
      turn: fc.option(fc.nat(), { freq: 1 }),
    }),
    {
      minLength: 25,
      maxLength: 25,
    },
  ),
});
type History = typeof history extends fc.Arbitrary<infer H> ? H : never;

/** Writes the history to the database; what it takes goes into the model too. */
export async function live(db: pg.PoolClient, h: History): Promise<model.World> {
  const world: model.World = {
    versions: [],
    positions: [],
    grants: [],
    absences: [],
    occupancies: [],
    delegations: [],
  };
  const units: number[] = [];
  for (const [nth, parent] of h.parents.entries()) {
    const above = parent >= 0 && parent < nth ? units[parent]! : null;
    const { rows } = await db.query(
      "INSERT INTO unit (key, parent_id, kind, th, en, admin_type, during) VALUES ($1, $2, 'agency', 'x', 'x', 'R', daterange('2020-01-01', NULL)) RETURNING id",
      [`u${nth}`, above],
    );
    units.push(rows[0].id);
    world.versions.push({ unit: rows[0].id, parent: above, from: -9999, to: null });
  }
  const unitOf = (nth: number) => units[nth % units.length]!;
  for (const move of h.moves) {
    const [unit, to] = [unitOf(move.unit), unitOf(move.to)];
    const old = world.versions.find(
      (each) => each.unit === unit && each.from < move.day && (each.to === null || move.day < each.to),
    );
    if (!old || [0, move.day, 90].some((day) => model.path(world, to, day).includes(unit))) continue;
    await db.query(
      "UPDATE unit_version SET during = daterange(lower(during), $2) WHERE unit_id = $1 AND during @> $2::date",
      [unit, model.dayOf(move.day)],
    );
    await db.query(
      "INSERT INTO unit_version (unit_id, parent_id, th, en, during) VALUES ($1, $2, 'x', 'x', daterange($3, $4))",
      [unit, to, ...range({ from: move.day, to: old.to })],
    );
    world.versions.push({ unit, parent: to, from: move.day, to: old.to });
    old.to = move.day;
  }
  for (const [nth, each] of h.positions.entries()) {
    const unit = unitOf(each.unit);
    const id = await taken(
      db,
      "INSERT INTO position (key, unit_id, th, en, role, heads_unit, seniority, during) VALUES ($1, $2, 'x', 'x', 'officer', $3, $4, daterange($5, $6)) RETURNING id",
      [`p${nth}`, unit, each.heads, each.seniority, ...range(each.during)],
    );
    if (id) world.positions.push({ id, unit, heads: each.heads, seniority: each.seniority, ...each.during });
  }
  const positionOf = (nth: number) => world.positions[nth % world.positions.length]!.id;
  await db.query("INSERT INTO duty (code, th, en, room) VALUES ('t.0', 'x', 'x', 't'), ('t.1', 'x', 'x', 't')");
  for (const each of h.grants) {
    const position = positionOf(each.position);
    const id = await taken(
      db,
      "INSERT INTO duty_grant (duty, position_id, reach, basis, during) VALUES ($1, $2, $3, 'a:๑', daterange($4, $5)) RETURNING id",
      [`t.${each.duty}`, position, each.reach, ...range(each.during)],
    );
    if (id) world.grants.push({ position, duty: each.duty, reach: each.reach, ...each.during });
  }
  for (const each of h.absences) {
    const position = positionOf(each.position);
    const id = await taken(
      db,
      "INSERT INTO absence (position_id, reason, during) VALUES ($1, $2, daterange($3, $4)) RETURNING id",
      [position, each.reason, ...range(each.during)],
    );
    if (id) world.absences.push({ position, reason: each.reason, ...each.during });
  }
  const people: number[] = [];
  for (let nth = 0; nth < 8; nth++)
    people.push((await db.query("INSERT INTO person (first) VALUES ('x') RETURNING id")).rows[0].id);
  for (const each of h.occupancies) {
    const [person, position] = [people[each.person]!, positionOf(each.position)];
    const own = each.own && each.capacity === "holder";
    const id = await taken(
      db,
      "INSERT INTO occupancy (person_id, position_id, capacity, substantive, basis, instrument, during) VALUES ($1, $2, $3, $4, 'a:๑', 'i', daterange($5, $6)) RETURNING id",
      [person, position, each.capacity, own, ...range(each.during)],
    );
    if (id) world.occupancies.push({ id, person, position, capacity: each.capacity, own, ...each.during });
  }
  for (const each of h.delegations) {
    const above =
      each.parent === null ? undefined : world.delegations[each.parent % Math.max(1, world.delegations.length)];
    // handed over by somebody who has it, mostly; the database refuses the rest
    const given = world.grants[each.grant % Math.max(1, world.grants.length)];
    if (!given) continue;
    const [from, to] = [above ? above.to : given.position, positionOf(each.to)];
    const duties = above ? above.duties : [given.duty];
    const during = { from: Math.max(each.during.from, above?.start ?? given.from), to: each.during.to };
    const scope = each.scope === null ? null : unitOf(each.scope);
    const id = await taken(
      db,
      "INSERT INTO delegation (parent_id, from_position, to_position, root_position, duties, scope_unit, subdelegable, instrument, signed_on, during) VALUES ($1, $2, $3, $2, $4, $5, $6, 'i', '2019-01-01', daterange($7, $8)) RETURNING id",
      [above?.id ?? null, from, to, duties.map((duty) => `t.${duty}`), scope, each.sub, ...range(during)],
    );
    if (!id) continue;
    world.delegations.push({
      id,
      parent: above ?? null,
      to,
      root: above?.root ?? from,
      duties,
      scope,
      accepted: each.accepted,
      revoked: each.revoked,
      start: during.from,
      end: during.to,
    });
    if (each.accepted !== null)
      await db.query(
        "INSERT INTO delegation_acceptance (delegation_id, at) VALUES ($1, $2::date + interval '12 hours')",
        [id, model.dayOf(each.accepted)],
      );
  }
  // revoked only now, so that sub-delegations made while the parent stood exist
  for (const each of world.delegations.filter((d) => d.revoked !== null)) {
    await db.query("INSERT INTO delegation_revocation (delegation_id, ends_on, reason) VALUES ($1, $2, 'x')", [
      each.id,
      model.dayOf(each.revoked!),
    ]);
  }
  return world;
}
