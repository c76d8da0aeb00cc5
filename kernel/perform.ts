/** From input to committed act: check, load and lock, may, run, ledger line, event. One transaction. */
import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Actor, Power } from "./actor.ts";
import { type Sql, transaction } from "./database.ts";
import { fromDatabase } from "./database-faults.ts";
import { checked } from "./input.ts";
import { conflict, notFound, Problem } from "./problem.ts";
import type { Act, Download, House, Office, Room, View } from "./room.ts";

type AnyAct = Room["acts"][string];
interface Line {
  event: string;
  matter: number | null;
  detail: Record<string, unknown>;
}
export interface Found<V> {
  name: string;
  room: Room;
  verb: V;
}

const thaiDay = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Bangkok" });

/** The act, view or download called 'room.name'; undefined when there is none. */
export function findAct(rooms: readonly Room[], name: string): Found<AnyAct> | undefined {
  return find(rooms, name, (room) => room.acts);
}
export function findView(rooms: readonly Room[], name: string): Found<View> | undefined {
  return find(rooms, name, (room) => room.views);
}
export function findDownload(rooms: readonly Room[], name: string): Found<Download> | undefined {
  return find(rooms, name, (room) => room.downloads ?? {});
}
function find<V>(
  rooms: readonly Room[],
  name: string,
  list: (room: Room) => Readonly<Record<string, V>>,
): Found<V> | undefined {
  const [roomName = "", verbName = "", ...more] = name.split(".");
  const room = rooms.find((each) => each.name === roomName);
  if (!room || more.length > 0 || !Object.hasOwn(list(room), verbName)) return undefined;
  return { name, room, verb: list(room)[verbName]! };
}

/**
 * Performs an act. Returns the row that `run` returns. Throws a Problem: input (fields named), not-permitted (duty and clause),
 * not-found, conflict. With `key`, a repeat by the same person gets the first answer and nothing happens twice.
 */
export async function perform(
  house: House,
  found: Found<AnyAct>,
  actor: Actor,
  given: unknown,
  key?: string,
): Promise<unknown> {
  const definition = found.verb;
  const input = checked(definition.input, given);
  mustHave(actor, definition);
  const contentHash = createHash("sha256").update(JSON.stringify(input)).digest();
  const lines: Line[] = [];
  const now = house.clock();
  const answer = await transaction(house.database, actor, async (db) => {
    lines.length = 0; // a retried transaction tells its story anew
    if (key) {
      const earlier = await sameRequest(db, key, actor, found.name, contentHash);
      if (earlier) return earlier.answer;
    }
    const office = officeOf(house, db, actor, now, lines, true);
    const subject = await definition.subject(office, input);
    if (subject === undefined || subject === null) throw notFound();
    verdict(actor, definition, subject, input);
    const row = await definition.run(office, input, subject);
    if (lines.length === 0) throw new Error(`${found.name} recorded nothing: an act leaves a line in the ledger`);
    await seal(db, found, actor, now, lines, contentHash, key, row);
    return row;
  }).catch(fromDatabase(house.database));
  house.wake();
  return answer;
}

/** Whether the actor may perform the act now; the refusal when not. Changes nothing. */
export async function mayPerform(
  house: House,
  found: Found<AnyAct>,
  actor: Actor,
  given: unknown,
): Promise<true | Problem> {
  const definition = found.verb;
  try {
    const input = checked(definition.input, given);
    mustHave(actor, definition);
    await transaction(
      house.database,
      actor,
      async (db) => {
        const subject = await definition.subject(officeOf(house, db, actor, house.clock(), [], false), input);
        if (subject === undefined || subject === null) throw notFound();
        verdict(actor, definition, subject, input);
      },
      "read",
    );
    return true;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

/** Looks: a view in a read-only transaction under row-level security. */
export async function look<R>(
  house: House,
  found: Found<View<never, R>> | Found<View>,
  actor: Actor,
  given: unknown,
): Promise<R> {
  const definition = found.verb as View;
  const input = checked(definition.input, given);
  if (definition.duty && !actor.has(definition.duty)) throw refusal(definition.duty, []);
  const reading = (db: Sql) => definition.run(officeOf(house, db, actor, house.clock(), [], false), input as never);
  return (await transaction(house.database, actor, reading, "read").catch(fromDatabase(house.database))) as R;
}

export function officeOf(house: House, db: Sql, actor: Actor, now: Date, lines: Line[], acting: boolean): Office {
  return {
    sql: db,
    actor,
    now,
    today: thaiDay.format(now),
    by: { by_person: actor.person.id, by_position: actor.position.id, by_capacity: actor.capacity, at: now },
    files: house.files,
    lock: (query) => (acting ? query.forUpdate() : query),
    record(event, about = {}) {
      lines.push({ event, matter: about.matter ?? null, detail: about.detail ?? {} });
    },
  };
}

function mustHave(actor: Actor, definition: AnyAct): void {
  if (!actor.has(definition.duty)) throw refusal(definition.duty, definition.basis);
}

function verdict(actor: Actor, definition: AnyAct, subject: unknown, input: unknown): void {
  const said = definition.may(actor, subject, input);
  if (said instanceof Problem) throw said;
  if (!said) throw refusal(definition.duty, definition.basis);
}

/** 403 that names the duty and the clause. */
export function refusal(duty: string, basis: readonly string[]): Problem {
  return new Problem(
    "not-permitted",
    {
      th: `ตำแหน่งของท่านไม่มีอำนาจหน้าที่ ${duty} ในเรื่องนี้`,
      en: `Your position does not have the duty ${duty} in this matter`,
    },
    [],
    { duty, basis },
  );
}

async function sameRequest(
  db: Sql,
  key: string,
  actor: Actor,
  act: string,
  hash: Buffer,
): Promise<{ answer: unknown } | null> {
  const { rows: fresh } = await sql`INSERT INTO idempotency (key, person_id, act, content_hash)
    VALUES (${key}, ${actor.person.id}, ${act}, ${hash}) ON CONFLICT DO NOTHING RETURNING key`.execute(db);
  if (fresh.length > 0) return null;
  const { rows } = await sql<{ act: string; content_hash: Buffer; answer: unknown }>`
    SELECT act, content_hash, answer FROM idempotency WHERE key = ${key} AND person_id = ${actor.person.id}`.execute(
    db,
  );
  const earlier = rows[0];
  if (!earlier) throw conflict("คำขอเดิมยังไม่เสร็จ", "The earlier request is still running");
  if (earlier.act !== act || !earlier.content_hash.equals(hash)) throw new Problem("key-reused");
  return { answer: earlier.answer };
}

/** The capacity in which the act is done: as the post's holder or its acting head, or on behalf of the delegator. */
function capacityOf(actor: Actor, power: Power | undefined) {
  const delegated = power?.via === "delegation";
  return {
    capacity: delegated ? "delegate" : actor.capacity,
    onBehalfOf: delegated ? power.onBehalfOf : null,
    instrument: delegated ? power.instrument : actor.sitsBy.instrument,
  };
}

async function seal(
  db: Sql,
  found: Found<Act>,
  actor: Actor,
  now: Date,
  lines: Line[],
  hash: Buffer,
  key: string | undefined,
  row: unknown,
) {
  const { capacity, onBehalfOf, instrument } = capacityOf(actor, actor.power(found.verb.duty));
  const basis = [...found.verb.basis, ...(actor.capacity === "holder" ? [] : [actor.sitsBy.basis])];
  await sql`SELECT ledger_write(${JSON.stringify(lines)}::jsonb, ${now}::timestamptz, ${found.name}, ${actor.person.id}::int, ${actor.position.id}::int, ${capacity}, ${onBehalfOf}::int,
    ${actor.person.th}, ${actor.position.th}, ${basis}::text[], ${instrument}::text, ${hash}::bytea, ${key ?? null}::text, ${JSON.stringify(row ?? null)}::jsonb)`.execute(
    db,
  );
}
