/** What is sent: no JSON, broken JSON, JSON 60,000 deep, 10 MB of text, bytes that are no text. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Room } from "../../kernel/room.ts";
import { rooms as assembled } from "../../office/rooms.ts";
import { assertProblem, assertSane, type FuzzOffice, openFuzzOffice } from "./office.fixture.ts";

const rooms: readonly Room[] = assembled;
const posts = [
  "/api/may",
  ...rooms.flatMap((room) =>
    [...Object.keys(room.acts), ...Object.keys(room.views)].map((verb) => `/api/${room.name}.${verb}`),
  ),
];

let office: FuzzOffice;
let counted: Record<string, number>;
before(async () => {
  office = await openFuzzOffice();
  counted = await office.counts();
});
after(() => office?.close());

const nothingWritten = async () => assert.deepEqual(await office.counts(), counted);

describe("bodies", () => {
  test("every endpoint refuses what is not JSON, whatever it calls itself", async () => {
    const wrong: [type: string | undefined, body: string][] = [
      ["text/plain", "{}"],
      ["application/xml", "<a/>"],
      ["application/x-www-form-urlencoded", "a=1"],
      ["multipart/form-data; boundary=x", "--x--"],
      ["application/octet-stream", "{}"],
      ["application/json; charset=utf-16", "{"],
      ["text/html", "{}"],
      ["", "{}"],
      ["nonsense", "{}"],
      [undefined, "{}"],
    ];
    for (const path of posts) {
      const [type, body] = wrong[posts.indexOf(path) % wrong.length]!;
      assertProblem(
        await office.ask(path, { method: "POST", body, headers: type === undefined ? {} : { "content-type": type } }),
        `${path} as ${type}`,
        [400, 415],
      );
    }
    await nothingWritten();
  });

  test("broken JSON is 400 at every endpoint", async () => {
    const broken = [
      "{",
      "}",
      '{"a":}',
      "{'a':1}",
      '{"a":1,}',
      "\u0000",
      "NaN",
      '"',
      "\ufeff{}",
      "[1,2",
      '{"a":"\u0001"}',
      "undefined",
      "{}{}",
      "//",
      '{"a":1}garbage',
      "",
      " ",
    ];
    for (const [index, path] of posts.entries())
      assertProblem(
        await office.post(path, broken[index % broken.length]!),
        `${path} ${broken[index % broken.length]}`,
        [400],
      );
    await nothingWritten();
  });

  test("a 60,000-deep JSON is 400 at every endpoint, of arrays as of objects", async () => {
    const deep = [
      "[".repeat(60_000) + "]".repeat(60_000),
      '{"a":'.repeat(60_000) + "1" + "}".repeat(60_000),
      `{"title":${"[".repeat(60_000)}`,
      '[{"":'.repeat(30_000),
    ];
    for (const [index, path] of posts.entries())
      assertProblem(await office.post(path, deep[index % deep.length]!), `${path}, deep`, [400]);
    await nothingWritten();
  });

  test("10 MB of text is 413, declared or not, and the office goes on", async () => {
    const huge = JSON.stringify({ title: "ก".repeat(3_400_000) });
    assert.ok(Buffer.byteLength(huge) > 10_000_000);
    for (const path of [
      "/api/orders.issue",
      "/api/matters.comment",
      "/api/may",
      "/api/auth/sign-in/email",
      "/api/search.find",
    ])
      assertProblem(await office.post(path, huge), `${path}, 10 MB`, [413]);
    const start = performance.now();
    assertProblem(
      await office.post("/api/orders.issue", huge, { headers: { "transfer-encoding": "chunked" } }),
      "10 MB in chunks",
      [413],
    );
    assert.ok(performance.now() - start < 5000);
    await nothingWritten();
  });

  test("bytes that are no UTF-8 are refused or replaced, never a fault", async () => {
    for (const bytes of [
      Buffer.from([0xff, 0xfe, 0x7b, 0x7d]),
      Buffer.from('{"title":"\xff\xfe","body":"x"}', "latin1"),
      Buffer.from([0xc0, 0xaf]),
      Buffer.alloc(1000, 0xf8),
    ]) {
      assertProblem(
        await office.ask("/api/orders.issue", {
          method: "POST",
          body: bytes,
          headers: { "content-type": "application/json" },
        }),
        bytes.toString("hex").slice(0, 40),
        [400, 422],
      );
    }
    await nothingWritten();
  });
});

test("after all this the office stands: no fault was logged and a good request works", async () => {
  assert.deepEqual(office.faults, []);
  const answer = await office.post("/api/orders.issue", {
    title: "หลังพายุ",
    body: "ให้รายงาน",
    groups: ["all_districts"],
  });
  assert.equal(answer.status, 200, answer.body);
  assertSane(await office.ask("/healthz", { cookie: null }), "healthz");
});
