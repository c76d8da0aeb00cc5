/** From the command to the first answered request, in a new home and in an old one; and the program's peak memory. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export interface StartResult {
  name: string;
  seconds: number;
  peakMegabytes: number;
}
const root = resolve(import.meta.dirname, "..");

export async function measureStart(say: (line: string) => void): Promise<StartResult[]> {
  const dir = await mkdtemp(join(tmpdir(), "changwat-start-"));
  const results: StartResult[] = [];
  try {
    for (const [name, flags] of [
      ["new home, empty province", ["--empty"]],
      ["the same home again", []],
    ] as const) {
      const port = 20_000 + Math.floor(Math.random() * 20_000);
      const began = performance.now();
      const child = spawn(process.execPath, ["--max-semi-space-size=2", "changwat.ts", "serve", ...flags], {
        cwd: root,
        env: { ...process.env, CHANGWAT_HOME: dir, PORT: String(port), LOG_LEVEL: "error" },
        stdio: "ignore",
      });
      await answered(port, child);
      const seconds = (performance.now() - began) / 1000;
      for (let i = 0; i < 300; i++)
        await fetch(`http://localhost:${port}/api/openapi.json`).then((answer) => answer.arrayBuffer());
      const result = { name, seconds, peakMegabytes: await peak(child.pid!) };
      results.push(result);
      say(
        `  ${name.padEnd(26)} ${seconds.toFixed(2)} s to the first answer, peak memory ${result.peakMegabytes.toFixed(0)} MB (bar 250)`,
      );
      child.kill("SIGTERM");
      await new Promise((done) => child.on("exit", done));
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
  return results;
}

async function answered(port: number, child: ChildProcess): Promise<void> {
  for (const until = Date.now() + 120_000; Date.now() < until; ) {
    if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}`);
    const ok = await fetch(`http://localhost:${port}/healthz`)
      .then((answer) => answer.ok)
      .catch(() => false);
    if (ok) return;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error("no answer in two minutes");
}

const peak = async (pid: number): Promise<number> =>
  Number(/VmHWM:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, "utf8"))![1]) / 1024;
