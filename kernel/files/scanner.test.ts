import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { ground, serve } from "../outbox/ground.fixture.ts";
import { openTestHouse, type TestHouse } from "../testing.ts";
import { scanWaiting } from "./garbage.ts";
import { type Scanner, scannerOf } from "./scanner.ts";
import { openShelf } from "./shelf.ts";
import { filesWing } from "./upload.ts";

const clamd = ["/usr/sbin/clamd", "/usr/local/sbin/clamd", "/opt/homebrew/sbin/clamd"].find((path) => existsSync(path));
const skip = clamd ? false : "clamd is not installed (Debian: clamav-daemon)";

/** Our own signature: nothing of the real world is found by it. */
const wicked = Buffer.from("%PDF-1.7\nCHANGWAT-TEST-VIRUS-7f3a\n%%EOF\n");
const good = Buffer.from("%PDF-1.7\nharmless\n%%EOF\n");

test("the scanner is told by the environment, off by default", () => {
  assert.equal(scannerOf({}), null);
  assert.equal(scannerOf({ CLAMD_HOST: "localhost" })?.onFault, "refuse");
  assert.equal(scannerOf({ CLAMD_SOCKET: "/x", CLAMD_ON_FAULT: "accept" })?.onFault, "accept");
  assert.throws(() => scannerOf({ CLAMD_SOCKET: "/x", CLAMD_ON_FAULT: "ignore" }));
});

describe("with a real clamd", { skip }, () => {
  let t: TestHouse;
  let dir: string;
  let stop: () => Promise<void>;
  let socket: string;

  before(async () => {
    t = await openTestHouse({ rooms: ground() });
    t.house.files = await openShelf(join(t.home, "files"));
    dir = await mkdtemp(join(tmpdir(), "clamd-"));
    await chmod(dir, 0o755);
    socket = join(dir, "s");
    const hex = Buffer.from("CHANGWAT-TEST-VIRUS-7f3a").toString("hex");
    await writeFile(join(dir, "ours.ndb"), `Changwat.Test.Words:0:*:${hex}\n`);
    const whole = Buffer.from("%PDF-1.7\nknown as a whole\n%%EOF\n");
    await writeFile(
      join(dir, "ours.hdb"),
      `${createHash("md5").update(whole).digest("hex")}:${whole.length}:Changwat.Test.Whole\n`,
    );
    const user = process.getuid?.() === 0 ? "User root\n" : "";
    await writeFile(
      join(dir, "clamd.conf"),
      `LocalSocket ${socket}\nDatabaseDirectory ${dir}\nForeground yes\nTemporaryDirectory ${dir}\nStreamMaxLength 1M\nBytecode no\n${user}`,
    );
    stop = await startClamd(join(dir, "clamd.conf"), socket);
  });
  after(async () => {
    await stop();
    await rm(dir, { recursive: true, force: true });
    await t.close();
  });

  const put = async (scanner: Scanner | null, body: Buffer) => {
    const web = await serve(t.house, [filesWing(t.house, { scanner })]);
    try {
      const answer = await fetch(`${web.origin}/api/files`, {
        method: "POST",
        body: new Uint8Array(body),
        headers: { "x-login": "clerk", "x-file-name": "a.pdf", "content-type": "application/pdf" },
      });
      return {
        status: answer.status,
        said: (await answer.json()) as { detail: string; virus?: string; files?: { hash: string }[] },
      };
    } finally {
      await web.close();
    }
  };
  const scanOf = async (hash: string) =>
    (await t.owner.query("SELECT scan, found FROM content WHERE hash = $1", [hash])).rows[0];

  test("a clean file comes in as clean, a virus is refused by its name", async () => {
    const scanner = scannerOf({ CLAMD_SOCKET: socket });
    const clean = await put(scanner, good);
    assert.equal(clean.status, 200, JSON.stringify(clean.said));
    assert.equal((await scanOf(clean.said.files![0]!.hash)).scan, "clean");
    const found = await put(scanner, wicked);
    assert.equal(found.status, 422);
    assert.match(found.said.virus ?? "", /^Changwat\.Test\.Words/);
    assert.match(found.said.detail, /Changwat\.Test\.Words/);
    const whole = await put(scanner, Buffer.from("%PDF-1.7\nknown as a whole\n%%EOF\n"));
    assert.match(whole.said.virus ?? "", /^Changwat\.Test\.Whole/);
    assert.equal(
      (await t.owner.query("SELECT FROM content WHERE hash = $1", [createHash("sha256").update(wicked).digest("hex")]))
        .rowCount,
      0,
    );
  });

  test("what the scanner will not read to its end is not taken for clean", async () => {
    const large = Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(3_000_000, "x")]);
    assert.equal((await put(scannerOf({ CLAMD_SOCKET: socket }), large)).status, 503);
  });

  test("a dead scanner: refused with 503, or taken in to be scanned later and then handed out no more", async () => {
    const dead = { CLAMD_SOCKET: join(dir, "nobody") };
    const refused = await put(scannerOf(dead), good);
    assert.deepEqual([refused.status, /scanner/.test(refused.said.detail)], [503, true]);
    assert.equal((await put(scannerOf({ CLAMD_HOST: "127.0.0.1:1" }), good)).status, 503);
    const taken = await put(scannerOf({ ...dead, CLAMD_ON_FAULT: "accept" }), wicked);
    const hash = taken.said.files![0]!.hash;
    assert.equal((await scanOf(hash)).scan, "waiting");
    assert.deepEqual(await scanWaiting(t.house, scannerOf(dead)), { clean: 0, infected: 0, waiting: 1 });
    assert.equal((await scanWaiting(t.house, scannerOf({ CLAMD_SOCKET: socket }))).infected, 1);
    assert.match((await scanOf(hash)).found, /^Changwat/);
  });
});

async function startClamd(conf: string, socket: string): Promise<() => Promise<void>> {
  const child = spawn(clamd!, ["-c", conf], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stdout.on("data", (data) => (said += data));
  child.stderr.on("data", (data) => (said += data));
  const gone = once(child, "exit");
  for (let tries = 0; tries < 200; tries++) {
    if (child.exitCode !== null) throw new Error(`clamd ended: ${said}`);
    const up = await new Promise<boolean>((done) => {
      const line = connect(socket).on("error", () => done(false));
      line.on("connect", () => {
        line.destroy();
        done(true);
      });
    });
    if (up) {
      return async () => {
        child.kill("SIGTERM");
        const late = setTimeout(() => child.kill("SIGKILL"), 5000);
        await gone;
        clearTimeout(late);
      };
    }
    await new Promise((done) => setTimeout(done, 50));
  }
  child.kill("SIGKILL");
  throw new Error(`clamd did not come up: ${said}`);
}
