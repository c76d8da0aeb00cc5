import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import pg from "pg";
import { type Browser, type Door, goodPassword, openDoor, signIn } from "./accounts.fixture.ts";

describe("the room of accounts", () => {
  let door: Door;
  let administrator: Browser;
  let clerk: Browser;
  before(async () => {
    door = await openDoor();
    await door.house.owner.query("UPDATE person SET account_id = NULL WHERE account_id LIKE 'login-%'");
    administrator = door.browser();
    clerk = door.browser();
    await signIn(administrator, "administrator");
    await signIn(clerk, "clerk");
  });
  after(() => door.close());

  test("who lacks accounts.manage is refused with duty and clause", async () => {
    const asked: [string, object][] = [
      ["create", { person: door.house.person.planner }],
      ["resetLink", { login: door.login.governor }],
      ["disable", { login: door.login.governor, reason: "x" }],
      ["enable", { login: door.login.governor }],
      ["signOut", { login: door.login.governor }],
      ["removeSecondStep", { login: door.login.governor, reason: "x" }],
    ];
    for (const [verb, input] of asked) {
      const answer = await clerk.post(`/api/accounts.${verb}`, input);
      assert.equal(answer.status, 403, verb);
      assert.equal(answer.body.duty, "accounts.manage");
      assert.deepEqual(answer.body.basis, ["cybersecurity:๔๕"]);
    }
    for (const name of ["list", "without"]) assert.equal((await clerk.post(`/api/accounts.${name}`)).status, 403);
  });

  test("a login is opened for a person, with a link that is in the answer and nowhere else", async () => {
    const planner = door.house.person.planner!;
    assert.ok(
      (await administrator.post("/api/accounts.without")).body.some(
        (each: { person: number }) => each.person === planner,
      ),
    );
    const key = { "idempotency-key": "open-the-planner" };
    const opened = await administrator.post("/api/accounts.create", { person: planner }, key);
    assert.equal(opened.status, 200, JSON.stringify(opened.body));
    assert.equal(opened.body.email, "planner@test.invalid");
    const token = /^\/set-password\?token=([\w-]{32})$/.exec(opened.body.path)?.[1];
    assert.ok(token);
    const repeated = await administrator.post("/api/accounts.create", { person: planner }, key);
    assert.deepEqual(repeated.body, { ...opened.body, path: null });
    const { rows: schema } = await door.house.owner.query<{ table_name: string }>(
      "SELECT table_name FROM information_schema.tables WHERE table_schema = $1 AND table_type = 'BASE TABLE'",
      [door.house.schema],
    );
    for (const { table_name } of schema) {
      const found: { rowCount: number | null } = await door.house.owner.query(
        `SELECT FROM "${table_name}" t WHERE t::text LIKE $1`,
        [`%${token}%`],
      );
      assert.equal(found.rowCount, 0, `the token stands in ${table_name}`);
    }
    const again = await administrator.post("/api/accounts.create", { person: planner });
    assert.equal(again.status, 409);
    const taken = await administrator.post("/api/accounts.create", {
      person: door.house.person.palad,
      email: "Governor@test.invalid",
    });
    assert.equal(taken.status, 409);
    assert.equal(taken.body.errors[0].field, "email");
    assert.equal(
      (await administrator.post("/api/accounts.create", { person: door.house.person.palad, email: "no address" }))
        .status,
      422,
    );
    assert.equal((await administrator.post("/api/accounts.create", { person: 999_999 })).status, 404);
    const browser = door.browser();
    assert.equal((await browser.post("/api/auth/reset-password", { token, newPassword: goodPassword })).status, 200);
    assert.equal((await signIn(browser, "planner")).status, 200);
    assert.equal((await browser.post("/api/accounts.me")).body.person.id, planner);
  });

  test("the list tells who has which login, and hides everything secret", async () => {
    const { body } = await administrator.post("/api/accounts.list", { text: "ผู้ว่า" });
    assert.deepEqual(
      body.map((each: { id: string }) => each.id),
      [door.login.governor],
    );
    const all = (await administrator.post("/api/accounts.list")).body;
    const me = all.find((each: { id: string }) => each.id === door.login.administrator);
    assert.equal(me.sessions, 1);
    assert.equal(me.twoFactor, false);
    assert.equal(me.hasPassword, true);
    assert.ok(Math.abs(new Date(me.lastSeen).getTime() - Date.now()) < 60_000);
    assert.deepEqual(me.title, { th: "ผู้ดูแลระบบ", en: "administrator" });
    assert.doesNotMatch(JSON.stringify(all), /token|secret|:[0-9a-f]{64}/);
  });

  test("who gets a new link or loses his second step by another's hand is told", async () => {
    const login = door.login.governor;
    assert.equal((await administrator.post("/api/accounts.resetLink", { login })).status, 200);
    assert.equal((await administrator.post("/api/accounts.removeSecondStep", { login, reason: "ทดสอบ" })).status, 200);
    const { rows } = await door.house.owner.query("SELECT to_position, person_id, kind, th FROM notice ORDER BY id");
    assert.deepEqual(
      rows.map((row) => row.kind),
      ["accounts.linkMade", "accounts.secondStepRemoved"],
    );
    assert.equal(rows[0].to_position, door.house.position.governor);
    assert.equal(rows[0].person_id, door.house.person.governor);
    assert.match(rows[0].th, /ลิงก์ตั้งรหัสผ่านใหม่/);
  });

  test("language, theme and size of text are kept with the person", async () => {
    assert.equal((await clerk.post("/api/accounts.me")).body.preferences, null);
    await clerk.post("/api/accounts.setPreferences", { language: "en" });
    await clerk.post("/api/accounts.setPreferences", { theme: "dark", text: "larger" });
    assert.deepEqual((await clerk.post("/api/accounts.me")).body.preferences, {
      language: "en",
      theme: "dark",
      text: "larger",
    });
    const wrong = await clerk.post("/api/accounts.setPreferences", { language: "fr" });
    assert.equal(wrong.status, 422);
    assert.equal(wrong.body.errors[0].field, "language");
  });

  test("the clerk's role reads no hash, token or secret, whatever it asks", async () => {
    const role = door.house.house.database.role;
    assert.ok(role, "this server lets us make the role");
    const client = new pg.Client({ connectionString: door.house.url });
    await client.connect();
    await client.query(
      `SET search_path = ${door.house.schema}, extensions, public; SET ROLE ${role}; SET changwat.machinery = on`,
    );
    const tables = [
      "login",
      "session",
      "credential",
      "verification",
      "two_factor",
      "passkey",
      "device",
      "attempt",
      "attack",
    ];
    for (const table of tables) {
      const { rows: behind } = await door.house.owner.query(`SELECT count(*)::int AS n FROM account_${table}`);
      if (["login", "session", "credential", "device", "attempt"].includes(table))
        assert.ok(behind[0].n > 0, `nothing to hide in ${table}`);
      const { rows } = await client.query(`SELECT * FROM account_${table}`);
      assert.equal(rows.length, 0, table);
      assert.equal(
        (await client.query(`UPDATE account_${table} SET id = id`).catch(() => ({ rowCount: 0 }))).rowCount,
        0,
        table,
      );
      assert.equal((await client.query(`DELETE FROM account_${table}`)).rowCount, 0, table);
    }
    await assert.rejects(
      client.query(
        "INSERT INTO account_session (token, login_id, expires_at) VALUES ('x', $1, now() + interval '1 day')",
        [door.login.governor],
      ),
      /row-level security/,
    );
    // What the owner's functions hand out is no secret, and they cannot be led to another's tables.
    await client.query("CREATE TEMP TABLE account_login (id text, email text)").catch(() => {});
    const { rows, fields } = await client.query("SELECT * FROM account_overview()");
    assert.ok(rows.length > 0);
    assert.ok(!fields.some(({ name }) => /token|hash|secret|code/.test(name)));
    await client.end();
  });

  test("what expired is cleared away, guesses after ninety days", async () => {
    const room = door.house.house.rooms.find((each) => each.name === "accounts")!;
    await door.house.owner.query(
      "UPDATE account_attempt SET at = now() - interval '91 days' WHERE id = (SELECT min(id) FROM account_attempt)",
    );
    const first = (await room.clockwork!.tidy!.run(door.house.house)) as Record<string, number>;
    assert.equal(first.attempts, 1);
    assert.equal(first.sessions, 0);
    door.house.setClock(new Date(Date.now() + 13 * 3_600_000));
    const second = (await room.clockwork!.tidy!.run(door.house.house)) as Record<string, number>;
    assert.ok(second.sessions! >= 2);
    door.house.setClock(new Date());
  });
});
