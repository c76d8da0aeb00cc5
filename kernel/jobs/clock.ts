/** Work by the clock: pg-boss keeps the hours (one run per hour struck, whatever number of programs), we keep the result. */
import { sql } from "kysely";
import { PgBoss } from "pg-boss";
import { machinery } from "../actor.ts";
import { transaction } from "../database.ts";
import type { House, Room } from "../room.ts";

export interface Jobs {
  /** Resolves when the clock runs; rejects never: a clock that does not start is logged and tried again. */
  ready: Promise<void>;
  /** Runs a job ('room.name') now, whatever the hour, and returns its result. Throws when it fails or there is none so called. */
  runNow(name: string): Promise<unknown>;
  /** Stops the clock and waits (10 s at most) for the work under way. */
  stop(): Promise<void>;
}
export interface Job {
  name: string;
  room: Room;
  th: string;
  en: string;
  cron: string;
  run(house: House): Promise<unknown>;
}
const tz = "Asia/Bangkok";

/** Every work by the clock that the rooms declare. */
export const jobsOf = (rooms: readonly Room[]): Job[] =>
  rooms.flatMap((room) =>
    Object.entries(room.clockwork ?? {}).map(([name, work]) => ({ ...work, name: `${room.name}.${name}`, room })),
  );

/**
 * Starts the clock in the background: this returns at once, the first answer of the program does not wait for it.
 * `url` must connect as the owner (pg-boss makes the schema `<schema>_jobs`). A run missed while the program was down is
 * made up for once.
 */
export function startJobs(house: House, url: string): Jobs {
  const jobs = jobsOf(house.rooms);
  const declared = declare(house, jobs).catch((error: Error) =>
    house.log.warn({ fault: error.message }, "the list of jobs was not written"),
  );
  const underWay = new Map<string, Promise<unknown>>();
  const run = (job: Job): Promise<unknown> => {
    const earlier = underWay.get(job.name);
    if (earlier) return earlier;
    const working = runJob(house, job).finally(() => underWay.delete(job.name));
    underWay.set(job.name, working);
    return working;
  };
  let stopped = false;
  let boss: PgBoss | undefined;
  const start = async () => {
    await declared;
    for (let pause = 1000; !stopped; pause = Math.min(pause * 2, 60_000)) {
      try {
        const started = await startBoss(house, url, jobs, run, () => stopped);
        if (stopped) await started.stop({ graceful: false });
        else boss = started;
        return;
      } catch (error) {
        house.log.warn({ fault: (error as Error).message }, "the clock of background work did not start; trying again");
        await new Promise((done) => setTimeout(done, pause).unref());
      }
    }
  };
  const ready = start();
  return {
    ready,
    async runNow(name) {
      const job = jobs.find((each) => each.name === name);
      if (!job)
        throw new Error(`there is no job called ${name}; there are: ${jobs.map((each) => each.name).join(", ")}`);
      return run(job);
    },
    async stop() {
      stopped = true;
      await Promise.race([ready, new Promise((done) => setTimeout(done, 5000).unref())]);
      await boss?.stop({ graceful: true, timeout: 10_000 });
      await Promise.race([
        Promise.allSettled(underWay.values()),
        new Promise((done) => setTimeout(done, 10_000).unref()),
      ]);
    },
  };
}

async function startBoss(
  house: House,
  url: string,
  jobs: Job[],
  run: (job: Job) => Promise<unknown>,
  stopped: () => boolean,
): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: url,
    schema: `${house.database.schema}_jobs`,
    application_name: "changwat jobs",
    max: 3,
    persistQueueStats: false,
  });
  boss.on("error", (error) => house.log.warn({ fault: error.message }, "background work"));
  try {
    await boss.start();
    const kept = new Set(jobs.map((job) => job.name));
    for (const { name } of await boss.getSchedules()) if (!kept.has(name)) await boss.unschedule(name);
    for (const job of jobs) {
      if (stopped()) break;
      // A job that failed is not repeated at once: its next hour comes, and the failure is in the list.
      await boss.createQueue(job.name, {
        policy: "exclusive",
        retryLimit: 0,
        expireInSeconds: 3600,
        deleteAfterSeconds: 86_400,
      });
      await boss.schedule(job.name, job.cron, null, { tz, missed: "once" });
      await boss.work(job.name, { pollingIntervalSeconds: 10 }, () => run(job).then(() => undefined));
    }
    return boss;
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => {});
    throw error;
  }
}

/** Writes what this program does by the clock, for the list; what it no longer does goes. */
async function declare(house: House, jobs: Job[]): Promise<void> {
  await transaction(house.database, machinery, async (db) => {
    await sql`DELETE FROM job WHERE NOT name = ANY (${jobs.map((job) => job.name)}::text[])`.execute(db);
    for (const { name, room, th, en, cron } of jobs) {
      await sql`INSERT INTO job (name, room, th, en, cron) VALUES (${name}, ${room.name}, ${th}, ${en}, ${cron})
        ON CONFLICT (name) DO UPDATE SET room = excluded.room, th = excluded.th, en = excluded.en, cron = excluded.cron`.execute(
        db,
      );
    }
  });
}

async function runJob(house: House, job: Job): Promise<unknown> {
  const started = new Date();
  const note = (ok: boolean | null, result: string) =>
    transaction(house.database, machinery, (db) =>
      sql`INSERT INTO job AS j (name, room, th, en, cron, started_at, ended_at, ok, result, fails)
        VALUES (${job.name}, ${job.room.name}, ${job.th}, ${job.en}, ${job.cron}, ${started},
          CASE WHEN ${ok}::boolean IS NOT NULL THEN clock_timestamp() END, ${ok}, ${result}, ${ok === false ? 1 : 0})
        ON CONFLICT (name) DO UPDATE SET started_at = excluded.started_at, ended_at = excluded.ended_at, ok = excluded.ok, result = excluded.result,
          fails = CASE WHEN excluded.ok THEN 0 WHEN excluded.ok IS NULL THEN j.fails ELSE j.fails + 1 END`.execute(db),
    );
  await note(null, "");
  try {
    const result = await job.run(house);
    await note(true, shown(result));
    return result;
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    house.log.error({ job: job.name, fault: words }, "a background job failed");
    await note(false, words.slice(0, 2000)).catch(() => {});
    throw error;
  }
}

const shown = (result: unknown): string =>
  result === undefined || result === null ? "" : JSON.stringify(result).slice(0, 2000);
