/** The doors of accounts (/api/auth/*) with inputs of every kind: never 5xx, no session out of nothing, no word of what is inside. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import fc from "fast-check";
import { doors } from "../../kernel/accounts/doors.ts";
import { bodies, nastyTexts } from "./nasty.ts";
import { type Answer, assertProblem, assertSane, type FuzzOffice, openFuzzOffice } from "./office.fixture.ts";

let office: FuzzOffice;
let counted: Record<string, number>;
before(async () => {
  office = await openFuzzOffice();
  counted = await office.counts();
});
after(() => office?.close());

let visitors = 0;
/** Each request from an address of its own: what is tested here is not the count of guesses. */
const stranger = () => ({ "x-forwarded-for": `198.51.${(++visitors >> 8) & 255}.${visitors & 255}` });
const known = {
  email: ["clerk@demo.invalid", "nobody@demo.invalid"],
  password: ["wrong"],
  token: ["x".repeat(24)],
  code: ["123456"],
};
const posts = Object.entries(doors)
  .filter(([name]) => name.startsWith("POST "))
  .map(([name, door]) => ({ path: `/api/auth${name.slice(5)}`, door }));
const gets = Object.keys(doors)
  .filter((name) => name.startsWith("GET "))
  .map((name) => `/api/auth${name.slice(4)}`);

const startsSession = (answer: Answer) =>
  ([] as string[])
    .concat(answer.headers["set-cookie"] ?? [])
    .some((line) => /^changwat\.session_token=[^;]/.test(line));

describe("doors", () => {
  for (const { path, door } of posts) {
    // Signing out is meant to be done by whoever asks.
    const cookie = door.isInside ? undefined : null;
    test(path, async () => {
      await fc.assert(
        fc.asyncProperty(bodies(door.body ?? {}, known), async (body) => {
          const text = JSON.stringify(body) ?? "null";
          const answer = await office.post(path, text, { ...(cookie === null ? { cookie } : {}), headers: stranger() });
          // No identity provider is set in this office.
          if (!(path.endsWith("/social") && answer.status === 503)) assertSane(answer, `${path} ${text.slice(0, 400)}`);
          assert.ok(!startsSession(answer), `${path} let somebody in: ${text.slice(0, 400)}`);
        }),
        { numRuns: path.endsWith("password-reset") ? 5 : 12, seed: 2569, endOnFailure: true },
      );
      for (const body of [
        "",
        "null",
        "[]",
        "1",
        '"x"',
        "{",
        "[".repeat(60_000),
        '{"__proto__":{"admin":true}}',
        '{"constructor":{}}',
      ]) {
        const answer = await office.post(path, body, { cookie: null, headers: stranger() });
        if (!(path.endsWith("/social") && answer.status === 503)) assertSane(answer, `${path} ${body.slice(0, 40)}`);
      }
    });
  }

  test("an identity provider of another name is not there", async () => {
    for (const provider of ["google", "orders", "__proto__"])
      assertProblem(
        await office.post("/api/auth/sign-in/social", { provider }, { cookie: null, headers: stranger() }),
        provider,
        [404, 422],
      );
  });

  test("doors that are read", async () => {
    const queries = [
      "",
      "?",
      "?x=%00",
      "?code=%00&state=%ff",
      "?code=x&state=y",
      "?error=<script>",
      "?a=1&a=2",
      "?__proto__=1",
      "?state[]=1",
      `?code=${"x".repeat(9000)}`,
      "?callbackURL=https://evil.example",
      "?%",
      "?code=%ED%A0%80",
    ];
    for (const path of gets) {
      for (const query of queries) {
        for (const cookie of [undefined, null] as const) {
          const answer = await office.ask(path + query, {
            ...(cookie === null ? { cookie } : {}),
            headers: stranger(),
          });
          if (answer.status === 302)
            assert.match(
              String(answer.headers["location"]),
              /^\/(?!\/)/,
              `${path}${query} leads to ${answer.headers["location"]}`,
            );
          else assertSane(answer, path + query);
          assert.ok(!startsSession(answer) || cookie === undefined, `${path}${query}`);
        }
      }
    }
  });

  test("what is no door is not there: none of better-auth's other endpoints", async () => {
    const closed = [
      "sign-up/email",
      "update-user",
      "delete-user",
      "change-email",
      "set-password",
      "list-accounts",
      "link-social",
      "unlink-account",
      "list-sessions",
      "revoke-session",
      "revoke-sessions",
      "admin/list-users",
      "admin/create-user",
      "verify-email",
      "send-verification-email",
      "error",
      "ok",
      "callback/other",
      "oauth2/register",
      "get-access-token",
      "account-info",
      "two-factor/get-totp-uri",
      "two-factor/send-otp",
    ];
    for (const path of closed) {
      assertProblem(
        await office.post(
          `/api/auth/${path}`,
          { email: "x@y.z", password: "long enough a password", name: "x" },
          { headers: stranger() },
        ),
        path,
        [404],
      );
      assertProblem(await office.ask(`/api/auth/${path}`, { headers: stranger() }), path, [404]);
    }
  });

  test("an e-mail or password of any text is only wrong, in the same words as for one that nobody has", async () => {
    const told = new Set<string>();
    // Few enough that the office does not take it for an attack and slows its answers.
    const texts = nastyTexts.filter(
      (each) => each.length <= 128 && each.length >= 1 && each.isWellFormed() && !/[\u0000-\u001f\u007f]/.test(each),
    );
    for (const text of texts.filter((_, index) => index % 4 === 0)) {
      const answer = await office.post(
        "/api/auth/sign-in/email",
        { email: "planner@demo.invalid", password: text },
        { cookie: null, headers: stranger() },
      );
      assertProblem(answer, text, [401, 422, 429]);
      if (answer.status === 401) told.add(answer.body);
    }
    const nobody = await office.post(
      "/api/auth/sign-in/email",
      { email: "nobody@demo.invalid", password: "wrong-password" },
      { cookie: null, headers: stranger() },
    );
    assertProblem(nobody, "nobody", [401]);
    assert.deepEqual([...told], [nobody.body]);
  });
});

test("lists of the login page say only what the page shows", async () => {
  assertSane(await office.ask("/api/sign-in-providers?x=%00", { cookie: null }), "providers");
  const demo = await office.ask("/api/demo-accounts", { cookie: null });
  assert.equal(demo.status, 200);
  assert.doesNotMatch(demo.body, /citizen|phone|account_id|token|hash/);
});

test("after all this the office stands: no fault was logged, nothing but guesses was written, and who knows the password comes in", async () => {
  assert.deepEqual(office.faults, []);
  assert.deepEqual(await office.counts(), counted);
  const cookie = await office.signIn("clerk");
  assert.equal((await office.post("/api/accounts.me", {}, { cookie })).status, 200);
});
