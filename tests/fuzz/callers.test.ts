/** Who asks: without a session, with one that ends in the middle, as somebody else, from another site, with a bad key. */
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

describe("who asks", () => {
  test("without a session every endpoint is 401, before it looks at anything", async () => {
    const closed = [...posts, "/api/files"];
    for (const path of closed)
      assertProblem(
        await office.post(path, { nonsense: 1 }, { cookie: null }),
        path,
        path === "/api/files" ? [401, 415] : [401],
      );
    for (const path of [
      "/api/live",
      "/files/1",
      ...rooms.flatMap((room) => Object.keys(room.downloads ?? {}).map((name) => `/api/${room.name}.${name}`)),
    ]) {
      assertProblem(await office.ask(path, { cookie: null }), path, [401]);
    }
    const odd = [
      "changwat.session_token=",
      "changwat.session_token=x.y",
      `changwat.session_token=${"a".repeat(4000)}`,
      "changwat.session_token=%00",
      "changwat.session_token=%ff",
      "=;=;;",
      "changwat.session_token=a; changwat.session_token=b",
      "__proto__=1",
    ];
    for (const cookie of odd)
      assertProblem(await office.post("/api/accounts.me", {}, { cookie }), cookie.slice(0, 60), [401]);
  });

  test("a session that ends in the middle of a form: 401, nothing lost, and after signing in again the same form is taken", async () => {
    const cookie = await office.signIn("governor");
    const form = { title: "แบบฟอร์มที่กรอกค้างไว้", body: "ให้รายงาน", groups: ["all_districts"] };
    assert.equal((await office.post("/api/may", { ask: [["orders.issue", form]] }, { cookie })).status, 200);
    await office.owner.query(
      "UPDATE account_session SET expires_at = now() - interval '1 minute' WHERE login_id = (SELECT id FROM account_login WHERE email = 'governor@demo.invalid')",
    );
    assertProblem(
      await office.post("/api/orders.issue", form, { cookie, headers: { "idempotency-key": "form-in-the-middle" } }),
      "expired",
      [401],
    );
    await nothingWritten();
    const again = await office.signIn("governor");
    const done = await office.post("/api/orders.issue", form, {
      cookie: again,
      headers: { "idempotency-key": "form-in-the-middle" },
    });
    assert.equal(done.status, 200, done.body);
    const repeated = await office.post("/api/orders.issue", form, {
      cookie: again,
      headers: { "idempotency-key": "form-in-the-middle" },
    });
    assert.equal(repeated.body, done.body);
    counted = await office.counts();
  });

  test("X-Acting-As must be an occupancy of one's own, in force today", async () => {
    const mine = (JSON.parse((await office.post("/api/accounts.me", {})).body) as { current: number }).current;
    for (const chosen of [
      "abc",
      "-1",
      "0",
      "1.5",
      "NaN",
      "Infinity",
      "99999999999999999999",
      "2147483648",
      `${mine}, ${mine}`,
      "null",
      "[1]",
      "' OR 1=1",
      "%00",
      "0x10",
      "1e1",
      "+1",
      "๑",
    ]) {
      const headers = { "x-acting-as": Buffer.from(chosen).toString("latin1") };
      assertProblem(await office.post("/api/accounts.me", {}, { headers }), `X-Acting-As: ${chosen}`, [400, 403]);
      assertProblem(await office.ask(`/api/live?as=${encodeURIComponent(chosen)}`), `live as ${chosen}`, [400, 403]);
      assertProblem(
        await office.ask(`/files/1?as=${encodeURIComponent(chosen)}`),
        `files as ${chosen}`,
        [400, 403, 404],
      );
    }
    const { rows } = await office.owner.query<{ id: number }>("SELECT id FROM occupancy WHERE id <> $1 LIMIT 1", [
      mine,
    ]);
    assertProblem(
      await office.post("/api/accounts.me", {}, { headers: { "x-acting-as": String(rows[0]!.id) } }),
      "another's occupancy",
      [403],
    );
    assert.equal((await office.post("/api/accounts.me", {}, { headers: { "x-acting-as": String(mine) } })).status, 200);
  });

  test("a bad Idempotency-Key is 400, and nothing happens", async () => {
    const input = { title: "กุญแจ", body: "ข", groups: ["all_districts"] };
    for (const key of [
      "",
      "short",
      "x".repeat(201),
      "with space in it",
      "tab\there!!",
      Buffer.from("กุญแจไทยยาวพอ").toString("latin1"),
    ]) {
      assertProblem(
        await office.post("/api/orders.issue", input, { headers: { "idempotency-key": key } }),
        `key ${JSON.stringify(key)}`,
        [400],
      );
    }
    await nothingWritten();
  });

  test("a page of another site cannot act, whatever it says of itself", async () => {
    const input = { title: "ปลอม", body: "ข", groups: ["all_districts"] };
    for (const origin of [
      "https://evil.example",
      "null",
      "http://localhost",
      `http://localhost:${office.port + 1}`,
      `http://localhost:${office.port}.evil.example`,
      "file://",
      "nonsense",
      `http://evil@localhost.evil:${office.port}`,
    ]) {
      assertProblem(await office.post("/api/orders.issue", input, { headers: { origin } }), origin, [403]);
      assertProblem(
        await office.post("/api/auth/sign-out", {}, { headers: { origin } }),
        `sign-out from ${origin}`,
        [403],
      );
      assertProblem(
        await office.ask("/api/files", {
          method: "POST",
          body: "x",
          headers: { origin, "x-file-name": "a.txt", "content-type": "text/plain" },
        }),
        `upload from ${origin}`,
        [403],
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
