import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
// @ts-expect-error -- the package ships no types
import Provider from "oidc-provider";
import { type Browser, type Door, openDoor } from "./accounts.fixture.ts";
import { oidcFrom } from "./auth.ts";

/** What the provider says of its people, by the name typed into its login form. */
const people: Record<string, { email?: string; email_verified?: boolean | string }> = {
  governor: { email: "Governor@test.invalid", email_verified: true },
  unverified: { email: "clerk@test.invalid", email_verified: false },
  wordy: { email: "clerk@test.invalid", email_verified: "false" },
  stranger: { email: "stranger@elsewhere.invalid", email_verified: true },
  nameless: {},
};

describe("signing in through an OpenID Connect provider", () => {
  let door: Door;
  let server: Server;
  let issuer: string;
  const seen: URLSearchParams[] = [];

  before(async () => {
    server = createServer();
    await new Promise<void>((done) => server.listen(0, "localhost", done));
    issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
    door = await openDoor({
      oidc: { issuer, clientId: "changwat", clientSecret: "a secret of client and provider", label: "ThaiD ทดสอบ" },
    });
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: "changwat",
          client_secret: "a secret of client and provider",
          token_endpoint_auth_method: "client_secret_post",
          redirect_uris: [`${door.url}/api/auth/callback/oidc`],
        },
      ],
      pkce: { required: () => true },
      claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
      cookies: { keys: ["a key of the test"] },
      findAccount: (_context: unknown, id: string) => ({
        accountId: id,
        claims: () => ({ sub: id, name: id, ...people[id] }),
      }),
    });
    const serve = provider.callback();
    server.on("request", (request, response) => {
      const url = new URL(request.url ?? "/", issuer);
      if (url.pathname === "/auth") seen.push(url.searchParams);
      serve(request, response);
    });
  });
  after(async () => {
    server.close();
    server.closeAllConnections();
    await door.close();
  });

  /** Walks through the provider's login and consent as a browser does; the address to which it sends the person back. */
  async function throughProvider(start: string, as: string): Promise<string> {
    const cookies = new Map<string, string>();
    let at = start;
    let form: URLSearchParams | undefined;
    for (let step = 0; step < 12; step++) {
      const answer: Response = await fetch(at, {
        redirect: "manual",
        headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
        ...(form ? { method: "POST", body: form } : {}),
      });
      form = undefined;
      for (const line of answer.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        cookies.set(name, value);
      }
      const to = answer.headers.get("location");
      if (to) {
        at = new URL(to, at).href;
        if (at.startsWith(door.url)) return at;
        continue;
      }
      const page = await answer.text();
      const action = /action="([^"]+)"/.exec(page)?.[1];
      assert.ok(action, `${answer.status} at ${at}: ${page.slice(0, 300)}`);
      form = new URLSearchParams(
        page.includes('value="login"') ? { prompt: "login", login: as, password: "any" } : { prompt: "consent" },
      );
      at = new URL(action, at).href;
    }
    throw new Error("the provider did not send the person back");
  }
  async function signInAs(who: string, browser: Browser = door.browser(), next = "/orders?late=1") {
    const started = await browser.post("/api/auth/sign-in/social", { provider: "oidc", callbackURL: next });
    assert.equal(started.status, 200, JSON.stringify(started.body));
    const back = new URL(await throughProvider(started.body.url, who));
    return { browser, back, answer: await browser.get(back.pathname + back.search) };
  }

  test("the login page is told of it", async () => {
    assert.deepEqual((await door.browser().get("/api/sign-in-providers")).body, [
      { id: "oidc", name: { th: "ThaiD ทดสอบ", en: "ThaiD ทดสอบ" } },
    ]);
  });

  test("the same, verified e-mail: in, where one wanted to go; by code with PKCE, state and nonce", async () => {
    const { browser, answer } = await signInAs("governor");
    assert.equal(answer.status, 302);
    assert.equal(answer.headers.get("location"), "/orders?late=1");
    assert.equal((await browser.post("/api/accounts.me")).body.person.email, "governor@test.invalid");
    const asked = seen.at(-1)!;
    assert.equal(asked.get("response_type"), "code");
    assert.equal(asked.get("code_challenge_method"), "S256");
    assert.ok(asked.get("code_challenge") && asked.get("state") && asked.get("nonce"));
    assert.ok(browser.cookies.has("changwat.device"), "the device is known from now on");
    // The provider's tokens are not kept, and nobody new was made.
    const { rows } = await door.house.owner.query("SELECT * FROM account_credential WHERE provider = 'oidc'");
    assert.equal(rows.length, 1);
    assert.equal(rows[0].subject, `governor@${issuer}`, "a subject is somebody only together with who says so");
    assert.deepEqual([rows[0].access_token, rows[0].refresh_token, rows[0].id_token], [null, null, null]);
    assert.equal((await browser.post("/api/accounts.me")).body.login.hasProvider, true);
    // The second time the provider's subject is enough.
    assert.equal((await signInAs("governor")).answer.headers.get("location"), "/orders?late=1");
    assert.equal((await door.house.owner.query("SELECT FROM account_credential WHERE provider = 'oidc'")).rowCount, 1);
  });

  test("an e-mail that has no login here, or is not verified there, or none at all: refused, nobody is made", async () => {
    const before = (await door.house.owner.query("SELECT FROM account_login")).rowCount;
    for (const who of ["stranger", "unverified", "wordy", "nameless"]) {
      const { browser, answer } = await signInAs(who);
      assert.equal(answer.headers.get("location"), "/login?error=unknown_person", who);
      assert.equal((await browser.post("/api/accounts.me")).status, 401);
    }
    assert.equal((await door.house.owner.query("SELECT FROM account_login")).rowCount, before);
    assert.equal((await door.house.owner.query("SELECT FROM account_credential WHERE provider = 'oidc'")).rowCount, 1);
  });

  test("a suspended login is refused on this way too", async () => {
    await door.house.owner.query("INSERT INTO account_suspension (login_id, reason) VALUES ($1, 'test')", [
      door.login.governor,
    ]);
    const { browser, answer } = await signInAs("governor");
    assert.equal(answer.headers.get("location"), "/login?error=suspended");
    assert.equal((await browser.post("/api/accounts.me")).status, 401);
    await door.house.owner.query("DELETE FROM account_suspension");
  });

  test("somebody else's answer from the provider, a used one, or a made-up one opens nothing", async () => {
    const { back, browser, answer } = await signInAs("governor");
    assert.equal(answer.headers.get("location"), "/orders?late=1");
    const again = await browser.get(back.pathname + back.search);
    assert.match(again.headers.get("location") ?? "", /^\/login\?error=(expired|failed)$/);
    const thief = door.browser();
    const started = await door.browser().post("/api/auth/sign-in/social", {});
    const stolen = new URL(await throughProvider(started.body.url, "governor"));
    assert.match(
      (await thief.get(stolen.pathname + stolen.search)).headers.get("location") ?? "",
      /^\/login\?error=(expired|failed)$/,
    );
    assert.equal((await thief.post("/api/accounts.me")).status, 401);
    assert.equal(
      (await thief.get("/api/auth/callback/oidc?code=x&state=y")).headers.get("location"),
      "/login?error=expired",
    );
  });

  test("it leads back into the office only", async () => {
    for (const next of ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]) {
      assert.equal((await signInAs("governor", door.browser(), next)).answer.headers.get("location"), "/");
    }
  });

  test("a provider that is away holds nobody up, and is found again when it is back", async () => {
    let isAway = true;
    const flaky = createServer((request, response) => {
      if (isAway) return void response.writeHead(503).end();
      response.setHeader("content-type", "application/json");
      void fetch(issuer + request.url).then(async (answer) => response.end(await answer.text()));
    });
    await new Promise<void>((done) => flaky.listen(0, "localhost", done));
    const port = (flaky.address() as AddressInfo).port;
    const other = await openDoor({ oidc: { issuer: `http://localhost:${port}`, clientId: "changwat", label: "x" } });
    const browser = other.browser();
    const refused = await browser.post("/api/auth/sign-in/social", {});
    assert.equal(refused.status, 503);
    assert.match(refused.body.detail_th, /ระบบยืนยันตัวตนภายนอก/);
    isAway = false;
    assert.equal((await browser.post("/api/auth/sign-in/social", {})).status, 200);
    flaky.close();
    flaky.closeAllConnections();
    await other.close();
  });

  test("its settings come from the environment", () => {
    assert.equal(oidcFrom({}), undefined);
    assert.deepEqual(oidcFrom({ OIDC_ISSUER: "https://id.example", OIDC_CLIENT_ID: "c" }), {
      issuer: "https://id.example",
      clientId: "c",
      clientSecret: undefined,
      label: "id.example",
    });
    assert.throws(() => oidcFrom({ OIDC_ISSUER: "https://id.example" }), /OIDC_CLIENT_ID/);
  });
});
