import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type Cluster,
  clearAway,
  findPostmaster,
  freePort,
  halt,
  launch,
  openCluster,
  type Postmaster,
  resetPassword,
  startOutput,
} from "./cluster.ts";
import { openExternal } from "./external.ts";
import type { Home } from "./home.ts";
import { furnish, officeUrl, probe } from "./probe.ts";
import { StoreProblem, type Tell, textOf } from "./problem.ts";
import { birthOf, isAlive } from "./processes.ts";

/** A PostgreSQL to work with. `url` stays the same as long as the program runs, also when the server under it is restarted. */
export type Server = { url: string; kind: "embedded" | "external"; version: string; stop(): Promise<void> };

type Options = { databaseUrl?: string | undefined; log?: Tell; progress?: Tell };

/** How long a postmaster that we found running may stay silent before it is taken for stuck. */
const SILENCE_MS = 10_000;

/**
 * The PostgreSQL of the program: the server at `databaseUrl` (checked, never started or stopped), else one of our own in
 * `home`, started or adopted, watched and restarted until `stop()`. The caller holds the home's lock.
 *
 * @throws StoreProblem when there is none to be had, saying why and what to do.
 */
export async function openServer(
  home: Home,
  { databaseUrl, log = () => {}, progress = () => {} }: Options = {},
): Promise<Server> {
  if (databaseUrl) return openExternal(databaseUrl, log);
  const cluster = await openCluster(home, log, progress);
  const first = (await adopt(cluster, log, progress)) ?? (await start(cluster, log, progress));
  const version = await furnish(cluster, first.port);
  const url = officeUrl(cluster, first.port);
  const note = join(home.run, "server.json");
  await writeFile(`${note}.new`, JSON.stringify({ url, version }), { mode: 0o600 });
  await rename(`${note}.new`, note);
  const stop = supervise(cluster, first, log);
  return {
    url,
    kind: "embedded",
    version,
    async stop() {
      await stop();
      await rm(note, { force: true });
    },
  };
}

/**
 * The running server of a home that another program of ours holds, for work beside it (a backup while the office works), or
 * null. It neither takes the lock nor stops anything.
 */
export async function findServer(dir: string): Promise<{ url: string; version: string } | null> {
  try {
    const found = JSON.parse(await readFile(join(dir, "run", "server.json"), "utf8")) as {
      url: string;
      version: string;
    };
    return (await probe(found.url)).state === "ready" ? found : null;
  } catch {
    return null;
  }
}

/** Takes over the postmaster that a killed program left, if it is ours, of our version, and answers; else ends it. */
async function adopt(cluster: Cluster, log: Tell, progress: Tell): Promise<Running | null> {
  const found = findPostmaster(cluster);
  if (found && cluster.password) {
    const state = await awaitReady(cluster, found, () => !isAlive(found.pid), SILENCE_MS, progress);
    if (state === "ready") {
      log({
        th: `รับช่วง PostgreSQL ที่โปรแกรมก่อนหน้าทิ้งไว้ (pid ${found.pid})`,
        en: `Adopted the PostgreSQL that an earlier program left running (pid ${found.pid}).`,
      });
      return { ...found, ended: goneSoon(found) };
    }
    if (state !== "ended")
      log({
        th: `PostgreSQL ที่โปรแกรมก่อนหน้าทิ้งไว้ (pid ${found.pid}) ใช้ต่อไม่ได้ จึงหยุดและเริ่มใหม่`,
        en: `The PostgreSQL that an earlier program left running (pid ${found.pid}) cannot be used: stopping it and starting anew.`,
      });
  }
  if (found) await halt(cluster, found);
  return null;
}

type Running = Postmaster & { ended: Promise<void> };

/** Starts the server and waits until it answers; on a taken port it takes another, unless one is asked for. */
async function start(cluster: Cluster, log: Tell, progress: Tell, samePort?: number): Promise<Running> {
  if (!cluster.password) {
    log({
      th: "ไม่พบรหัสผ่านฐานข้อมูลในโฟลเดอร์ข้อมูล จึงตั้งใหม่",
      en: "The database password was missing from the home: setting a new one.",
    });
    await clearAway(cluster);
    cluster.password = await resetPassword(cluster);
    cluster.fresh = true;
  }
  for (let tries = 1; ; tries++) {
    await clearAway(cluster);
    const running = await launch(cluster, samePort ?? (await freePort()));
    let ended = false;
    running.ended.then(() => {
      ended = true;
    });
    const state = await awaitReady(cluster, running, () => ended, 60_000, progress);
    if (state === "ready") return running;
    await halt(cluster, running, 2_000);
    const said = startOutput(cluster);
    const transient =
      state === "foreign" ||
      /Address already in use|could not create any TCP\/IP|pre-existing shared memory/.test(said);
    if (!transient || samePort !== undefined || tries >= 10)
      throw new StoreProblem({
        th: `PostgreSQL เริ่มทำงานไม่สำเร็จ: ${said || state} ดูบันทึกใน ${join(cluster.data, "log")} และตรวจสอบพื้นที่ดิสก์`,
        en: `PostgreSQL did not start: ${said || state}. See the log in ${join(cluster.data, "log")} and check that the disk is not full.`,
      });
    await sleep(100 * tries);
  }
}

/** Asks until the server answers. Recovery after a crash may last: it is told, and not limited; silence is. */
async function awaitReady(
  cluster: Cluster,
  postmaster: Postmaster,
  ended: () => boolean,
  silence: number,
  progress: Tell,
): Promise<"ready" | "ended" | "silent" | "foreign"> {
  const began = Date.now();
  let heard = began;
  let told = began;
  for (;;) {
    if (ended()) return "ended";
    const { state, version } = await probe(officeUrl(cluster, postmaster.port, "postgres"));
    // A server of another version than ours was left by a program before an update.
    if (state === "ready") return version === cluster.programs.version ? "ready" : "foreign";
    // Another program's server may have taken the port in the meantime; ours then fails to start, or is not on this port.
    if (state === "foreign") return ended() ? "ended" : "foreign";
    if (state === "starting") heard = Date.now();
    if (Date.now() - heard > silence) return "silent";
    if (Date.now() - told > 1_000) {
      told = Date.now();
      const seconds = Math.round((told - began) / 1_000);
      progress({
        th: `กำลังกู้คืนฐานข้อมูลให้ครบถ้วนหลังการปิดกะทันหัน (${seconds} วินาที)`,
        en: `Recovering the database after an abrupt end (${seconds} s)`,
      });
    }
    await sleep(Date.now() - began < 2_000 ? 15 : 100);
  }
}

/** Keeps the server running, on the same port, until the returned function is called. */
function supervise(cluster: Cluster, first: Running, log: Tell): () => Promise<void> {
  let current: Running = first;
  let stopping = false;
  const abort = new AbortController();
  const watch = (async () => {
    for (let failures = 0; ; ) {
      const began = Date.now();
      await current.ended;
      if (stopping) return;
      if (Date.now() - began > 60_000) failures = 0;
      log({ th: "PostgreSQL หยุดทำงานโดยไม่ได้สั่ง กำลังเริ่มใหม่", en: "PostgreSQL ended unasked: starting it again." });
      for (let up = false; !up; ) {
        const pause = failures === 0 ? 0 : Math.min(30_000, 100 * 2 ** failures);
        failures++;
        await sleep(pause, undefined, { signal: abort.signal }).catch(() => undefined);
        if (stopping) return;
        try {
          current = await start(cluster, log, log, first.port);
          up = true;
          log({
            th: `PostgreSQL กลับมาทำงานแล้ว (pid ${current.pid})`,
            en: `PostgreSQL is running again (pid ${current.pid}).`,
          });
        } catch (error) {
          log({
            th: `เริ่ม PostgreSQL ใหม่ไม่สำเร็จ: ${textOf(error)}`,
            en: `PostgreSQL could not be started again: ${textOf(error)}`,
          });
        }
      }
    }
  })();
  let stopped: Promise<void> | null = null;
  return () => {
    stopped ??= (async () => {
      stopping = true;
      abort.abort();
      // The child does not keep us running; until its end is heard, this does.
      const awake = setInterval(() => undefined, 1_000);
      let orderly = await halt(cluster, current);
      // A restart that was under way may have put another one in its place.
      await watch;
      orderly = (await halt(cluster, current)) && orderly;
      clearInterval(awake);
      if (!orderly)
        log({
          th: "PostgreSQL ไม่หยุดตามสั่งภายใน 10 วินาที จึงบังคับหยุด ข้อมูลไม่สูญหาย การเริ่มครั้งหน้าจะกู้คืนให้",
          en: "PostgreSQL did not stop within 10 seconds and was forced to. Nothing is lost: the next start recovers.",
        });
    })();
    return stopped;
  };
}

/** The end of a process that is not our child: nobody tells us, so we look. */
function goneSoon({ pid, birth }: Postmaster): Promise<void> {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (isAlive(pid) && birthOf(pid) === birth) return;
      clearInterval(timer);
      resolve();
    }, 250);
    timer.unref();
  });
}
