import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";

/** Whether the number is taken, be it by a zombie. */
export function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Whether a process with this number runs, whoever owns it. A zombie counts as gone: it holds nothing any more. */
export const isAlive = (pid: number): boolean => exists(pid) && statLine(pid)?.[0] !== "Z";

/**
 * What tells a process from a later one that was given the same number: boot id and start tick on Linux,
 * the start time from `ps` elsewhere. Null when there is no such process or it cannot be known.
 */
export function birthOf(pid: number): string | null {
  if (process.platform === "linux") {
    const fields = statLine(pid);
    if (!fields) return null;
    // Field 22 of /proc/PID/stat (proc(5)); the line starts at field 3 here.
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}:${fields[19]}`;
  }
  try {
    const started = execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
    return started === "" ? null : started;
  } catch {
    return null;
  }
}

/** The PostgreSQL processes that work in `dir`: on Linux each of them stays in its data directory. An official's shell there is not one. */
export function processesIn(dir: string): number[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => worksIn(pid, dir) && statLine(pid)?.[0] !== "Z");
}

/** Whether the process is a PostgreSQL that works in `dir`: compared by device and inode, so that links and renamed parents do not deceive. */
export function worksIn(pid: number, dir: string): boolean {
  try {
    if (readFileSync(`/proc/${pid}/comm`, "utf8").trim() !== "postgres") return false;
    const here = statSync(dir);
    const there = statSync(`/proc/${pid}/cwd`);
    return here.dev === there.dev && here.ino === there.ino;
  } catch {
    return false;
  }
}

/** Sends a signal; false when the process is already gone. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

/** Waits until `done` holds, looking every `every` ms; false when `within` ms pass first. */
export async function until(done: () => boolean, within: number, every = 20): Promise<boolean> {
  const end = Date.now() + within;
  while (!done()) {
    if (Date.now() >= end) return false;
    await new Promise((resolve) => setTimeout(resolve, every));
  }
  return true;
}

/** The fields of /proc/PID/stat after the name, which may itself hold spaces and brackets. */
function statLine(pid: number): string[] | null {
  if (process.platform !== "linux") return null;
  try {
    const line = readFileSync(`/proc/${pid}/stat`, "utf8");
    return line.slice(line.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null;
  }
}
