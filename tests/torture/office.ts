/**
 * An office under torture: `node office.ts HOME`. Its clients take numbers by acts, each with an idempotency key, and say each one aloud only
 * after its answer came. TORTURE_NEXT (JSON) tells each client which of its papers comes next: after a crash, the first that was not acknowledged.
 */
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { actorFor, machinery } from "../../kernel/actor.ts";
import { syncDuties } from "../../kernel/authority/grant-defaults.ts";
import { trialRooms } from "../../kernel/books/books.fixture.ts";
import { ensureBook } from "../../kernel/books/index.ts";
import { type Database, openDatabase, transaction } from "../../kernel/database.ts";
import { startSealer } from "../../kernel/ledger/index.ts";
import { findAct, perform } from "../../kernel/perform.ts";
import type { House } from "../../kernel/room.ts";
import { openHome } from "../../kernel/store/home.ts";
import { migrate } from "../../kernel/store/migrate.ts";
import { openServer } from "../../kernel/store/server.ts";

export const SCHEMA = "tortured";
export const BOOKS = ["received", "sent", "orders"];
export const paper = (client: number, index: number): string => `client-${client}-paper-${index}`;

export async function migrations() {
  const files = trialRooms.flatMap((room) => room.migrations.map((url) => ({ room: room.name, url })));
  return Promise.all(
    files.map(async ({ room, url }) => ({
      name: `${room}/${basename(url.pathname)}`,
      sql: await readFile(url, "utf8"),
    })),
  );
}

async function settle(database: Database): Promise<void> {
  await transaction(database, machinery, async (db) => {
    for (const key of BOOKS) await ensureBook(db, { key, th: key, en: key, year_kind: "calendar" });
  });
  const client = await database.pool.connect();
  try {
    const { rowCount } = await client.query("SELECT FROM person");
    if (rowCount === 0)
      await client.query(`BEGIN;
        INSERT INTO unit (key, kind, th, en, admin_type) VALUES ('office', 'provincial_office', 'สำนักงานจังหวัด', 'Office', 'R');
        INSERT INTO position (key, unit_id, th, en, role) SELECT 'clerk', id, 'เจ้าพนักงานธุรการ', 'Clerk', 'clerk' FROM unit;
        INSERT INTO person (first, account_id) VALUES ('ธุรการ', 'clerk');
        INSERT INTO occupancy (person_id, position_id, capacity, substantive, basis, instrument, during)
          SELECT p.id, s.id, 'holder', true, 'civil-service:๕๗', '๑', daterange('2022-10-01', NULL) FROM person p, position s;
        COMMIT`);
  } finally {
    client.release();
  }
  await transaction(database, machinery, (db) => syncDuties(db, trialRooms));
}

async function main(dir: string, next: number[]): Promise<void> {
  const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
  const home = await openHome(dir);
  const server = await openServer(home);
  const owner = new pg.Client(server.url);
  await owner.connect();
  const { role, searchPath } = await migrate(owner, SCHEMA, await migrations());
  await owner.end();
  const database = openDatabase(server.url, { schema: SCHEMA, role, searchPath }, next.length + 4);
  await settle(database);
  const quiet = { info() {}, warn() {}, error: (facts: object, message?: string) => say({ alarm: message, facts }) };
  const sealer = startSealer(database, {
    log: quiet,
    heads: join(dir, "ledger-heads.log"),
    every: 100,
    anchorEvery: 200,
  });
  const house: House = {
    database,
    rooms: trialRooms,
    clock: () => new Date(),
    log: quiet,
    wake: sealer.wake,
    files: {
      open: () => {
        throw new Error("no files here");
      },
    },
  };
  const act = findAct(trialRooms, "trial.take")!;
  const clerk = await transaction(database, machinery, (db) => actorFor(db, "clerk", null), "read");
  say({ ready: true });
  await Promise.all(
    next.map(async (first, client) => {
      const book = BOOKS[client % BOOKS.length]!;
      for (let index = first; ; ) {
        const token = paper(client, index);
        try {
          // Now and then an act breaks after it took its number.
          if (Math.random() < 0.1)
            await perform(house, act, clerk, { book, token: `${token}-broken`, fail: true }).catch(() => undefined);
          const { n } = (await perform(house, act, clerk, { book, token }, `torture-${token}`)) as { n: number };
          say({ client, index, book, n });
          index++;
        } catch {
          await sleep(20 + Math.random() * 80); // the server is down: the same request again
        }
      }
    }),
  );
}

if (import.meta.main) await main(process.argv[2]!, JSON.parse(process.env["TORTURE_NEXT"] ?? "[]") as number[]);
