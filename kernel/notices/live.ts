/**
 * Live screens: who looks is told that something changed, never what. Each program listens on one database channel, so it does
 * not matter which of several programs did the act. Sight is asked of the one rule (`may_see`), per batch, for all who look.
 */
import { sql } from "kysely";
import type { PoolClient } from "pg";
import { machinery } from "../actor.ts";
import { transaction } from "../database.ts";
import type { Hearers } from "../outbox/hearers.ts";
import type { House } from "../room.ts";

/** What a position sees, as the database's settings carry it. */
export interface Sight {
  province: boolean;
  units: number[];
  positions: number[];
}
/** One open screen. `tell` gets the topics of a batch, each once. */
export interface Onlooker {
  person: number;
  sight: Sight;
  tell(topics: ReadonlySet<string>): void;
}
export interface Live {
  join(onlooker: Onlooker): void;
  leave(onlooker: Onlooker): void;
  onlookers(): readonly Onlooker[];
  /** Sends what has gathered, now; for tests. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

/** For the outbox: passes each happening on to every program that listens. Sent with the hearer's commit. */
export const liveHearers: Hearers = {
  live: {
    "*": async (office, { event, matter }) => {
      await sql`SELECT pg_notify('live_' || current_schema(), ${JSON.stringify({ event, matter })})`.execute(
        office.sql,
      );
    },
  },
};

const gatherMs = 150;
/** Notices written outside of an act (reminders by the clock) have no happening; they are looked for this often. */
const lookMs = 5_000;

/** Starts listening, over one connection of the pool. */
export function startLive(house: House): Live {
  const onlookers = new Set<Onlooker>();
  const matters = new Set<number>();
  const topics = new Set<string>();
  let toldNotices = new Map<number, number>();
  let timer: NodeJS.Timeout | undefined;
  let sending: Promise<void> = Promise.resolve();
  let stopped = false;

  const everybody = (topic: string) => {
    for (const each of onlookers) each.tell(new Set([topic]));
  };
  const hear = (payload: string) => {
    if (onlookers.size === 0) return;
    const { event, matter } = JSON.parse(payload) as { event: string; matter: number | null };
    if (matter === null) topics.add(event.split(".")[0]!);
    else matters.add(matter);
    timer ??= setTimeout(() => void flush(), gatherMs);
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    sending = sending.then(async () => {
      if (onlookers.size === 0 || stopped) return;
      const batch = { matters: [...matters], topics: [...topics], present: [...onlookers] };
      matters.clear();
      topics.clear();
      try {
        toldNotices = await send(house, batch, toldNotices);
      } catch (error) {
        if (!stopped) house.log.warn({ fault: (error as Error).message }, "live screens could not be told");
        everybody("*"); // told to look at everything: better late than wrong
      }
    });
    return sending;
  };
  const look = setInterval(() => void flush(), lookMs);
  look.unref();
  const listening = listen(house, hear, () => everybody("*"));
  return {
    join: (onlooker) => void onlookers.add(onlooker),
    leave: (onlooker) => void onlookers.delete(onlooker),
    onlookers: () => [...onlookers],
    async flush() {
      await listening.ready;
      await flush();
    },
    async stop() {
      stopped = true;
      clearInterval(look);
      clearTimeout(timer);
      onlookers.clear();
      await listening.stop();
      await sending;
    },
  };
}

/** Listens on the channel; after a lost connection again, telling `lost` once it is back: something may have been missed. */
function listen(
  house: House,
  hear: (payload: string) => void,
  lost: () => void,
): { ready: Promise<void>; stop(): Promise<void> } {
  let stopped = false;
  let client: PoolClient | undefined;
  let timer: NodeJS.Timeout | undefined;
  const open = async (again: boolean): Promise<void> => {
    try {
      const mine = await house.database.pool.connect();
      client = mine;
      if (stopped) return close();
      mine.on("notification", ({ payload }) => payload && hear(payload));
      const broke = () => {
        if (client !== mine) return;
        client = undefined;
        mine.release(true);
        if (!stopped) timer = setTimeout(() => void open(true), 1000);
      };
      mine.on("error", broke);
      mine.on("end", broke);
      await mine.query(`LISTEN "live_${house.database.schema}"`);
      if (again) lost();
    } catch (error) {
      if (stopped) return;
      house.log.warn({ fault: (error as Error).message }, "live screens cannot listen; trying again");
      client?.release(true);
      client = undefined;
      timer = setTimeout(() => void open(true), 2000);
    }
  };
  const close = () => {
    const mine = client;
    client = undefined;
    mine?.removeAllListeners("notification");
    mine?.release(true); // never back to the pool: it still listens
  };
  const ready = open(false);
  return {
    ready,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await ready;
      close();
    },
  };
}

interface Batch {
  matters: number[];
  topics: string[];
  present: Onlooker[];
}

/** Works out who is told what, in one transaction for all. Returns the notices told, to remember. */
async function send(
  house: House,
  { matters, topics, present }: Batch,
  told: Map<number, number>,
): Promise<Map<number, number>> {
  // Many screens share one sight: the question is asked once for each different one.
  const groups = Map.groupBy(present, ({ sight }) => JSON.stringify([sight.province, sight.units, sight.positions]));
  const sights = [...groups.values()].map(([first], n) => ({ n, ...first!.sight }));
  const found = await transaction(
    house.database,
    machinery,
    async (db) => {
      const notices = await sql<{
        id: number;
        to: number;
      }>`SELECT id, to_position AS to FROM notice WHERE at > now() - interval '2 minutes'`.execute(db);
      if (matters.length === 0) return { notices: notices.rows, seen: [], parties: [] };
      const seen = await sql<{ n: number; id: number; kind: string }>`SELECT s.n, m.id, m.kind
        FROM jsonb_to_recordset(${JSON.stringify(sights)}::jsonb) AS s(n int, province boolean, units int[], positions int[])
        JOIN matter m ON m.id = ANY (${matters}::bigint[])
         AND may_see(m.secrecy, m.owner_unit, m.reader_units, m.reader_positions, s.province, s.units, s.units, s.positions, false)`.execute(
        db,
      );
      const parties = await sql<{
        position: number;
      }>`SELECT DISTINCT unnest(ARRAY[to_position, from_position]) AS position FROM assignment
        WHERE matter_id = ANY (${matters}::bigint[])`.execute(db);
      return { notices: notices.rows, seen: seen.rows, parties: parties.rows };
    },
    "read",
  );
  const noticed = new Set(found.notices.filter(({ id }) => !told.has(id)).map(({ to }) => to));
  const party = new Set(found.parties.map(({ position }) => position));
  const seenBy = Map.groupBy(found.seen, ({ n }) => n);
  let n = 0;
  for (const group of groups.values()) {
    const common = new Set(topics);
    for (const { id, kind } of seenBy.get(n++) ?? []) common.add(`matter:${id}`).add(`kind:${kind}`);
    const { positions } = group[0]!.sight;
    if (positions.some((position) => noticed.has(position))) common.add("notices");
    if (positions.some((position) => party.has(position))) common.add("inbox");
    if (common.size > 0) for (const onlooker of group) onlooker.tell(common);
  }
  return new Map(found.notices.map(({ id, to }) => [id, to]));
}
