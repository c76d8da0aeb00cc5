import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Door, goodPassword, openDoor, signIn } from "./accounts.fixture.ts";

describe("signing in with e-mail and password", () => {
  let door: Door;
  before(async () => {
    door = await openDoor({ demoPassword: goodPassword });
  });
  after(() => door.close());

  test("a right password opens a session in a cookie that scripts cannot read; no token is in the answer", async () => {
    const browser = door.browser();
    const answer = await signIn(browser, "governor");
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    const line = answer.headers.getSetCookie().find((each) => each.startsWith("changwat.session_token="));
    assert.match(line ?? "", /HttpOnly/);
    assert.match(line ?? "", /SameSite=Lax/);
    assert.match(line ?? "", /Max-Age=604800/);
    assert.doesNotMatch(line ?? "", /Secure/);
    assert.equal(answer.body.token, undefined);
    assert.equal(answer.body.user.email, "governor@test.invalid");
    const session = await browser.get("/api/auth/get-session");
    assert.equal(session.body.user.id, door.login.governor);
    assert.equal(session.body.session.token, undefined);
    const me = await browser.post("/api/accounts.me");
    assert.equal(me.status, 200, JSON.stringify(me.body));
    assert.equal(me.body.person.email, "governor@test.invalid");
    assert.equal(me.body.occupancies[0].title.th, "ผู้ว่าราชการจังหวัดทดสอบ");
    assert.deepEqual(me.body.province, {
      code: "14",
      name: { th: "จังหวัดทดสอบ", en: "Test Province" },
      letter: "ทส",
      isDemo: true,
    });
  });

  test("without a session every act and view is 401, and get-session is null", async () => {
    const browser = door.browser();
    assert.equal((await browser.post("/api/accounts.me")).status, 401);
    assert.equal((await browser.get("/api/auth/get-session")).body, null);
    browser.cookies.set("changwat.session_token", encodeURIComponent("made-up.c2lnbmF0dXJl"));
    assert.equal((await browser.post("/api/accounts.me")).status, 401);
  });

  test("an unknown e-mail, a wrong password and a login without one get the same answer in the same time", async () => {
    await door.accounts.createLogin({ email: "nopassword@test.invalid", name: "x" });
    const times: Record<string, number[]> = {};
    const bodies = new Set<string>();
    for (let round = 0; round < 4; round++) {
      for (const who of ["governor", "nobody", "nopassword"]) {
        const started = performance.now();
        const answer = await signIn(door.browser(), who, "a wrong password");
        times[who] = [...(times[who] ?? []), performance.now() - started];
        assert.equal(answer.status, 401);
        assert.equal(answer.headers.get("content-type"), "application/problem+json; charset=utf-8");
        assert.equal(answer.body.code, "unauthenticated");
        assert.equal(answer.body.detail_th, "อีเมลหรือรหัสผ่านไม่ถูกต้อง");
        bodies.add(JSON.stringify(answer.body));
      }
    }
    assert.equal(bodies.size, 1);
    const best = Object.values(times).map((list) => Math.min(...list));
    assert.ok(Math.max(...best) < 3 * Math.min(...best), `times differ: ${best}`);
  });

  test("nobody signs up", async () => {
    const answer = await door
      .browser()
      .post("/api/auth/sign-up/email", { email: "new@test.invalid", password: goodPassword, name: "New" });
    assert.equal(answer.status, 404);
    assert.equal(answer.body.code, "not-found");
    for (const path of [
      "list-sessions",
      "update-user",
      "delete-user",
      "verify-email?token=x",
      "error",
      "ok",
      "set-password",
    ]) {
      assert.equal((await door.browser().post(`/api/auth/${path}`)).status, 404, path);
    }
  });

  test("a suspended login is refused, its sessions end, and reinstated it works again", async () => {
    const browser = door.browser();
    await signIn(browser, "clerk");
    assert.equal((await browser.post("/api/accounts.me")).status, 200);
    const desk = door.browser();
    await signIn(desk, "administrator");
    const suspended = await desk.post("/api/accounts.disable", { login: door.login.clerk, reason: "ย้ายไปจังหวัดอื่น" });
    assert.equal(suspended.status, 200, JSON.stringify(suspended.body));
    assert.equal(suspended.body.sessionsEnded, 1);
    assert.equal((await browser.post("/api/accounts.me")).status, 401);
    const refused = await signIn(door.browser(), "clerk");
    assert.equal(refused.status, 403);
    assert.match(refused.body.detail_th, /ถูกระงับ/);
    // Only who knows the password is told.
    assert.equal((await signIn(door.browser(), "clerk", "not the password")).status, 401);
    const line = (await desk.post("/api/accounts.list")).body.find(
      (each: { id: string }) => each.id === door.login.clerk,
    );
    assert.equal(line.suspension.reason, "ย้ายไปจังหวัดอื่น");
    assert.equal((await desk.post("/api/accounts.disable", { login: door.login.clerk, reason: "อีกครั้ง" })).status, 409);
    assert.equal(
      (await desk.post("/api/accounts.disable", { login: door.login.administrator, reason: "ตนเอง" })).status,
      409,
    );
    assert.equal((await desk.post("/api/accounts.enable", { login: door.login.clerk })).status, 200);
    assert.equal((await signIn(door.browser(), "clerk")).status, 200);
    const { rows } = await door.house.owner.query("SELECT event FROM ledger WHERE event LIKE 'accounts.%' ORDER BY id");
    assert.deepEqual(
      rows.map((row) => row.event),
      ["accounts.suspended", "accounts.reinstated"],
    );
  });

  test("where the office is reached by https, its cookies travel only there", async () => {
    const secure = await openDoor({ baseUrl: "https://changwat.example.go.th" });
    const answer = await signIn(secure.browser(), "clerk");
    const lines = answer.headers.getSetCookie();
    assert.deepEqual(lines.map((line) => line.split("=")[0]).sort(), ["changwat.device", "changwat.session_token"]);
    for (const line of lines)
      assert.match(
        line,
        /; HttpOnly.*; SameSite=Lax.*; Secure|; Secure.*; SameSite=Lax|; HttpOnly; Secure; SameSite=Lax/,
      );
    assert.ok(
      (await secure.accounts.setPasswordLink(secure.login.clerk!)).startsWith(
        "https://changwat.example.go.th/set-password?token=",
      ),
    );
    await secure.close();
  });

  test("a page of another site cannot sign anybody in or out", async () => {
    const browser = door.browser();
    await signIn(browser, "governor");
    for (const origin of ["https://evil.example", "null"]) {
      assert.equal((await browser.post("/api/auth/sign-out", {}, { origin })).status, 403);
    }
    assert.equal((await browser.post("/api/accounts.me")).status, 200);
  });

  test("reached by another name than PUBLIC_URL it works just the same", async () => {
    const forwarded = { "x-forwarded-host": "changwat.example.go.th", origin: "https://changwat.example.go.th" };
    const browser = door.browser();
    const answer = await browser.post(
      "/api/auth/sign-in/email",
      { email: "governor@test.invalid", password: goodPassword },
      forwarded,
    );
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
  });

  test("bad input is refused in both languages, never with 5xx", async () => {
    const long = "x".repeat(10_000);
    const inputs: [string, unknown][] = [
      ["sign-in/email", {}],
      ["sign-in/email", []],
      ["sign-in/email", "not json"],
      ["sign-in/email", { email: 1, password: {} }],
      ["sign-in/email", { email: "a@b.c", password: "x\u0000y" }],
      ["sign-in/email", { email: "a\ud800@b.c", password: "xxx" }],
      ["sign-in/email", { email: long, password: long }],
      ["sign-in/email", { email: "not an address", password: "xxx" }],
      ["sign-in/email", { email: "a@b.c", password: "x", extra: 1 }],
      ["reset-password", { token: "a\u0000b", newPassword: goodPassword }],
      ["reset-password", { token: "nothing", newPassword: goodPassword }],
      ["request-password-reset", { email: "not an address" }],
      ["two-factor/verify-totp", { code: "123456" }],
      ["two-factor/verify-backup-code", { code: "abcde-fghij" }],
      ["passkey/verify-authentication", {}],
      ["passkey/verify-authentication", { response: { id: "x", rawId: "x", type: "public-key", response: {} } }],
      ["passkey/verify-registration", { response: {} }],
      ["sign-in/social", { provider: "google" }],
      ["sign-in/social", {}],
      ["change-password", {}],
    ];
    for (const [path, body] of inputs) {
      const answer = await door.browser().post(`/api/auth/${path}`, body);
      assert.ok(
        answer.status >= 400 && (answer.status < 500 || answer.status === 503),
        `${path} ${JSON.stringify(body)}: ${answer.status}`,
      );
      assert.ok(answer.body.detail_th && answer.body.detail, path);
    }
    for (const path of [
      "callback/oidc?state=%00",
      "callback/oidc",
      "callback/oidc?error=access_denied",
      "get-session?x=%ff",
      "%00",
      "../x",
    ]) {
      const answer = await door.browser().get(`/api/auth/${path}`);
      assert.ok(answer.status < 500, `${path}: ${answer.status}`);
    }
  });

  test("the demonstration's people are shown with their password, only in a demonstration", async () => {
    const shown = await door.browser().get("/api/demo-accounts");
    assert.equal(shown.status, 200);
    assert.deepEqual(
      shown.body.map((each: { role: string }) => each.role),
      ["governor", "clerk", "administrator"],
    );
    assert.equal(shown.body[0].title_th, "ผู้ว่าราชการจังหวัดทดสอบ");
    assert.equal(shown.body[0].password, goodPassword);
    await door.house.owner.query("UPDATE office SET demonstration = false");
    assert.equal((await door.browser().get("/api/demo-accounts")).status, 404);
    assert.deepEqual((await door.browser().get("/api/sign-in-providers")).body, []);
  });
});
