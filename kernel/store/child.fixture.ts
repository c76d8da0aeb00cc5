/** Running our programs as children, for the tests. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

export type Line = Partial<{
  open: number;
  problem: string;
  th: string;
  ready: string;
  version: string;
  ms: number;
  stopped: boolean;
  committed: number;
  log: string;
  progress: string;
}>;

export type Child = {
  process: ChildProcess;
  pid: number;
  lines: Line[];
  /** The first line, past or to come, for which `test` holds; fails when the child ends without it. */
  line(test: (line: Line) => boolean): Promise<Line>;
  ended: Promise<number | null>;
  kill(name: NodeJS.Signals): Promise<number | null>;
};

const live = new Set<ChildProcess>();

/** Ends every child that still runs: one left alone would keep the test from ending. */
export function killChildren(): void {
  for (const child of live) child.kill("SIGKILL");
}
process.on("exit", killChildren);

/** Starts a fixture of `folder` (this one, or a copy of it) under the Node that runs the tests. */
export function run(
  script: string,
  args: string[],
  options: { uid?: number; gid?: number; env?: NodeJS.ProcessEnv; folder?: string } = {},
): Child {
  const { folder = import.meta.dirname, env, ...account } = options;
  const child = spawn(process.execPath, [join(folder, script), ...args], {
    ...account,
    cwd: "/",
    env: { PATH: process.env.PATH, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  live.add(child);
  const lines: Line[] = [];
  let complaint = "";
  const waiting = new Set<() => void>();
  const look = () => {
    for (const wake of waiting) wake();
  };
  createInterface({ input: child.stdout }).on("line", (text) => {
    lines.push(JSON.parse(text) as Line);
    look();
  });
  child.stderr.on("data", (text) => {
    complaint += text;
  });
  let over = false;
  const ended = new Promise<number | null>((resolve) =>
    child.once("close", (status) => {
      live.delete(child);
      over = true;
      look();
      resolve(status);
    }),
  );
  return {
    process: child,
    pid: child.pid as number,
    lines,
    ended,
    line: (test) =>
      new Promise((resolve, reject) => {
        const wake = () => {
          const found = lines.find(test);
          if (!found && !over) return;
          waiting.delete(wake);
          if (found) resolve(found);
          else reject(new Error(`the program ended: ${JSON.stringify(lines.slice(-5))} ${complaint}`));
        };
        waiting.add(wake);
        wake();
      }),
    kill(name) {
      child.kill(name);
      return ended;
    },
  };
}

/** A folder for one test, gone after it. */
export async function temporary(t: { after(work: () => Promise<void>): void }): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "changwat-store-"));
  t.after(() => rm(dir, { recursive: true, force: true }));
  return dir;
}
