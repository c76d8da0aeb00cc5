/** Puts the running program together: home, database, province, accounts, background work, the wire; and takes it apart in order. */
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import pg from "pg";
import { type Accounts, oidcFrom, openAccounts } from "./accounts/accounts.ts";
import { attackNotice } from "./accounts/attack-notice.ts";
import { machinery } from "./actor.ts";
import { syncDuties } from "./authority/grant-defaults.ts";
import { type Database, openDatabase, transaction } from "./database.ts";
import { filesWing, openShelf, scannerOf, uploadLimit } from "./files/index.ts";
import { healthWing } from "./health.ts";
import { openHttp, type Wing } from "./http.ts";
import { startJobs } from "./jobs/index.ts";
import { addWords } from "./language/segment.ts";
import { syncLaw } from "./law/index.ts";
import { rememberHeads } from "./ledger/heads.ts";
import { startSealer } from "./ledger/index.ts";
import { migrationsOf } from "./migrations.ts";
import { liveHearers, liveWing, mailSettings, startLive, startMail } from "./notices/index.ts";
import { letterSender } from "./notices/letter-sender.ts";
import { startOutbox } from "./outbox/index.ts";
import { buildProvince, provinceOf } from "./province/build.ts";
import type { House, Log, Room } from "./room.ts";
import { searchHearers } from "./search/index.ts";
import { secretOf } from "./secret.ts";
import { shareOut } from "./store/clerk.ts";
import { type Home, openHome } from "./store/home.ts";
import { migrate, searchPath } from "./store/migrate.ts";
import type { Tell } from "./store/problem.ts";
import { findServer, openServer, type Server } from "./store/server.ts";

export interface HouseOptions {
  /** CHANGWAT_HOME. */
  dir: string;
  databaseUrl?: string | undefined;
  rooms: readonly Room[];
  log: Log;
  progress: Tell;
}
/** The store, open and migrated: what every command needs. */
export interface Store {
  home: Home;
  server: Server;
  database: Database;
  schema: string;
  close(): Promise<void>;
}

/** One province is one schema. */
export const schemaName = process.env["CHANGWAT_SCHEMA"] ?? "province";

export async function openStore({ dir, databaseUrl, rooms, progress }: HouseOptions): Promise<Store> {
  const home = await openHome(dir);
  try {
    const server = await openServer(home, { databaseUrl, log: progress, progress });
    try {
      const client = new pg.Client({ connectionString: server.url });
      await client.connect();
      const standing = await migrate(client, schemaName, await migrationsOf(rooms), { progress }).finally(() =>
        client.end(),
      );
      const database = openDatabase(server.url, { schema: schemaName, ...standing });
      return {
        home,
        server,
        database,
        schema: schemaName,
        async close() {
          await database.close();
          await server.stop();
          await home.close();
        },
      };
    } catch (error) {
      await server.stop();
      throw error;
    }
  } catch (error) {
    await home.close();
    throw error;
  }
}

/**
 * The store for a command beside an office that may be running: its own server when it runs (nothing is locked, nothing migrated),
 * else opened as for serving.
 */
export async function besideOffice(
  options: HouseOptions,
): Promise<Pick<Store, "database" | "schema" | "close"> & { url: string; dir: string }> {
  const { dir, databaseUrl } = options;
  const url = databaseUrl ?? (await findServer(dir))?.url;
  if (!url) {
    const store = await openStore(options);
    return { ...store, url: store.server.url, dir: store.home.dir };
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { homes, role } = await shareOut(client).finally(() => client.end());
  const database = openDatabase(url, { schema: schemaName, role, searchPath: searchPath(schemaName, homes) });
  return { database, schema: schemaName, url, dir, close: () => database.close() };
}

/** A connection as the tables' owner, with the machinery's sight. */
export async function asOwner<R>(database: Database, work: (client: pg.PoolClient) => Promise<R>): Promise<R> {
  const client = await database.pool.connect();
  try {
    await client.query("SET changwat.machinery = on");
    return await work(client);
  } finally {
    await client.query("RESET changwat.machinery");
    client.release();
  }
}

export interface Settlement {
  province: { code: string; th: string; en: string; demonstration: boolean };
  /** True when it was built by this start. */
  fresh: boolean;
}

/** Builds the province when the schema is empty; refuses another province than the one that lives there. */
export async function settle(
  store: Store,
  rooms: readonly Room[],
  wanted: { province?: string; demonstration: boolean },
  progress: Tell,
): Promise<Settlement> {
  return asOwner(store.database, async (client) => {
    const living = await provinceOf(client);
    let fresh = false;
    if (!living) {
      await buildProvince(client, wanted.province ?? "14", wanted.demonstration, progress);
      fresh = true;
    }
    await transaction(store.database, machinery, async (db) => {
      await syncDuties(db, rooms);
      await syncLaw(db);
    });
    const { rows } = await client.query<{ name_th: string }>("SELECT DISTINCT name_th FROM area");
    addWords(rows.map((row) => row.name_th));
    return { province: (await provinceOf(client))!, fresh };
  });
}

export interface Running {
  house: House;
  accounts: Accounts;
  server: FastifyInstance;
  /** Resolves when all that was committed has been told and sealed. */
  idle(): Promise<void>;
  close(): Promise<void>;
}
export interface RunOptions extends HouseOptions {
  store: Store;
  publicUrl: string;
  demoPassword?: string | undefined;
  wings: readonly Wing[];
  env: NodeJS.ProcessEnv;
}

/** Starts everything over an open store. The returned server does not listen yet. */
export async function run({ store, rooms, log, publicUrl, demoPassword, wings, env }: RunOptions): Promise<Running> {
  const { database, home } = store;
  const heads = join(home.dir, "ledger-heads.log");
  rememberHeads(store.schema, heads);
  const wakers: (() => void)[] = [];
  const house: House = {
    database,
    rooms,
    files: await openShelf(home.files),
    clock: () => new Date(),
    log,
    wake: () => {
      for (const wake of wakers) wake();
    },
  };
  const mailer = startMail(house, mailSettings({ ...env, PUBLIC_URL: publicUrl }));
  const accounts = await openAccounts({
    database,
    secret: await secretOf(home.dir),
    baseUrl: publicUrl,
    oidc: oidcFrom(env),
    mail: letterSender(env),
    log,
    clock: house.clock,
    demoPassword,
    onAttack: attackNotice(house),
  });
  const sealer = startSealer(house, { log, heads });
  const live = startLive(house);
  const outbox = startOutbox(house, { ...liveHearers, ...searchHearers(rooms) });
  wakers.push(
    () => outbox.wake(),
    () => sealer.wake(),
  );
  const jobs = startJobs(house, store.server.url);
  const server = await openHttp(house, accounts.authenticate, [
    healthWing(
      house,
      home.dir,
      (await migrationsOf(rooms)).map(({ name }) => name),
    ),
    accounts.wing,
    filesWing(house, { scanner: scannerOf(env), most: uploadLimit(env) }),
    liveWing(house, live),
    ...wings,
  ]);
  return {
    house,
    accounts,
    server,
    async idle() {
      await outbox.idle();
      await sealer.sealNow();
    },
    async close() {
      await server.close();
      await live.stop();
      await jobs.stop();
      await outbox.stop();
      await mailer.stop();
      await sealer.stop();
      await store.close();
    },
  };
}
