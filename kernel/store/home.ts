import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { codeOf, StoreProblem, textOf } from "./problem.ts";
import { birthOf, isAlive } from "./processes.ts";

/**
 * The folder in which the program keeps everything it must not lose.
 * `files` holds the content-addressed files, `run` what is worth nothing after a stop. All are private to their owner.
 */
export type Home = { dir: string; files: string; run: string; close(): Promise<void> };

type Holder = { pid: number; birth: string | null; host: string; since: string };

/** SQLite, which keeps our lock, refuses longer paths; PostgreSQL would at about twice that. */
const LONGEST_PATH = 480;

/** A program that is just ending is given this long before the next one is refused. */
const PATIENCE_MS = 1_000;

/**
 * Opens the home, making it when it is new, and keeps every other program out of it until `close()`.
 *
 * The lock is an exclusive transaction on an empty SQLite file, that is, a lock of the operating system (fcntl; LockFileEx on Windows).
 * Node has no flock of its own, and nothing written into a file can do this: the kernel drops the lock with
 * the process, also after kill -9, so there is no stale lock to remove and no race between two that start at once, and
 * it holds across containers that share the folder, where process numbers mean nothing. `holder.json` only says who it is.
 *
 * @throws StoreProblem when another program holds the home (naming its pid), or the folder cannot be used.
 */
export async function openHome(dir = process.env.CHANGWAT_HOME || "./var"): Promise<Home> {
  const home = resolve(dir);
  if (Buffer.byteLength(home) > LONGEST_PATH)
    throw new StoreProblem({
      th: `ชื่อโฟลเดอร์ข้อมูลยาวเกินไป (เกิน ${LONGEST_PATH} ไบต์): ${home} กำหนด CHANGWAT_HOME ให้สั้นลง`,
      en: `The path of the home folder is too long (over ${LONGEST_PATH} bytes): ${home}. Set CHANGWAT_HOME to a shorter one.`,
    });
  const files = join(home, "files");
  const run = join(home, "run");
  let lock: DatabaseSync;
  try {
    await mkdir(home, { recursive: true, mode: 0o700 });
    const { mode } = await stat(home);
    // Whoever may write into the home may replace the database in it.
    if (mode & 0o022) await chmod(home, mode & 0o755);
    await mkdir(files, { recursive: true, mode: 0o700 });
    await mkdir(run, { recursive: true, mode: 0o700 });
    // Never open this file in any other way: closing any descriptor of it would drop the lock (POSIX, fcntl).
    lock = new DatabaseSync(join(home, "lock"), { timeout: 0 });
  } catch (error) {
    throw unusable(home, error);
  }
  await acquire(lock, home);

  const holder: Holder = {
    pid: process.pid,
    birth: birthOf(process.pid),
    host: hostname(),
    since: new Date().toISOString(),
  };
  try {
    await chmod(join(home, "lock"), 0o600);
    await writeFile(join(run, "holder.new"), JSON.stringify(holder), { mode: 0o600 });
    await rename(join(run, "holder.new"), join(run, "holder.json"));
  } catch (error) {
    lock.close();
    throw unusable(home, error);
  }
  let open = true;
  return {
    dir: home,
    files,
    run,
    async close() {
      if (!open) return;
      open = false;
      await rm(join(run, "holder.json"), { force: true });
      lock.close();
    },
  };
}

async function acquire(lock: DatabaseSync, home: string): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      // Nothing is ever written to it, so it needs no journal beside it.
      lock.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
      return;
    } catch (error) {
      const busy = /locked/.test(textOf(error));
      if (busy && Date.now() < end) {
        await new Promise((done) => setTimeout(done, 50));
        continue;
      }
      lock.close();
      throw busy ? held(home, await holderOf(home)) : unusable(home, error);
    }
  }
}

/** Who holds the home, as far as it can be told: a number that now belongs to another process is not repeated. */
async function holderOf(home: string): Promise<Holder | null> {
  try {
    const holder = JSON.parse(await readFile(join(home, "run", "holder.json"), "utf8")) as Holder;
    if (holder.host !== hostname()) return holder;
    return isAlive(holder.pid) && birthOf(holder.pid) === holder.birth ? holder : null;
  } catch {
    return null;
  }
}

function held(home: string, holder: Holder | null): StoreProblem {
  const who = holder
    ? {
        th: `pid ${holder.pid} บนเครื่อง ${holder.host} ตั้งแต่ ${holder.since}`,
        en: `pid ${holder.pid} on ${holder.host} since ${holder.since}`,
      }
    : { th: "ไม่ทราบหมายเลขโปรเซส", en: "its pid is not known" };
  return new StoreProblem({
    th: `โฟลเดอร์ข้อมูล ${home} มีโปรแกรมจังหวัดใช้งานอยู่แล้ว (${who.th}) ให้หยุดโปรแกรมนั้นก่อน${holder ? ` เช่น kill ${holder.pid}` : ""} หรือกำหนด CHANGWAT_HOME เป็นโฟลเดอร์อื่น`,
    en: `The home folder ${home} is already in use by another Changwat (${who.en}). Stop that program first${holder ? `, for example with: kill ${holder.pid}` : ""}, or set CHANGWAT_HOME to another folder.`,
  });
}

function unusable(home: string, error: unknown): StoreProblem {
  if (error instanceof StoreProblem) return error;
  const denied = ["EACCES", "EPERM"].includes(codeOf(error)) || /unable to open|readonly/.test(textOf(error));
  const advice = denied
    ? {
        th: "ให้รันด้วยบัญชีที่เป็นเจ้าของโฟลเดอร์ หรือเปลี่ยนเจ้าของด้วย chown -R หรือกำหนด CHANGWAT_HOME เป็นโฟลเดอร์อื่น",
        en: "Run as the user that owns the folder, or change its owner with chown -R, or set CHANGWAT_HOME to another folder.",
      }
    : {
        th: "ตรวจสอบดิสก์และชื่อโฟลเดอร์ หรือกำหนด CHANGWAT_HOME เป็นโฟลเดอร์อื่น (ระบบไฟล์ต้องรองรับการล็อกไฟล์)",
        en: "Check the disk and the path, or set CHANGWAT_HOME to another folder (its file system must support file locks).",
      };
  return new StoreProblem(
    {
      th: `ใช้โฟลเดอร์ข้อมูล ${home} ไม่ได้: ${textOf(error)} ${advice.th}`,
      en: `Cannot use the home folder ${home}: ${textOf(error)}. ${advice.en}`,
    },
    error,
  );
}
