/** A province to measure in: the program's own PostgreSQL in a temporary home, one schema, no background work. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Actor, actorIn, machinery } from "../kernel/actor.ts";
import { transaction } from "../kernel/database.ts";
import { asOwner, openStore, type Store, settle } from "../kernel/house.ts";
import type { House } from "../kernel/room.ts";
import { rooms } from "../office/rooms.ts";

export interface Bench {
  store: Store;
  house: House;
  actor(positionKey: string): Promise<Actor>;
  sql(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}
const silent = { info() {}, warn() {}, error: (facts: object) => console.error(facts) };

export async function openBench(): Promise<Bench> {
  const dir = await mkdtemp(join(tmpdir(), "changwat-bench-"));
  const options = { dir, databaseUrl: process.env["DATABASE_URL"], rooms, log: silent, progress() {} };
  const store = await openStore(options);
  await settle(store, rooms, { province: "14", demonstration: true }, () => {});
  const house: House = {
    database: store.database,
    rooms,
    files: {
      open: () => {
        throw new Error("no files here");
      },
    },
    clock: () => new Date(),
    log: silent,
    wake() {},
  };
  const query: Bench["sql"] = (text, values = []) =>
    asOwner(store.database, async (client) => {
      await client.query("SET statement_timeout = 0");
      return (await client.query(text, values)).rows;
    });
  return {
    store,
    house,
    sql: query,
    async actor(key) {
      const [row] = await query("SELECT id FROM position WHERE key = $1", [key]);
      const found = await transaction(store.database, machinery, (db) => actorIn(db, row!["id"] as number), "read");
      return found!;
    },
    async close() {
      await store.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** The p-th percentile, 0 to 1, of measured milliseconds. */
export const percentile = (times: readonly number[], p: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * p))]!;
