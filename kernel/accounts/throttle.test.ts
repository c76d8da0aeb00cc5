import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Browser, type Door, goodPassword, openDoor, signIn, totp } from "./accounts.fixture.ts";
import { sourceOf } from "./throttle.ts";

const wrong = "wrong password, surely";
const used = new Set<string>();
/** A code that has not been used yet, since each opens the door once: the one before, the present one, the next, or one waits. */
async function freshCode(key: string): Promise<string> {
  for (;;) {
    const code = [-30_000, 0, 30_000].map((shift) => totp(key, Date.now() + shift)).find((each) => !used.has(each));
    if (code) {
      used.add(code);
      return code;
    }
    await new Promise((done) => setTimeout(done, 1000));
  }
}

test("an address is a source; of IPv6 the /64", () => {
  assert.equal(sourceOf("203.0.113.9"), "203.0.113.9");
  assert.equal(sourceOf("::ffff:203.0.113.9"), "203.0.113.9");
  assert.equal(sourceOf("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
  assert.equal(sourceOf("2001:db8::6"), "2001:db8:0:0::/64");
  assert.equal(sourceOf("::1"), "0:0:0:0::/64");
});

describe("guessing", () => {
  let door: Door;
  before(async () => {
    door = await openDoor();
  });
  after(() => door.close());
  const later = (seconds: number) => door.house.setClock(new Date(door.house.house.clock().getTime() + seconds * 1000));

  test("after five wrong passwords one waits, longer each time; an e-mail that nobody has is no different", async () => {
    for (const who of ["clerk", "nobody"]) {
      const browser = door.browser();
      for (let round = 0; round < 5; round++) assert.equal((await signIn(browser, who, wrong)).status, 401);
      const waits: number[] = [];
      for (let round = 0; round < 3; round++) {
        const refused = await signIn(browser, who, round === 1 ? goodPassword : wrong);
        assert.equal(refused.status, 429, "even the right one waits, from here");
        assert.equal(refused.body.code, "too-many");
        waits.push(Number(refused.headers.get("retry-after")));
        assert.match(refused.body.detail_th, /โปรดรอ \d+ วินาที/);
        later(waits.at(-1)! + 1);
        assert.equal((await signIn(browser, who, wrong)).status, 401);
      }
      assert.deepEqual(waits, [15, 30, 60]);
    }
  });

  test("fifty at once from one address do not slip past the count", async () => {
    const browser = door.browser();
    const answers = await Promise.all(Array.from({ length: 50 }, () => signIn(browser, "administrator", wrong)));
    assert.equal(answers.filter((each) => each.status === 401).length, 5);
    assert.equal(answers.filter((each) => each.status === 429).length, 45);
  });

  test("one address that tries many e-mails is slowed down as a whole", async () => {
    const browser = door.browser("198.51.100.7");
    const seen: number[] = [];
    for (let i = 0; i < 52; i++) seen.push((await signIn(browser, `person${i}`, wrong)).status);
    assert.deepEqual(seen.slice(0, 50), Array(50).fill(401));
    assert.deepEqual(seen.slice(50), [429, 429]);
  });
});

describe("a lock-out that cannot lock out the governor", () => {
  let door: Door;
  let desk: Browser;
  let key: string;
  before(async () => {
    door = await openDoor();
    desk = door.browser("192.0.2.1");
    await signIn(desk, "governor");
    // The governor has a second step.
    const enabled = await desk.post("/api/auth/two-factor/enable", { password: goodPassword });
    key = enabled.body.totpURI;
    assert.equal((await desk.post("/api/auth/two-factor/verify-totp", { code: totp(key) })).status, 200);
    await desk.post("/api/auth/sign-out", {});
  });
  after(() => door.close());

  test("an attack from many addresses raises one notice", async () => {
    const answers = await Promise.all(
      Array.from({ length: 25 }, (_, i) => signIn(door.browser(`198.18.0.${i}`), "governor", wrong)),
    );
    assert.ok(answers.every(({ status }) => status === 401));
    assert.deepEqual(door.attacks, [door.login.governor]);
    const administrator = door.browser();
    await signIn(administrator, "administrator");
    const line = (await administrator.post("/api/accounts.list")).body.find(
      (each: { id: string }) => each.id === door.login.governor,
    );
    assert.ok(line.attackedAt);
  });

  test("under attack a stranger's answer is slow, the governor's own device's is not, even from an address that attacked", async () => {
    const time = async (browser: Browser, password: string) => {
      const started = performance.now();
      const { status } = await signIn(browser, "governor", password);
      return { status, took: performance.now() - started };
    };
    const stranger = await time(door.browser("198.18.1.1"), wrong);
    assert.equal(stranger.status, 401);
    assert.ok(stranger.took >= 300, `${stranger.took}`);
    const known = await time(desk, goodPassword);
    assert.equal(known.status, 200);
    assert.ok(known.took < 300 || known.took < stranger.took - 200, `${known.took}`);
    const code = await desk.post("/api/auth/two-factor/verify-totp", { code: await freshCode(key) });
    assert.equal(code.status, 200);
    // The same office, the same address as somebody who has been stopped there.
    const thief = door.browser("192.0.2.1");
    for (let i = 0; i < 6; i++) await signIn(thief, "governor", wrong);
    assert.equal((await signIn(thief, "governor", goodPassword)).status, 429);
    assert.equal((await signIn(desk, "governor")).status, 200);
  });

  test("under attack, right password and code open the door also on a device that was never seen", async () => {
    const telephone = door.browser("192.0.2.77");
    const first = await signIn(telephone, "governor");
    assert.equal(first.status, 200);
    assert.equal(first.body.twoFactorRedirect, true);
    assert.equal(telephone.cookies.has("changwat.session_token"), false);
    assert.equal(telephone.cookies.has("changwat.device"), false, "half a sign-in makes no known device");
    assert.equal(
      (await telephone.post("/api/auth/two-factor/verify-totp", { code: await freshCode(key) })).status,
      200,
    );
    assert.ok(telephone.cookies.has("changwat.device"));
  });

  test("a device cookie that is made up, or of another person, is a stranger's", async () => {
    const clerk = door.browser("192.0.2.90");
    await signIn(clerk, "clerk");
    for (const cookie of [clerk.cookies.get("changwat.device")!, encodeURIComponent("made-up.c2ln"), "x"]) {
      const stranger = door.browser();
      stranger.cookies.set("changwat.device", cookie);
      for (let i = 0; i < 5; i++) await signIn(stranger, "governor", wrong);
      assert.equal((await signIn(stranger, "governor", wrong)).status, 429);
    }
    const { rows } = await door.house.owner.query(
      "SELECT count(*)::int AS n FROM account_attempt WHERE device IS NOT NULL AND NOT succeeded",
    );
    assert.equal(rows[0].n, 0);
  });

  test("the known device itself is slowed only by its own wrong guesses, two minutes at most", async () => {
    await desk.post("/api/auth/sign-out", {});
    const later = (seconds: number) =>
      door.house.setClock(new Date(door.house.house.clock().getTime() + seconds * 1000));
    let longest = 0;
    for (let i = 0; i < 12; i++) {
      const answer = await signIn(desk, "governor", wrong);
      if (answer.status !== 429) continue;
      longest = Math.max(longest, Number(answer.headers.get("retry-after")));
      later(Number(answer.headers.get("retry-after")) + 1);
    }
    assert.ok(longest > 15 && longest <= 120, `${longest}`);
    later(121);
    assert.equal((await signIn(desk, "governor")).status, 200);
  });

  test("who knows the password and guesses at the code is stopped, while the known device goes on", async () => {
    // An hour later the attack is over: what stops the thief now is the count of codes, not of passwords.
    door.house.setClock(new Date(door.house.house.clock().getTime() + 3_700_000));
    let stopped = 0;
    for (let place = 0; place < 9 && !stopped; place++) {
      const thief = door.browser(`198.19.0.${place}`);
      for (let round = 0; round < 4; round++) {
        if ((await signIn(thief, "governor")).status !== 200) break;
        const { status } = await thief.post("/api/auth/two-factor/verify-totp", { code: "000000" });
        if (status === 429 && round === 0) stopped = place;
      }
    }
    assert.ok(stopped >= 7, `stopped at place ${stopped}`);
    await signIn(desk, "governor");
    assert.equal((await desk.post("/api/auth/two-factor/verify-totp", { code: await freshCode(key) })).status, 200);
  });
});
