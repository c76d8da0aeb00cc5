import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { promisify } from "node:util";
import { StoreProblem, type Tell } from "./problem.ts";

/** Under whom PostgreSQL runs. Empty for an ordinary user: as ourselves. */
export type Account = { uid?: number; gid?: number };

const run = promisify(execFile);

/**
 * PostgreSQL refuses to run as root, so root lends it an unprivileged account: the owner of an existing data directory,
 * else the user `changwat`, else `postgres`, else a new system user `changwat`, else `nobody` (told, because others share it).
 *
 * @throws StoreProblem when root and there is no such account at all.
 */
export async function accountFor(dataDir: string, log: Tell): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  const owner = await stat(dataDir).catch(() => null);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const known = (await find("changwat")) ?? (await find("postgres"));
  if (known) return known;
  await makeUser();
  const made = await find("changwat");
  if (made) {
    log({
      th: "สร้างบัญชีระบบ changwat สำหรับรัน PostgreSQL แล้ว (PostgreSQL ไม่ยอมรันด้วย root)",
      en: "Made the system user changwat to run PostgreSQL, which refuses to run as root.",
    });
    return made;
  }
  const nobody = await find("nobody");
  if (nobody) {
    log({
      th: "สร้างบัญชี changwat ไม่ได้ จึงรัน PostgreSQL ด้วยบัญชี nobody ควรสร้างบัญชีเฉพาะ: useradd --system changwat",
      en: "Could not make the user changwat, so PostgreSQL runs as nobody. Better make one: useradd --system changwat",
    });
    return nobody;
  }
  throw new StoreProblem({
    th: "PostgreSQL ไม่ยอมรันด้วย root และเครื่องนี้ไม่มีบัญชีอื่น ให้สร้างด้วย useradd --system changwat หรือรันโปรแกรมด้วยผู้ใช้ทั่วไป หรือกำหนด DATABASE_URL",
    en: "PostgreSQL refuses to run as root and this machine has no other account. Make one with: useradd --system changwat, or run as an ordinary user, or set DATABASE_URL.",
  });
}

async function find(name: string): Promise<Account | null> {
  // getent knows directories beyond /etc/passwd; a small container may have only the file.
  const text = await run("getent", ["passwd", name])
    .then(({ stdout }) => stdout)
    .catch(() => readFile("/etc/passwd", "utf8"))
    .catch(() => "");
  const [, , uid, gid] =
    text
      .split("\n")
      .map((line) => line.split(":"))
      .find(([user]) => user === name) ?? [];
  return uid && gid && uid !== "0" ? { uid: Number(uid), gid: Number(gid) } : null;
}

async function makeUser(): Promise<void> {
  const shared = ["-s", "/usr/sbin/nologin"];
  // Debian and Red Hat; then busybox (Alpine).
  await run("useradd", [
    "--system",
    "--user-group",
    "--no-create-home",
    "--home-dir",
    "/nonexistent",
    ...shared,
    "changwat",
  ]).catch(() => run("adduser", ["-S", "-D", "-H", ...shared, "changwat"]).catch(() => null));
}
