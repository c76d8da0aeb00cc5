import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Door, goodPassword, openDoor, signIn } from "./accounts.fixture.ts";

const other = "ม้าลายข้ามสะพานเจ็ดครั้ง";

describe("passwords, links and sessions", () => {
  let door: Door;
  before(async () => {
    door = await openDoor();
  });
  after(() => door.close());
  const tokenIn = (text: string) => /token=([\w-]+)/.exec(text)?.[1] ?? "";

  test("a set-password link works once, and is kept only as a hash", async () => {
    const login = await door.accounts.createLogin({ email: "new.person@test.invalid", name: "New" });
    assert.equal((await signIn(door.browser(), "new.person")).status, 401);
    const url = await door.accounts.setPasswordLink(login);
    assert.ok(url.startsWith(`${door.url}/set-password?token=`));
    const token = tokenIn(url);
    const { rows } = await door.house.owner.query("SELECT * FROM account_verification");
    assert.ok(!JSON.stringify(rows).includes(token));
    const browser = door.browser();
    // A refused password does not use the link up.
    const weak = await browser.post("/api/auth/reset-password", { token, newPassword: "new.person-2569" });
    assert.equal(weak.status, 422);
    assert.equal(weak.body.errors[0].field, "newPassword");
    assert.match(weak.body.detail_th, /ชื่อในอีเมล/);
    assert.equal((await browser.post("/api/auth/reset-password", { token, newPassword: "password1234" })).status, 422);
    assert.equal((await browser.post("/api/auth/reset-password", { token, newPassword: goodPassword })).status, 200);
    const again = await browser.post("/api/auth/reset-password", { token, newPassword: other });
    assert.equal(again.status, 422);
    assert.match(again.body.detail_th, /ใช้ไปแล้วหรือหมดอายุ/);
    assert.equal((await signIn(browser, "new.person")).status, 200);
    assert.equal((await signIn(browser, "new.person", other)).status, 401);
  });

  test("ten at once with one link: one sets the password", async () => {
    const login = await door.accounts.createLogin({ email: "race@test.invalid", name: "Race" });
    const token = tokenIn(await door.accounts.setPasswordLink(login));
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        door.browser().post("/api/auth/reset-password", { token, newPassword: goodPassword }),
      ),
    );
    assert.deepEqual(answers.map((each) => each.status).sort(), [200, ...Array(9).fill(422)]);
  });

  test("a link ends after 72 hours, and a newer link ends an older one", async () => {
    const login = door.login.clerk!;
    const first = tokenIn(await door.accounts.setPasswordLink(login));
    const second = tokenIn(await door.accounts.setPasswordLink(login));
    assert.equal(
      (await door.browser().post("/api/auth/reset-password", { token: first, newPassword: other })).status,
      422,
    );
    const { rows } = await door.house.owner.query(
      "SELECT expires_at - now() AS left FROM account_verification WHERE value = $1",
      [login],
    );
    assert.equal(rows.length, 1);
    await door.house.owner.query(
      "UPDATE account_verification SET expires_at = expires_at - interval '72 hours 1 second' WHERE value = $1",
      [login],
    );
    assert.equal(
      (await door.browser().post("/api/auth/reset-password", { token: second, newPassword: other })).status,
      422,
    );
  });

  test("forgotten: the same answer for everybody, a letter only to whom it concerns, its address never from the request", async () => {
    door.letters.length = 0;
    const answers = [];
    const times = [];
    for (const email of ["governor@test.invalid", "nobody@test.invalid"]) {
      const started = performance.now();
      answers.push(
        await door
          .browser()
          .post(
            "/api/auth/request-password-reset",
            { email, redirectTo: "https://evil.example" },
            { "x-forwarded-host": "evil.example", origin: "http://evil.example" },
          ),
      );
      times.push(performance.now() - started);
    }
    assert.deepEqual(
      answers.map(({ status, body }) => ({ status, body })),
      Array(2).fill({ status: 200, body: { status: true } }),
    );
    assert.ok(Math.abs(times[0]! - times[1]!) < 150, `${times}`);
    assert.deepEqual(
      door.letters.map((letter) => letter.to),
      ["governor@test.invalid"],
    );
    const text = door.letters[0]!.text;
    assert.ok(text.includes(`${door.url}/set-password?token=`));
    assert.ok(!text.includes("evil"));
    // Its holder's sessions end, and he is told.
    const elsewhere = door.browser();
    await signIn(elsewhere, "governor");
    assert.equal(
      (await door.browser().post("/api/auth/reset-password", { token: tokenIn(text), newPassword: other })).status,
      200,
    );
    assert.equal((await elsewhere.post("/api/accounts.me")).status, 401);
    assert.match(door.letters[1]!.subject, /Password changed/);
    assert.equal((await signIn(elsewhere, "governor", other)).status, 200);
  });

  test("a mailbox is not flooded: three letters an hour, and the answer stays the same", async () => {
    door.letters.length = 0;
    for (let round = 0; round < 5; round++) {
      assert.equal(
        (await door.browser().post("/api/auth/request-password-reset", { email: "administrator@test.invalid" })).status,
        200,
      );
    }
    assert.equal(door.letters.length, 3);
  });

  test("changing the password asks for the present one and signs out every other device", async () => {
    const [here, there] = [door.browser(), door.browser()];
    for (const browser of [here, there]) assert.equal((await signIn(browser, "administrator")).status, 200);
    const wrong = await here.post("/api/auth/change-password", { currentPassword: "not it", newPassword: other });
    assert.equal(wrong.status, 422);
    assert.equal(wrong.body.errors[0].field, "currentPassword");
    const weak = await here.post("/api/auth/change-password", {
      currentPassword: goodPassword,
      newPassword: "Administrator-9-xx",
    });
    assert.equal(weak.body.errors[0].field, "newPassword");
    const changed = await here.post("/api/auth/change-password", {
      currentPassword: goodPassword,
      newPassword: other,
      revokeOtherSessions: false,
    });
    assert.equal(changed.status, 200, JSON.stringify(changed.body));
    assert.equal((await here.post("/api/accounts.me")).status, 200);
    assert.equal((await there.post("/api/accounts.me")).status, 401);
    assert.equal((await signIn(door.browser(), "administrator")).status, 401);
    await here.post("/api/auth/change-password", { currentPassword: other, newPassword: goodPassword });
  });

  test("one sees one's own sessions, without tokens, and ends one of them; another's is not found", async () => {
    const [desk, telephone, stranger] = [door.browser(), door.browser(), door.browser()];
    await signIn(desk, "clerk");
    await signIn(telephone, "clerk");
    await signIn(stranger, "administrator");
    const listed = await desk.post("/api/accounts.sessions");
    assert.equal(listed.body.length, 2);
    assert.ok(!JSON.stringify(listed.body).includes("token"));
    const here = (await desk.get("/api/auth/get-session")).body.session.id;
    const there = listed.body.find((each: { id: string }) => each.id !== here);
    assert.equal(there.user_agent, "Test/1.0");
    assert.match(there.address, /^203\.0\.113\./);
    assert.equal((await stranger.post("/api/accounts.revokeSession", { session: there.id })).status, 404);
    assert.equal((await desk.post("/api/accounts.revokeSession", { session: there.id })).status, 200);
    assert.equal((await telephone.post("/api/accounts.me")).status, 401);
    assert.equal((await desk.post("/api/accounts.me")).status, 200);
  });

  test("signing out ends the session on the server, not only the cookie", async () => {
    const browser = door.browser();
    await signIn(browser, "clerk");
    const kept = new Map(browser.cookies);
    assert.equal((await browser.post("/api/auth/sign-out", {})).status, 200);
    assert.equal(browser.cookies.has("changwat.session_token"), false);
    for (const [name, value] of kept) browser.cookies.set(name, value);
    assert.equal((await browser.post("/api/accounts.me")).status, 401);
  });

  test("a session ends after twelve hours without use, and after seven days in any case", async () => {
    const browser = door.browser();
    await signIn(browser, "clerk");
    const start = Date.now();
    const hours = async (after: number) => {
      door.house.setClock(new Date(start + after * 3_600_000));
      return (await browser.post("/api/accounts.me")).status;
    };
    // Used every eleven hours it lives on, through six days …
    for (let at = 11; at < 160; at += 11) assert.equal(await hours(at), 200, `${at} hours`);
    // … and ends on the seventh, used or not.
    assert.equal(await hours(164), 200);
    assert.equal(await hours(169), 401);
    door.house.setClock(new Date());
    const idle = door.browser();
    await signIn(idle, "clerk");
    door.house.setClock(new Date(Date.now() + 12.1 * 3_600_000));
    assert.equal((await idle.get("/api/auth/get-session")).body, null);
    assert.equal(
      (await idle.post("/api/auth/change-password", { currentPassword: goodPassword, newPassword: other })).status,
      401,
    );
    door.house.setClock(new Date());
    assert.equal((await idle.post("/api/accounts.me")).status, 401, "an ended session does not come back");
  });

  test("revokeAll ends everything", async () => {
    const browser = door.browser();
    await signIn(browser, "clerk");
    assert.ok((await door.accounts.revokeAll(door.login.clerk!)) >= 1);
    assert.equal((await browser.post("/api/accounts.me")).status, 401);
  });
});
