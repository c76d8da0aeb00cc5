import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { type CDPSession, type Browser as Chromium, chromium, type Page } from "playwright-core";
import { type Door, goodPassword, openDoor } from "./accounts.fixture.ts";

const program =
  process.env.CHROMIUM ??
  ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => existsSync(path));

describe("passkeys, in a real browser with a virtual authenticator", {
  skip: program ? false : "no Chromium here (apt-get install chromium, or set CHROMIUM)",
}, () => {
  let door: Door;
  let browser: Chromium;
  before(async () => {
    door = await openDoor();
    browser = await chromium.launch({ executablePath: program!, args: ["--no-sandbox"] });
  });
  after(async () => {
    await browser?.close();
    await door.close();
  });

  async function openPage(isUserVerified = true): Promise<{ page: Page; authenticator: string; cdp: CDPSession }> {
    const page = await (await browser.newContext()).newPage();
    // Any page of ours: what counts is the origin.
    await page.goto(`${door.url}/api/sign-in-providers`);
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("WebAuthn.enable");
    const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified,
        automaticPresenceSimulation: true,
      },
    });
    return { page, authenticator: authenticatorId, cdp };
  }
  const ask = (page: Page, path: string, body?: unknown) =>
    page.evaluate(
      async ([where, sent]) => {
        const answer = await fetch(
          where as string,
          sent === undefined
            ? {}
            : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(sent) },
        );
        return { status: answer.status, body: await answer.json() };
      },
      [path, body] as const,
    );
  const register = async (page: Page) => {
    const options = (await ask(page, "/api/auth/passkey/generate-register-options")).body;
    const made = await page.evaluate(async (given) => {
      const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(given);
      return ((await navigator.credentials.create({ publicKey })) as PublicKeyCredential).toJSON();
    }, options);
    return {
      options,
      answer: await ask(page, "/api/auth/passkey/verify-registration", { response: made, name: "โน้ตบุ๊กห้องทำงาน" }),
    };
  };
  const signInWithIt = async (page: Page, change?: (options: Record<string, unknown>) => void) => {
    const options = (await ask(page, "/api/auth/passkey/generate-authenticate-options")).body;
    change?.(options);
    const got = await page.evaluate(async (given) => {
      const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(given);
      return ((await navigator.credentials.get({ publicKey })) as PublicKeyCredential).toJSON();
    }, options);
    return { options, answer: await ask(page, "/api/auth/passkey/verify-authentication", { response: got }), got };
  };

  test("registered after signing in, it opens the door by itself, without password or code", async () => {
    const { page } = await openPage();
    await ask(page, "/api/auth/sign-in/email", { email: "governor@test.invalid", password: goodPassword });
    const { options, answer } = await register(page);
    assert.equal(options.rp.id, "localhost");
    assert.equal(options.authenticatorSelection.userVerification, "required");
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    assert.equal((await ask(page, "/api/auth/passkey/list-user-passkeys")).body[0].name, "โน้ตบุ๊กห้องทำงาน");
    assert.equal((await ask(page, "/api/accounts.me", {})).body.login.passkeys, 1);
    await ask(page, "/api/auth/sign-out", {});
    assert.equal((await ask(page, "/api/accounts.me", {})).status, 401);
    const { options: asked, answer: inside, got } = await signInWithIt(page);
    assert.equal(asked.userVerification, "required");
    assert.equal(inside.status, 200, JSON.stringify(inside.body));
    assert.equal(inside.body.session.token, undefined);
    assert.equal((await ask(page, "/api/accounts.me", {})).body.person.email, "governor@test.invalid");
    // The same answer of the device again: its challenge is used up.
    const replay = await ask(page, "/api/auth/passkey/verify-authentication", { response: got });
    assert.equal(replay.status, 422);
    assert.match(replay.body.detail_th, /ลองใหม่/);
    // A suspended login is refused here too.
    await door.house.owner.query("INSERT INTO account_suspension (login_id, reason) VALUES ($1, 'test')", [
      door.login.governor,
    ]);
    const suspended = await signInWithIt(page);
    assert.equal(suspended.answer.status, 403);
    await door.house.owner.query("DELETE FROM account_suspension");
    // While the password is locked out from this address, the passkey is not.
    for (let i = 0; i < 7; i++)
      await ask(page, "/api/auth/sign-in/email", { email: "governor@test.invalid", password: "wrong password here" });
    assert.equal(
      (await ask(page, "/api/auth/sign-in/email", { email: "governor@test.invalid", password: goodPassword })).status,
      429,
    );
    assert.equal((await signInWithIt(page)).answer.status, 200);
    const listed = (await ask(page, "/api/auth/passkey/list-user-passkeys")).body;
    assert.equal((await ask(page, "/api/auth/passkey/delete-passkey", { id: listed[0].id })).status, 200);
    await ask(page, "/api/auth/sign-out", {});
    assert.equal((await signInWithIt(page)).answer.status, 401);
  });

  test("a device that did not ask for finger, face or PIN is refused, whatever the page asked of it", async () => {
    const { page, cdp, authenticator } = await openPage();
    await ask(page, "/api/auth/sign-in/email", { email: "clerk@test.invalid", password: goodPassword });
    assert.equal((await register(page)).answer.status, 200);
    await ask(page, "/api/auth/sign-out", {});
    await cdp.send("WebAuthn.setUserVerified", { authenticatorId: authenticator, isUserVerified: false });
    const { answer } = await signInWithIt(page, (options) => {
      options.userVerification = "discouraged";
    });
    assert.equal(answer.status, 422, JSON.stringify(answer.body));
    assert.match(answer.body.detail, /finger, face or PIN/);
    assert.equal((await ask(page, "/api/accounts.me", {})).status, 401);
  });

  test("a passkey is added only soon after signing in, and nobody removes another's", async () => {
    const { page } = await openPage();
    await ask(page, "/api/auth/sign-in/email", { email: "administrator@test.invalid", password: goodPassword });
    const { rows } = await door.house.owner.query("SELECT id FROM account_passkey");
    assert.equal((await ask(page, "/api/auth/passkey/delete-passkey", { id: rows[0].id })).status >= 400, true);
    assert.equal((await door.house.owner.query("SELECT FROM account_passkey")).rowCount, rows.length);
    await door.house.owner.query(
      "UPDATE account_session SET created_at = now() - interval '61 minutes' WHERE login_id = $1",
      [door.login.administrator],
    );
    const stale = await ask(page, "/api/auth/passkey/generate-register-options");
    assert.equal(stale.status, 409);
    assert.match(stale.body.detail_th, /เข้าสู่ระบบใหม่ก่อนเพิ่มพาสคีย์/);
  });
});
