/** Builds the officials' web application: on the first start, and again only when a source has changed. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const repository = resolve(here, "..");

/** What the desk is made from: its own folder, the screens and rules of the rooms, what it takes of the kernel, the lock file. */
const sources = ["desk", "office", "kernel", "package-lock.json"];
const made = /\.(?:tsx?|css|html|svg|json|woff2)$/;

async function* filesIn(path: string): AsyncGenerator<string> {
  const entry = await stat(path).catch(() => null);
  if (!entry) return;
  if (entry.isFile()) return yield path;
  const names = (await readdir(path)).sort();
  for (const name of names) if (name !== "node_modules" && !name.startsWith(".")) yield* filesIn(join(path, name));
}

/** A hash of names and contents of everything the build reads; tests do not count. */
export async function sourceHash(root: string = repository): Promise<string> {
  const hash = createHash("sha256");
  for (const source of sources) {
    for await (const file of filesIn(join(root, source))) {
      if (!made.test(file) || /\.test\.tsx?$/.test(file)) continue;
      hash
        .update(relative(root, file))
        .update("\0")
        .update(await readFile(file))
        .update("\0");
    }
  }
  return hash.digest("hex").slice(0, 16);
}

export interface BuildOptions {
  /** Where builds are kept, one folder each: `var/desk`. */
  outDir: string;
  /** Told in words what is going on. */
  progress?: (words: string) => void;
}

/**
 * Builds if need be and gives the folder with `index.html`. Two processes may do it at once: each writes a folder of
 * its own, and the first to rename it wins. Older builds stay for an hour, for pages that are open in a browser.
 * @throws what Vite throws when a source does not compile
 */
export async function buildDesk({ outDir, progress = () => {} }: BuildOptions): Promise<string> {
  const hash = await sourceHash();
  const target = resolve(outDir, hash);
  if (existsSync(join(target, "index.html"))) return target;
  progress("กำลังเตรียมหน้าจอของเจ้าหน้าที่ (ครั้งแรกเท่านั้น) · Building the desk (once)");
  const began = performance.now();
  await mkdir(resolve(outDir), { recursive: true });
  const draft = `${target}.${process.pid}.${Math.random().toString(36).slice(2, 8)}.draft`;
  const { build } = await import("vite");
  try {
    await build({
      configFile: join(here, "vite.config.ts"),
      // Node reads the configuration itself: Vite's own loader writes into node_modules, which an installation may not let us.
      configLoader: "native",
      root: here,
      logLevel: "error",
      build: { outDir: draft, emptyOutDir: true, reportCompressedSize: false },
    });
    await rename(draft, target).catch((reason: unknown) => {
      // The other process was first; what it made is the same.
      if (!existsSync(join(target, "index.html"))) throw reason;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  await sweep(resolve(outDir), hash);
  progress(`หน้าจอพร้อมใช้ ${((performance.now() - began) / 1000).toFixed(1)} วินาที · Desk ready`);
  return target;
}

/**
 * The same in a process of its own: building takes hundreds of megabytes that the office would keep for ever.
 * @throws with what the build said when it fails
 */
export async function buildDeskApart({ outDir, progress = () => {} }: BuildOptions): Promise<string> {
  const target = resolve(outDir, await sourceHash());
  if (existsSync(join(target, "index.html"))) return target;
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), outDir], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let trouble = "";
  createInterface(child.stdout).on("line", progress);
  child.stderr.on("data", (text: Buffer) => {
    trouble = (trouble + text).slice(-4000);
  });
  const code = await new Promise((done, fail) => child.on("close", done).on("error", fail));
  if (code !== 0) throw new Error(trouble || `the build ended with ${code}`);
  return target;
}

/** Removes builds and abandoned drafts that are older than an hour. */
async function sweep(folder: string, keep: string): Promise<void> {
  const old = Date.now() - 3_600_000;
  for (const name of await readdir(folder)) {
    if (name === keep || !/^[0-9a-f]{16}(?:\.|$)/.test(name)) continue;
    const entry = await stat(join(folder, name)).catch(() => null);
    if (entry && entry.mtimeMs < old) await rm(join(folder, name), { recursive: true, force: true });
  }
}

if (import.meta.main)
  await buildDesk({ outDir: process.argv[2] ?? "var/desk", progress: (words) => console.log(words) });
