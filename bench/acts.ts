/** Acts a second against the same SQL sent raw: issue an order; take a number from one book; from sixteen books. */
import type pg from "pg";
import { findAct, perform } from "../kernel/perform.ts";
import type { Bench } from "./province.ts";
import { firstId, recorded, replay } from "./replay.ts";

export interface ActsResult {
  name: string;
  clients: number;
  actsPerSecond: number;
  rawPerSecond: number;
  ratio: number;
}
const clients = 8;
const rounds = 4;
const roundMs = 1500;

export async function measureActs(bench: Bench, say: (line: string) => void): Promise<ActsResult[]> {
  // Each table its own range, so that an id is told from every other number in the statements.
  for (const [index, table] of ["matter", "assignment", "ledger", "outbox"].entries()) {
    await bench.sql(`ALTER TABLE ${table} ALTER COLUMN id RESTART WITH ${firstId + index * 1_000_000}`);
  }
  for (let i = 1; i <= 16; i++)
    await bench.sql(
      "INSERT INTO book (key, th, en, year_kind) VALUES ($1, $2, $2, 'calendar') ON CONFLICT DO NOTHING",
      [`bench${i}`, `ทะเบียน ${i}`],
    );
  const governor = await bench.actor("governor");
  const clerk = await bench.actor("office.head");
  const issue = findAct(bench.house.rooms, "orders.issue")!;
  const reserve = findAct(bench.house.rooms, "books.reserve")!;
  const districts = (await bench.sql("SELECT p.id FROM position p WHERE role = 'district_chief'")).map(
    (row) => row["id"],
  );
  const order = { title: "ทดสอบความเร็ว", body: "ให้รายงานผลภายในกำหนด", to: districts, workingDays: 5 };
  const book = (n: number) => ({ book: `bench${n}`, count: 1, reason: "ทดสอบ" });
  const results = [
    await compare(bench, "issue an order to 16 districts", () => perform(bench.house, issue, governor, order)),
    await compare(bench, "take a number, one book", () => perform(bench.house, reserve, clerk, book(1))),
    await compare(bench, "take a number, sixteen books", (client) =>
      perform(bench.house, reserve, clerk, book(1 + (client % 16))),
    ),
  ];
  for (const { name, actsPerSecond, rawPerSecond, ratio } of results) {
    say(
      `  ${name.padEnd(34)} ${actsPerSecond.toFixed(0).padStart(6)} acts/s  ${rawPerSecond.toFixed(0).padStart(6)} raw/s  ratio ${ratio.toFixed(2)} (bar 0.60)`,
    );
  }
  return results;
}

/** Both ways in turn, several rounds each, so that neither has the quieter machine. */
async function compare(bench: Bench, name: string, work: (client: number) => Promise<unknown>): Promise<ActsResult> {
  const scripts: Awaited<ReturnType<typeof recorded>>[] = [];
  for (let client = 0; client < 16; client++) scripts.push(await recorded(bench.store.database, () => work(client)));
  const raw = await Promise.all(Array.from({ length: clients }, () => bench.store.database.pool.connect()));
  let acts = 0;
  let replays = 0;
  const measure = async (one: (client: number) => Promise<unknown>): Promise<number> => {
    const until = performance.now() + roundMs;
    const began = performance.now();
    let done = 0;
    await Promise.all(
      Array.from({ length: clients }, async (_, client) => {
        for (let turn = client; performance.now() < until; turn += clients) {
          await one(turn % 16);
          done++;
        }
      }),
    );
    return (done / (performance.now() - began)) * 1000;
  };
  try {
    const rawOf = (client: number, connection: pg.PoolClient) => replay(connection, scripts[client]!);
    let free = [...raw];
    const replayOne = async (client: number) => {
      const connection = free.pop()!;
      await rawOf(client, connection);
      free = [...free, connection];
    };
    await measure(work);
    await measure(replayOne);
    for (let round = 0; round < rounds; round++) {
      acts += await measure(work);
      replays += await measure(replayOne);
    }
  } finally {
    for (const connection of raw) connection.release();
  }
  return { name, clients, actsPerSecond: acts / rounds, rawPerSecond: replays / rounds, ratio: acts / replays };
}
