/** On a server that gives the program only one role, acts run as the tables' owner: logins must work, and acts be kept out all the same. */
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, describe, test } from "node:test";
import pg from "pg";
import { type Door, goodPassword, openDoor, signIn, totp } from "./accounts.fixture.ts";

const url = process.env.TEST_DATABASE_URL;

describe("one role only", () => {
  const name = `t_lone_${randomBytes(4).toString("hex")}`;
  let door: Door;
  before(async () => {
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    await admin.query(
      `CREATE ROLE ${name} LOGIN PASSWORD 'lone' NOCREATEROLE NOSUPERUSER; GRANT CONNECT, CREATE ON DATABASE "${admin.database}" TO ${name}; GRANT ${name} TO CURRENT_USER`,
    );
    // Its administrator has installed the extensions and lets it use them.
    await admin.query(`GRANT USAGE ON SCHEMA extensions TO ${name}`).catch(() => {});
    await admin.end();
    const lone = new URL(url ?? "");
    lone.username = name;
    lone.password = "lone";
    process.env.TEST_DATABASE_URL = lone.href;
    door = await openDoor();
  });
  after(async () => {
    await door?.close();
    process.env.TEST_DATABASE_URL = url;
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    await admin.query(`DROP OWNED BY ${name}; DROP ROLE ${name}`).finally(() => admin.end());
  });

  test("signing in, the second step, opening and suspending a login work", async () => {
    assert.equal(door.house.house.database.role, null);
    const { rows } = await door.house.owner.query(
      "SELECT relforcerowsecurity AS forced FROM pg_class WHERE oid = 'account_session'::regclass",
    );
    assert.equal(rows[0].forced, true);
    const browser = door.browser();
    await signIn(browser, "administrator");
    const me = await browser.post("/api/accounts.me");
    assert.equal(me.body.person.email, "administrator@test.invalid");
    assert.equal((await browser.post("/api/accounts.sessions")).body.length, 1);
    const { totpURI } = (await browser.post("/api/auth/two-factor/enable", { password: goodPassword })).body;
    assert.equal((await browser.post("/api/auth/two-factor/verify-totp", { code: totp(totpURI) })).status, 200);
    await door.house.owner.query("UPDATE person SET account_id = NULL WHERE id = $1", [door.house.person.planner]);
    const opened = await browser.post("/api/accounts.create", { person: door.house.person.planner });
    assert.equal(opened.status, 200, JSON.stringify(opened.body));
    const token = opened.body.path.split("=")[1];
    assert.equal(
      (await door.browser().post("/api/auth/reset-password", { token, newPassword: goodPassword })).status,
      200,
    );
    const planner = door.browser();
    assert.equal((await signIn(planner, "planner")).status, 200);
    assert.equal((await browser.post("/api/accounts.list")).body.length, 4);
    assert.equal(
      (await browser.post("/api/accounts.disable", { login: opened.body.id, reason: "ทดสอบ" })).body.sessionsEnded,
      1,
    );
    assert.equal((await planner.post("/api/accounts.me")).status, 401);
  });

  test("within an act, although it runs as the owner, nothing of it is seen", async () => {
    const client = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
    await client.connect();
    await client.query(`SET search_path = ${door.house.schema}, extensions, public`);
    await client.query("BEGIN; SET LOCAL changwat.units = '{1}'");
    for (const table of ["login", "session", "credential", "verification", "two_factor", "device", "attempt"]) {
      assert.equal((await client.query(`SELECT FROM account_${table}`)).rowCount, 0, table);
    }
    assert.ok(((await client.query("SELECT FROM account_overview()")).rowCount ?? 0) > 0);
    assert.equal((await client.query("SELECT FROM account_session")).rowCount, 0, "also after such a function has run");
    await client.query("ROLLBACK");
    assert.ok(((await client.query("SELECT FROM account_session")).rowCount ?? 0) > 0);
    await client.end();
  });
});
