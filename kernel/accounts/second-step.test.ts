import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Door, goodPassword, openDoor, signIn, totp } from "./accounts.fixture.ts";

test("the test's own generator gives the codes of RFC 6238, appendix B", () => {
  const address = "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  for (const [second, code] of [
    [59, "287082"],
    [1111111109, "081804"],
    [1234567890, "005924"],
    [20000000000, "353130"],
  ] as const) {
    assert.equal(totp(address, second * 1000), code);
  }
});

describe("the second step", () => {
  let door: Door;
  before(async () => {
    door = await openDoor();
  });
  after(() => door.close());

  test("enrol, sign in with a code, with a backup code once, and take it off again", async () => {
    const browser = door.browser();
    await signIn(browser, "governor");
    const wrong = await browser.post("/api/auth/two-factor/enable", { password: "not the password" });
    assert.equal(wrong.status, 422);
    assert.equal(wrong.body.errors[0].field, "password");
    const enabled = await browser.post("/api/auth/two-factor/enable", { password: goodPassword });
    assert.equal(enabled.status, 200, JSON.stringify(enabled.body));
    const { totpURI, backupCodes } = enabled.body;
    assert.match(decodeURIComponent(totpURI), /^otpauth:\/\/totp\/.*จังหวัดทดสอบ/);
    assert.equal(backupCodes.length, 10);
    // Not before it is proved that the app works.
    assert.equal((await signIn(door.browser(), "governor")).body.twoFactorRedirect, undefined);
    assert.equal((await browser.post("/api/auth/two-factor/verify-totp", { code: "12" })).status, 422);
    assert.equal(
      (await browser.post("/api/auth/two-factor/verify-totp", { code: totp(totpURI, Date.now() + 600_000) })).status,
      422,
    );
    assert.equal((await browser.post("/api/auth/two-factor/verify-totp", { code: totp(totpURI) })).status, 200);
    assert.equal((await browser.post("/api/accounts.me")).body.login.twoFactor, true);

    const second = door.browser();
    const half = await signIn(second, "governor");
    assert.deepEqual([half.status, half.body.twoFactorRedirect, half.body.twoFactorMethods], [200, true, ["totp"]]);
    assert.equal(half.body.user, undefined);
    assert.equal((await second.post("/api/accounts.me")).status, 401, "half is not in");
    const refused = await second.post("/api/auth/two-factor/verify-totp", {
      code: totp(totpURI, Date.now() + 600_000),
    });
    assert.equal(refused.status, 422);
    assert.match(refused.body.detail_th, /รหัสไม่ถูกต้อง/);
    const used = totp(totpURI);
    assert.equal((await second.post("/api/auth/two-factor/verify-totp", { code: used })).status, 200);
    assert.equal((await second.post("/api/accounts.me")).status, 200);
    // The same code a second time, as somebody who looked over the shoulder would type it, opens nothing.
    const shoulder = door.browser();
    await signIn(shoulder, "governor");
    assert.equal((await shoulder.post("/api/auth/two-factor/verify-totp", { code: used })).status, 422);
    assert.equal((await shoulder.post("/api/accounts.me")).status, 401);

    for (const [code, status] of [
      [backupCodes[0], 200],
      [backupCodes[0], 422],
      [backupCodes[1], 200],
    ] as const) {
      const lost = door.browser();
      await signIn(lost, "governor");
      assert.equal((await lost.post("/api/auth/two-factor/verify-backup-code", { code })).status, status, code);
      assert.equal((await lost.post("/api/accounts.me")).status, status === 200 ? 200 : 401);
    }
    const fresh = await second.post("/api/auth/two-factor/generate-backup-codes", { password: goodPassword });
    assert.equal(fresh.body.backupCodes.length, 10);
    assert.equal((await second.post("/api/auth/two-factor/disable", { password: goodPassword })).status, 200);
    assert.equal((await signIn(door.browser(), "governor")).body.user.email, "governor@test.invalid");
  });

  test("the secret and the backup codes are encrypted in the database", async () => {
    const browser = door.browser();
    await signIn(browser, "clerk");
    const { totpURI, backupCodes } = (await browser.post("/api/auth/two-factor/enable", { password: goodPassword }))
      .body;
    const secret = new URL(totpURI).searchParams.get("secret")!;
    const { rows } = await door.house.owner.query(
      "SELECT t::text AS text FROM account_two_factor t WHERE login_id = $1",
      [door.login.clerk],
    );
    const raw = Buffer.from(
      (secret.match(/./g) ?? [])
        .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"))
        .join("")
        .match(/.{8}/g)!
        .map((bits) => Number.parseInt(bits, 2)),
    );
    for (const kept of [secret, raw.toString(), ...backupCodes]) assert.ok(!rows[0].text.includes(kept));
    await browser.post("/api/auth/two-factor/verify-totp", { code: totp(totpURI) });
  });

  test("a half sign-in ends after ten minutes", async () => {
    const browser = door.browser();
    assert.equal((await signIn(browser, "clerk")).body.twoFactorRedirect, true);
    await door.house.owner.query("UPDATE account_verification SET expires_at = now() - interval '1 second'");
    const answer = await browser.post("/api/auth/two-factor/verify-totp", { code: "123456" });
    assert.equal(answer.status, 401);
    assert.match(answer.body.detail_th, /เข้าสู่ระบบใหม่/);
  });

  test("who lost telephone and codes is let in again by another administrator, who must say why", async () => {
    const administrator = door.browser();
    await signIn(administrator, "administrator");
    const own = await administrator.post("/api/accounts.removeSecondStep", {
      login: door.login.administrator,
      reason: "x",
    });
    assert.equal(own.status, 409);
    assert.equal((await administrator.post("/api/accounts.removeSecondStep", { login: door.login.clerk })).status, 422);
    const done = await administrator.post("/api/accounts.removeSecondStep", {
      login: door.login.clerk,
      reason: "โทรศัพท์หาย",
    });
    assert.equal(done.status, 200, JSON.stringify(done.body));
    const browser = door.browser();
    assert.equal((await signIn(browser, "clerk")).body.user.email, "clerk@test.invalid");
    const { rows } = await door.house.owner.query(
      "SELECT detail FROM ledger WHERE event = 'accounts.secondStepRemoved'",
    );
    assert.equal(rows[0].detail.reason, "โทรศัพท์หาย");
  });
});
