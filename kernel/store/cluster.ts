import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { chmod, chown, lchown, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Account, accountFor } from "./account.ts";
import type { Home } from "./home.ts";
import { StoreProblem, type Tell } from "./problem.ts";
import { birthOf, exists, isAlive, processesIn, signal, until, worksIn } from "./processes.ts";
import { findPrograms, type Programs } from "./programs.ts";
import { postgresSettings } from "./settings.ts";

/** The program's own PostgreSQL on disk, whether it runs or not. `password` is that of its superuser. */
export type Cluster = {
  data: string;
  start: string;
  account: Account;
  programs: Programs;
  password: string;
  fresh: boolean;
};

/** A postmaster: its process and the port that it answers on (loopback). */
export type Postmaster = { pid: number; birth: string | null; port: number };

/**
 * The cluster of a home: made when there is none yet, else as it lies there.
 * @throws StoreProblem when it cannot be made, or was made by another major version.
 */
export async function openCluster(home: Home, log: Tell, progress: Tell): Promise<Cluster> {
  const folder = join(home.dir, "postgres");
  const data = join(folder, "data");
  const passwordFile = join(folder, "password");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const account = await accountFor(data, log);
  const programs = await findPrograms(account, join(folder, "programs"), log);
  const start = join(home.run, "postgres.start.log");
  const cluster = { data, start, account, programs, password: "", fresh: false };
  if (!existsSync(join(data, "PG_VERSION"))) {
    // A new one is moved into place whole, so a folder without a version is a damaged database: not ours to throw away.
    if ((await readdir(data).catch(() => [])).length > 0)
      throw new StoreProblem({
        th: `โฟลเดอร์ฐานข้อมูล ${data} เสียหาย (ไม่มีไฟล์ PG_VERSION) ให้คืนข้อมูลจากชุดสำรองลงโฟลเดอร์ใหม่ หรือย้ายโฟลเดอร์นี้ออกก่อน`,
        en: `The database folder ${data} is damaged (PG_VERSION is missing). Restore a backup into a new home, or move this folder away first.`,
      });
    progress({ th: "กำลังสร้างฐานข้อมูลใหม่", en: "Making a new database" });
    const password = await newPassword(passwordFile);
    await initialise(cluster, folder, password);
    return { ...cluster, password, fresh: true };
  }
  const made = (await readFile(join(data, "PG_VERSION"), "utf8")).trim();
  if (made !== programs.version.split(".")[0])
    throw new StoreProblem({
      th: `ฐานข้อมูลใน ${data} สร้างด้วย PostgreSQL ${made} แต่โปรแกรมนี้ใช้ PostgreSQL ${programs.version} ให้สำรองข้อมูลด้วยโปรแกรมรุ่นเดิม (npx changwat backup) แล้วคืนข้อมูลลงโฟลเดอร์ใหม่`,
      en: `The database in ${data} was made by PostgreSQL ${made}, and this program brings PostgreSQL ${programs.version}. Back it up with the former program (npx changwat backup) and restore it into a new home.`,
    });
  const { uid } = await stat(data);
  if (account.uid !== undefined && uid !== account.uid) await giveAway(data, account);
  await chmod(data, 0o700);
  const password = await readFile(passwordFile, "utf8").catch(() => "");
  // An empty one means that the file was lost: it is only a local secret, so a new one does, once nothing runs (`resetPassword`).
  return { ...cluster, password: password.trim() };
}

/**
 * On Linux PostgreSQL is told its directory as "/proc/self/cwd" and started in it. We change to the directory before giving up
 * root, so no folder above it needs to be open to the unprivileged account (a home below /root, mode 700), and no path is too long.
 */
function directoryArgument(data: string): string {
  return process.platform === "linux" && existsSync("/proc/self/cwd") ? "/proc/self/cwd" : data;
}

/** Nothing of our own environment: PGDATA, PGPORT, LD_LIBRARY_PATH and the like would change what runs. */
const environment = {
  LC_ALL: "C",
  PATH: "/usr/bin:/bin",
  ...(process.env.SystemRoot ? { SystemRoot: process.env.SystemRoot } : {}),
};

async function initialise(cluster: Cluster, folder: string, password: string): Promise<void> {
  // Made beside its place and moved there when whole and synced: a start that was killed halfway leaves nothing to trip over.
  const draft = join(folder, "draft");
  const data = join(draft, "data");
  const secret = join(draft, "password");
  await rm(draft, { recursive: true, force: true });
  await mkdir(data, { recursive: true, mode: 0o700 });
  await writeFile(secret, `${password}\n`, { mode: 0o600 });
  for (const path of [draft, data, secret]) await own(path, cluster.account);
  const argument = directoryArgument(data);
  const init = (letters: string) =>
    runToEnd(cluster, data, cluster.programs.initdb, [
      `--pgdata=${argument}`,
      "--username=postgres",
      // Through the directory we stand in, for the same reason as the directory itself.
      `--pwfile=${argument}/../password`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      // The same order and the same letters on every machine, whatever its own locale.
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--locale=C",
      `--lc-ctype=${letters}`,
      "--no-instructions",
    ]);
  // pg_trgm asks the system, not PostgreSQL, what a letter is: under "C" it takes no Thai letter for one and finds no Thai name.
  let result = await init("C.UTF-8");
  for (const letters of ["en_US.UTF-8", "C"])
    if (result.status !== 0 && /invalid locale name/.test(result.text)) result = await init(letters);
  if (result.status !== 0)
    throw new StoreProblem({
      th: `สร้างฐานข้อมูลไม่สำเร็จ: ${result.text.trim()}`,
      en: `The database could not be made: ${result.text.trim()}`,
    });
  await rename(data, cluster.data);
  await syncFolder(folder);
  await rm(draft, { recursive: true, force: true });
}

/** Gives the superuser a new password, with no server running: for a home whose password file was lost. */
export async function resetPassword(cluster: Cluster): Promise<string> {
  const password = await newPassword(join(cluster.data, "..", "password"));
  const argument = ["--single", "-D", directoryArgument(cluster.data), "postgres"];
  const result = await runToEnd(
    cluster,
    cluster.data,
    cluster.programs.postgres,
    argument,
    `ALTER ROLE postgres PASSWORD '${password}'\n`,
  );
  if (result.status !== 0 || /ERROR|FATAL/.test(result.text))
    throw new StoreProblem({
      th: `ตั้งรหัสผ่านฐานข้อมูลใหม่ไม่สำเร็จ: ${result.text.trim()}`,
      en: `The database password could not be set anew: ${result.text.trim()}`,
    });
  return password;
}

/** Starts a postmaster. It outlives us if we are killed, and is adopted by the next program. It may not answer yet. */
export async function launch(cluster: Cluster, port: number): Promise<Postmaster & { ended: Promise<void> }> {
  // A file, not a pipe: a pipe would break when we are killed, and PostgreSQL with it at its next word.
  const output = await open(cluster.start, "w", 0o600);
  try {
    const child = spawn(cluster.programs.postgres, ["-D", directoryArgument(cluster.data), ...postgresSettings(port)], {
      cwd: cluster.data,
      env: environment,
      ...cluster.account,
      // A session of its own, so that Ctrl-C at the terminal reaches us only, and we stop it in order.
      detached: true,
      stdio: ["ignore", output.fd, output.fd],
    });
    const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    await new Promise<void>((resolve, reject) => {
      child.once("spawn", resolve);
      child.once("error", reject);
    });
    child.unref();
    const pid = child.pid as number;
    return { pid, birth: birthOf(pid), port, ended };
  } finally {
    await output.close();
  }
}

/** The postmaster that still runs on this cluster though its program is gone, or null. A stale pid file deceives nobody. */
export function findPostmaster(cluster: Cluster): Postmaster | null {
  const file = pidFile(cluster.data);
  return file && isAlive(file.pid) && isOurs(cluster.data, file)
    ? { pid: file.pid, birth: birthOf(file.pid), port: file.port }
    : null;
}

/** Makes way for a new postmaster: ends what an earlier one left running, and removes a pid file that names a stranger. */
export async function clearAway(cluster: Cluster): Promise<void> {
  // Servers whose postmaster was killed notice it and end by themselves; one that is stopped or stuck does not.
  const left = () => processesIn(cluster.data).length === 0;
  for (const [name, within] of [["SIGQUIT", 2_000] as const, ["SIGKILL", 5_000] as const]) {
    if (await until(left, name === "SIGQUIT" ? 1_000 : 0)) break;
    for (const pid of processesIn(cluster.data)) signal(pid, name);
    await until(left, within);
  }
  // PostgreSQL sees through a number that is free again, but not through one that another process of the same user now has, nor
  // through a zombie (in a container whose first process reaps none, a killed postmaster stays one).
  const file = pidFile(cluster.data);
  if (file && exists(file.pid) && !(isAlive(file.pid) && isOurs(cluster.data, file)))
    await rm(join(cluster.data, "postmaster.pid"), { force: true });
}

/**
 * Stops a postmaster: SIGINT (fast shutdown), after `patience` ms SIGQUIT (immediate; the next start recovers), at last SIGKILL.
 * Returns whether it went in order.
 */
export async function halt(cluster: Cluster, postmaster: Postmaster, patience = 10_000): Promise<boolean> {
  const gone = () => !isAlive(postmaster.pid) || birthOf(postmaster.pid) !== postmaster.birth;
  if (gone()) return true;
  // One that was stopped (SIGSTOP) can only hear SIGKILL.
  signal(postmaster.pid, "SIGCONT");
  signal(postmaster.pid, "SIGINT");
  if (await until(gone, patience)) {
    // The writer of the log ends last, a moment after the postmaster.
    await until(() => processesIn(cluster.data).length === 0, 2_000);
    return true;
  }
  signal(postmaster.pid, "SIGQUIT");
  if (!(await until(gone, 5_000))) signal(postmaster.pid, "SIGKILL");
  await until(gone, 5_000);
  await clearAway(cluster);
  return false;
}

/** What PostgreSQL said while it started. */
export const startOutput = (cluster: Cluster): string => {
  try {
    return readFileSync(cluster.start, "utf8").trim();
  } catch {
    return "";
  }
};

/** A free port of the loopback address, below the range that the system hands out for outgoing connections. */
export async function freePort(): Promise<number> {
  for (let tries = 0; ; tries++) {
    const wanted = tries < 20 ? 20_000 + (randomBytes(2).readUInt16BE() % 12_000) : 0;
    const port = await new Promise<number>((resolve) => {
      const server = createServer();
      server.once("error", () => resolve(0));
      server.listen(wanted, "127.0.0.1", () => {
        const address = server.address();
        server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
      });
    });
    if (port) return port;
    await sleep(5);
  }
}

type PidFile = { pid: number; started: number; port: number };

/** postmaster.pid: pid, directory, start time (seconds since 1970), port, socket, address, memory key, state. */
function pidFile(data: string): PidFile | null {
  try {
    const [pid, , started, port] = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n").map(Number);
    return pid && Number.isInteger(pid) ? { pid, started: started ?? 0, port: port ?? 0 } : null;
  } catch {
    return null;
  }
}

function isOurs(data: string, file: PidFile): boolean {
  if (process.platform === "linux") return worksIn(file.pid, data);
  const born = Date.parse(birthOf(file.pid) ?? "") / 1000;
  return Math.abs(born - file.started) < 10;
}

async function newPassword(file: string): Promise<string> {
  const password = randomBytes(32).toString("base64url");
  await rm(file, { force: true });
  const handle = await open(file, "wx", 0o600);
  try {
    await handle.writeFile(`${password}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return password;
}

async function own(path: string, { uid, gid }: Account): Promise<void> {
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
}

async function giveAway(data: string, account: Account): Promise<void> {
  await own(data, account);
  for (const entry of await readdir(data, { recursive: true, withFileTypes: true }))
    await lchown(join(entry.parentPath, entry.name), account.uid as number, account.gid as number);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().catch(() => undefined);
  await handle.close();
}

async function runToEnd(
  { account }: Cluster,
  cwd: string,
  program: string,
  args: string[],
  input = "",
): Promise<{ status: number | null; text: string }> {
  const child = spawn(program, args, { cwd, env: environment, ...account, stdio: ["pipe", "pipe", "pipe"] });
  let text = "";
  child.stdout.on("data", (chunk) => (text += chunk));
  child.stderr.on("data", (chunk) => (text += chunk));
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  return { status, text };
}
