import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdir, stat } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { crc32, deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { ground, serve } from "../outbox/ground.fixture.ts";
import { openTestHouse, type TestHouse } from "../testing.ts";
import { collectGarbage } from "./garbage.ts";
import { safeName } from "./names.ts";
import { openShelf, shelfOf } from "./shelf.ts";
import { filesWing, type Uploaded } from "./upload.ts";

let t: TestHouse;
let web: Awaited<ReturnType<typeof serve>>;
const most = 300_000;
const pdf = (words = "") => Buffer.from(`%PDF-1.7\n% ${words}\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n`);

before(async () => {
  t = await openTestHouse({ rooms: ground() });
  t.house.files = await openShelf(join(t.home, "files"));
  web = await serve(t.house, [filesWing(t.house, { most, mostFiles: 3 })]);
});
after(async () => {
  await web.close();
  await t.close();
});

const send = (name: string, body: BodyInit, who = "clerk", type = "application/octet-stream") =>
  fetch(`${web.origin}/api/files`, {
    method: "POST",
    body,
    headers: { "x-login": who, "x-file-name": encodeURIComponent(name), "content-type": type },
  });
async function upload(name: string, body: Uint8Array<ArrayBuffer>, who = "clerk"): Promise<Uploaded> {
  const answer = await send(name, body, who);
  const said = (await answer.json()) as { files: Uploaded[] };
  assert.equal(answer.status, 200, JSON.stringify(said));
  return said.files[0]!;
}
async function refused(
  name: string,
  body: Uint8Array<ArrayBuffer>,
): Promise<{ status: number; code: string; detail_th: string; detail: string }> {
  const answer = await send(name, body);
  const said = await answer.json();
  assert.ok(answer.status >= 400 && answer.status < 500, `${answer.status}`);
  return { status: answer.status, ...said };
}
const bytes = (buffer: Buffer) => new Uint8Array(buffer);
const get = (path: string, who: string, headers: Record<string, string> = {}) =>
  fetch(web.origin + path, { headers: { "x-login": who, ...headers } });

/** A zip with the given entries; `says` lets the directory lie about the unpacked size. */
function zip(entries: { name: string; data: Buffer; says?: number }[]): Uint8Array<ArrayBuffer> {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, data, says = data.length } of entries) {
    const packed = deflateRawSync(data);
    const called = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(0x800, 6);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(crc32(data), 14);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(says, 22);
    local.writeUInt16LE(called.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(0x800, 8);
    central.writeUInt16LE(8, 10);
    central.writeUInt32LE(crc32(data), 16);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(says, 24);
    central.writeUInt16LE(called.length, 28);
    central.writeUInt32LE(at, 42);
    parts.push(local, called, packed);
    directory.push(central, called);
    at += 30 + called.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(at, 16);
  return bytes(Buffer.concat([...parts, ...directory, end]));
}

describe("what comes in", () => {
  test("is kept under its hash, once, and answered with a token", async () => {
    const body = pdf("หนึ่ง");
    const first = await upload("รายงาน ครั้งที่ ๑.pdf", bytes(body));
    const again = await upload("อื่น.pdf", bytes(body), "governor");
    assert.equal(first.hash, createHash("sha256").update(body).digest("hex"));
    assert.equal(first.name, "รายงาน ครั้งที่ ๑.pdf");
    assert.deepEqual([first.size, first.type], [body.length, "application/pdf"]);
    assert.equal(again.hash, first.hash);
    assert.notEqual(again.token, first.token);
    assert.equal((await stat(shelfOf(t.house).path(first.hash))).size, body.length);
    assert.deepEqual(await readdir(join(t.home, "files", "incoming")), []);
  });

  test("comes also by form, several at once, all or none", async () => {
    const form = new FormData();
    form.append("file", new Blob([bytes(pdf("a"))]), "ก.pdf");
    form.append("file", new Blob(["ชื่อ,จำนวน\nข้าว,3\n"]), "ตาราง.csv");
    const good = await fetch(`${web.origin}/api/files`, {
      method: "POST",
      body: form,
      headers: { "x-login": "clerk" },
    });
    const { files } = (await good.json()) as { files: Uploaded[] };
    assert.deepEqual(
      files.map((file) => [file.name, file.type]),
      [
        ["ก.pdf", "application/pdf"],
        ["ตาราง.csv", "text/csv"],
      ],
    );
    const waiting = () => t.owner.query("SELECT count(*)::int AS n FROM upload").then(({ rows }) => rows[0].n);
    const before = await waiting();
    const bad = new FormData();
    bad.append("file", new Blob([bytes(pdf("b"))]), "ข.pdf");
    bad.append("file", new Blob(["MZ\0\0"]), "โปรแกรม.exe");
    const answer = await fetch(`${web.origin}/api/files`, {
      method: "POST",
      body: bad,
      headers: { "x-login": "clerk" },
    });
    assert.equal(answer.status, 415);
    assert.equal(await waiting(), before);
  });

  test("has a size limit, told or untold beforehand", async () => {
    assert.equal((await refused("ใหญ่.pdf", bytes(Buffer.concat([pdf(), Buffer.alloc(most)])))).status, 413);
    const status = await new Promise<number>((done, fail) => {
      const request = httpRequest(`${web.origin}/api/files`, {
        method: "POST",
        headers: { "x-login": "clerk", "x-file-name": "a.pdf", "content-type": "application/pdf" },
      });
      request.on("response", (answer) => done(answer.statusCode ?? 0)).on("error", fail);
      request.write(pdf());
      for (let i = 0; i < 6; i++) request.write(Buffer.alloc(65_536));
      request.end();
    });
    assert.equal(status, 413);
    assert.deepEqual(await readdir(join(t.home, "files", "incoming")), []);
  });

  test("is refused when empty, unnamed, unknown, or not what its name says", async () => {
    assert.match((await refused("ว่าง.pdf", bytes(Buffer.alloc(0)))).detail, /empty/);
    assert.equal((await refused("โปรแกรม.exe", bytes(Buffer.from("MZ\x90\0\x03\0")))).code, "wrong-type");
    assert.equal((await refused("หน้าเว็บ.html", bytes(Buffer.from("<script>")))).code, "wrong-type");
    const lying = await refused("รูป.png", bytes(pdf()));
    assert.equal(lying.code, "wrong-type");
    assert.match(lying.detail_th, /\.pdf.*\.png/);
    assert.equal((await refused("ข้อความ.txt", bytes(Buffer.from("a\0b")))).code, "wrong-type");
    assert.equal((await refused("...", bytes(pdf()))).code, "input");
    const unnamed = await fetch(`${web.origin}/api/files`, {
      method: "POST",
      body: bytes(pdf()),
      headers: { "x-login": "clerk", "content-type": "x/y" },
    });
    assert.equal(unnamed.status, 422);
    const stranger = await fetch(`${web.origin}/api/files`, {
      method: "POST",
      body: bytes(pdf()),
      headers: { "x-file-name": "a.pdf" },
    });
    assert.equal(stranger.status, 401);
  });

  test("takes Thai text of older programs, and JSON though a parser would want it", async () => {
    assert.equal((await upload("เก่า.txt", bytes(Buffer.from([0xa1, 0xd2, 0xc3, 13, 10])))).type, "text/plain");
    const answer = await send(
      "ขอบเขต.geojson",
      '{"type":"FeatureCollection","features":[]}',
      "clerk",
      "application/json",
    );
    assert.equal(answer.status, 200);
  });

  test("a zip is looked into: bombs, lies, escaping names and macros stay outside", async () => {
    assert.equal(
      (await upload("ดี.zip", zip([{ name: "โฟลเดอร์/ก.txt", data: Buffer.from("ดี") }]))).type,
      "application/zip",
    );
    assert.match(
      (await refused("หนี.zip", zip([{ name: "../../etc/passwd", data: Buffer.from("x") }]))).detail,
      /out of its folder/,
    );
    assert.match(
      (await refused("หนี.zip", zip([{ name: "C:\\x", data: Buffer.from("x") }]))).detail,
      /out of its folder/,
    );
    const bomb = zip([{ name: "0", data: Buffer.alloc(60_000_000) }]);
    assert.match((await refused("ระเบิด.zip", bomb)).detail, /abnormally large/);
    const lying = zip([{ name: "0", data: Buffer.alloc(60_000_000), says: 10 }]);
    assert.match((await refused("โกหก.zip", lying)).detail, /abnormally large/);
    const cut = zip([{ name: "a", data: Buffer.from("abc") }]).subarray(0, 40);
    assert.equal((await refused("ขาด.zip", cut)).status, 422);
    const office = [
      { name: "[Content_Types].xml", data: Buffer.from("<Types/>") },
      { name: "word/document.xml", data: Buffer.from("<w/>") },
    ];
    assert.match((await upload("หนังสือ.docx", zip(office))).type, /wordprocessingml/);
    assert.match(
      (await refused("มาโคร.docx", zip([...office, { name: "word/vbaProject.bin", data: Buffer.from("x") }]))).detail,
      /macros/,
    );
    assert.equal((await refused("ตาราง.xlsx", zip(office))).code, "wrong-type");
  });
});

describe("names", () => {
  test("lose paths, controls and turned directions, keep Thai", () => {
    assert.equal(safeName("C:\\Users\\a\\รายงาน.pdf"), "รายงาน.pdf");
    assert.equal(safeName("../../etc/passwd.txt"), "passwd.txt");
    assert.equal(safeName("ใบแจ้ง\u202Efdp.exe"), "ใบแจ้งfdp.exe");
    assert.equal(safeName("a\0b\nc.pdf"), "abc.pdf");
    assert.equal(safeName(`${"ก".repeat(300)}.pdf`), `${"ก".repeat(196)}.pdf`);
  });
  test("whatever is given, the kept name is short, clean, and kept the same a second time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (given) => {
        let name: string;
        try {
          name = safeName(given);
        } catch {
          return;
        }
        assert.ok(
          name.length > 0 &&
            name.length <= 200 &&
            !/[/\\\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(name) &&
            name.isWellFormed(),
        );
        assert.equal(safeName(name), name);
      }),
    );
  });
});

describe("a file of a matter", () => {
  const open = async (secrecy: number) => {
    const clerk = await t.as("clerk");
    const { token } = await upload("แนบ (ร่าง) 'ก'.pdf", bytes(pdf(`secrecy ${secrecy} ${Math.random()}`)));
    return t.perform<{ matter: number; files: { id: number; hash: string; size: number }[] }>("trial.open", clerk, {
      title: "เรื่อง",
      secrecy,
      files: [token],
    });
  };

  test("only the person's own upload can be bound, and once", async () => {
    const clerk = await t.as("clerk");
    const { token } = await upload("ก.pdf", bytes(pdf("own")));
    const other = await t.refused(t.perform("trial.open", await t.as("planner"), { title: "ข", files: [token] }));
    assert.deepEqual([other.code, other.errors[0]?.field], ["input", "files/0"]);
    await t.perform("trial.open", clerk, { title: "ก", files: [token] });
    assert.equal((await t.refused(t.perform("trial.open", clerk, { title: "ก", files: [token] }))).code, "input");
  });

  test("is handed out with safe headers to who sees the matter, and to no one else", async () => {
    const { files } = await open(1);
    const id = files[0]!.id;
    const answer = await get(`/files/${id}`, "clerk");
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get("content-type"), "application/pdf");
    assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
    assert.match(answer.headers.get("content-security-policy") ?? "", /sandbox/);
    assert.match(
      answer.headers.get("content-disposition") ?? "",
      /^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''%E0%B9%81/,
    );
    assert.match(answer.headers.get("content-disposition") ?? "", /%28.*%29.*%27/);
    assert.equal((await answer.bytes()).length, files[0]!.size);
    assert.match((await get(`/files/${id}?inline`, "clerk")).headers.get("content-disposition") ?? "", /^inline/);
    // A secret matter: the governor is not named in it.
    assert.equal((await get(`/files/${id}`, "governor")).status, 404);
    for (const path of ["/files/999999", "/files/0", "/files/x", "/files/1e3", "/files/99999999999999999999"])
      assert.equal((await get(path, "clerk")).status, 404, path);
    assert.equal((await fetch(`${web.origin}/files/${id}`)).status, 401);
  });

  test("comes in ranges and is not sent again unchanged", async () => {
    const { files } = await open(0);
    const { id, hash, size } = files[0]!;
    const range = await get(`/files/${id}`, "clerk", { range: "bytes=1-3" });
    assert.deepEqual(
      [range.status, await range.text(), range.headers.get("content-range")],
      [206, "PDF", `bytes 1-3/${size}`],
    );
    assert.equal(await (await get(`/files/${id}`, "clerk", { range: "bytes=-6" })).text(), "%%EOF\n");
    assert.equal((await get(`/files/${id}`, "clerk", { range: `bytes=${size}-` })).status, 416);
    assert.equal((await get(`/files/${id}`, "clerk", { range: "bytes=1-3", "if-range": '"other"' })).status, 200);
    assert.equal((await get(`/files/${id}`, "clerk", { "if-none-match": `"${hash}"` })).status, 304);
    const head = await fetch(`${web.origin}/files/${id}`, { method: "HEAD", headers: { "x-login": "clerk" } });
    assert.equal(head.headers.get("content-length"), String(size));
  });

  test("is attached by who takes part, not by who only sees", async () => {
    const { matter } = await open(0);
    const { token } = await upload("เพิ่ม.pdf", bytes(pdf("more")), "governor");
    assert.equal(
      (await t.refused(t.perform("files.attach", await t.as("governor"), { matter, files: [token] }))).code,
      "not-permitted",
    );
    assert.equal(
      (await t.refused(t.perform("files.attach", await t.as("agency1_head"), { matter, files: [token] }))).code,
      "not-found",
    );
    const mine = await upload("เพิ่ม.pdf", bytes(pdf("mine")));
    await t.perform("files.attach", await t.as("clerk"), { matter, files: [mine.token] });
    const { files } = await t.look<{ files: unknown[] }>("files.list", await t.as("governor"), { matter });
    assert.equal(files.length, 2);
    assert.equal((await t.refused(t.look("files.list", await t.as("agency1_head"), { matter }))).code, "not-found");
  });

  test("taken out with a reason is gone from lists and downloads, and remembered; its bytes go after the days of grace", async () => {
    const { matter, files } = await open(0);
    const { id, hash } = files[0]!;
    const clerk = await t.as("clerk");
    assert.equal(
      (await t.refused(t.perform("files.remove", await t.as("governor"), { file: id, reason: "ผิด" }))).code,
      "not-permitted",
    );
    await t.perform("files.remove", clerk, { file: id, reason: "แนบผิดเรื่อง" });
    const list = await t.look<{ files: unknown[]; removed: { name: string; reason: string }[] }>("files.list", clerk, {
      matter,
    });
    assert.deepEqual([list.files.length, list.removed[0]?.reason], [0, "แนบผิดเรื่อง"]);
    assert.equal((await get(`/files/${id}`, "clerk")).status, 404);
    assert.equal((await t.refused(t.perform("files.remove", clerk, { file: id, reason: "อีก" }))).code, "not-found");
    const there = () =>
      stat(shelfOf(t.house).path(hash)).then(
        () => true,
        () => false,
      );
    await collectGarbage(t.house);
    assert.equal(await there(), true);
    await t.owner.query("UPDATE file_removal SET at = at - interval '31 days' WHERE file_id = $1", [id]);
    await collectGarbage(t.house);
    assert.equal(await there(), false);
    const { rows } = await t.owner.query("SELECT erased_at IS NOT NULL AS erased FROM content WHERE hash = $1", [hash]);
    assert.equal(rows[0].erased, true);
  });

  test("garbage: what nothing holds goes, what comes again at that moment stays", async () => {
    const body = bytes(pdf("garbage"));
    const { hash, token } = await upload("ก.pdf", body);
    await t.owner.query("UPDATE upload SET expires_at = now() WHERE token = $1", [token]);
    const [again] = await Promise.all([upload("ก.pdf", body), collectGarbage(t.house), collectGarbage(t.house)]);
    await stat(shelfOf(t.house).path(hash));
    await t.owner.query("UPDATE upload SET expires_at = now() WHERE token = $1", [again.token]);
    await collectGarbage(t.house);
    await assert.rejects(stat(shelfOf(t.house).path(hash)));
    assert.equal((await t.owner.query("SELECT FROM content WHERE hash = $1", [hash])).rowCount, 0);
  });
});
