/** The wire itself: wrong types of body, methods, origins, headers, addresses, broken HTTP, sessions that end in the middle. */
import assert from "node:assert/strict";
import { connect } from "node:net";
import { after, before, describe, test } from "node:test";
import type { Room } from "../../kernel/room.ts";
import { rooms as assembled } from "../../office/rooms.ts";
import { assertProblem, assertSane, type FuzzOffice, openFuzzOffice } from "./office.fixture.ts";

const rooms: readonly Room[] = assembled;
const posts = ["/api/may", ...rooms.flatMap((room) => [...Object.keys(room.acts), ...Object.keys(room.views)].map((verb) => `/api/${room.name}.${verb}`))];

let office: FuzzOffice;
let counted: Record<string, number>;
before(async () => {
  office = await openFuzzOffice();
  counted = await office.counts();
});
after(() => office?.close());

const nothingWritten = async () => assert.deepEqual(await office.counts(), counted);

describe("bodies", () => {
  test("every endpoint refuses what is not JSON, whatever it calls itself", async () => {
    const wrong: [type: string | undefined, body: string][] = [
      ["text/plain", "{}"], ["application/xml", "<a/>"], ["application/x-www-form-urlencoded", "a=1"], ["multipart/form-data; boundary=x", "--x--"], ["application/octet-stream", "{}"],
      ["application/json; charset=utf-16", "{"], ["text/html", "{}"], ["", "{}"], ["nonsense", "{}"], [undefined, "{}"],
    ];
    for (const path of posts) {
      const [type, body] = wrong[posts.indexOf(path) % wrong.length]!;
      assertProblem(await office.ask(path, { method: "POST", body, headers: type === undefined ? {} : { "content-type": type } }), `${path} as ${type}`, [400, 415]);
    }
    await nothingWritten();
  });

  test("broken JSON is 400 at every endpoint", async () => {
    const broken = ["{", "}", '{"a":}', "{'a':1}", '{"a":1,}', "\u0000", "NaN", '"', "\ufeff{}", "[1,2", '{"a":"\u0001"}', "undefined", "{}{}", "//", '{"a":1}garbage', "", " "];
    for (const [index, path] of posts.entries()) assertProblem(await office.post(path, broken[index % broken.length]!), `${path} ${broken[index % broken.length]}`, [400]);
    await nothingWritten();
  });

  test("a 60,000-deep JSON is 400 at every endpoint, of arrays as of objects", async () => {
    const deep = ["[".repeat(60_000) + "]".repeat(60_000), '{"a":'.repeat(60_000) + "1" + "}".repeat(60_000), `{"title":${"[".repeat(60_000)}`, '[{"":'.repeat(30_000)];
    for (const [index, path] of posts.entries()) assertProblem(await office.post(path, deep[index % deep.length]!), `${path}, deep`, [400]);
    await nothingWritten();
  });

  test("10 MB of text is 413, declared or not, and the office goes on", async () => {
    const huge = JSON.stringify({ title: "ก".repeat(3_400_000) });
    assert.ok(Buffer.byteLength(huge) > 10_000_000);
    for (const path of ["/api/orders.issue", "/api/matters.comment", "/api/may", "/api/auth/sign-in/email", "/api/search.find"]) assertProblem(await office.post(path, huge), `${path}, 10 MB`, [413]);
    const start = performance.now();
    assertProblem(await office.post("/api/orders.issue", huge, { headers: { "transfer-encoding": "chunked" } }), "10 MB in chunks", [413]);
    assert.ok(performance.now() - start < 5000);
    await nothingWritten();
  });

  test("bytes that are no UTF-8 are refused or replaced, never a fault", async () => {
    for (const bytes of [Buffer.from([0xff, 0xfe, 0x7b, 0x7d]), Buffer.from('{"title":"\xff\xfe","body":"x"}', "latin1"), Buffer.from([0xc0, 0xaf]), Buffer.alloc(1000, 0xf8)]) {
      assertProblem(await office.ask("/api/orders.issue", { method: "POST", body: bytes, headers: { "content-type": "application/json" } }), bytes.toString("hex").slice(0, 40), [400, 422]);
    }
    await nothingWritten();
  });
});

describe("who asks", () => {
  test("without a session every endpoint is 401, before it looks at anything", async () => {
    const closed = [...posts, "/api/files"];
    for (const path of closed) assertProblem(await office.post(path, { nonsense: 1 }, { cookie: null }), path, path === "/api/files" ? [401, 415] : [401]);
    for (const path of ["/api/live", "/files/1", ...rooms.flatMap((room) => Object.keys(room.downloads ?? {}).map((name) => `/api/${room.name}.${name}`))]) {
      assertProblem(await office.ask(path, { cookie: null }), path, [401]);
    }
    const odd = ["changwat.session_token=", "changwat.session_token=x.y", `changwat.session_token=${"a".repeat(4000)}`, "changwat.session_token=%00", "changwat.session_token=%ff", "=;=;;", "changwat.session_token=a; changwat.session_token=b", "__proto__=1"];
    for (const cookie of odd) assertProblem(await office.post("/api/accounts.me", {}, { cookie }), cookie.slice(0, 60), [401]);
  });

  test("a session that ends in the middle of a form: 401, nothing lost, and after signing in again the same form is taken", async () => {
    const cookie = await office.signIn("governor");
    const form = { title: "แบบฟอร์มที่กรอกค้างไว้", body: "ให้รายงาน", groups: ["all_districts"] };
    assert.equal((await office.post("/api/may", { ask: [["orders.issue", form]] }, { cookie })).status, 200);
    await office.owner.query("UPDATE account_session SET expires_at = now() - interval '1 minute' WHERE login_id = (SELECT id FROM account_login WHERE email = 'governor@demo.invalid')");
    assertProblem(await office.post("/api/orders.issue", form, { cookie, headers: { "idempotency-key": "form-in-the-middle" } }), "expired", [401]);
    await nothingWritten();
    const again = await office.signIn("governor");
    const done = await office.post("/api/orders.issue", form, { cookie: again, headers: { "idempotency-key": "form-in-the-middle" } });
    assert.equal(done.status, 200, done.body);
    const repeated = await office.post("/api/orders.issue", form, { cookie: again, headers: { "idempotency-key": "form-in-the-middle" } });
    assert.equal(repeated.body, done.body);
    counted = await office.counts();
  });

  test("X-Acting-As must be an occupancy of one's own, in force today", async () => {
    const mine = (JSON.parse((await office.post("/api/accounts.me", {})).body) as { current: number }).current;
    for (const chosen of ["abc", "-1", "0", "1.5", "NaN", "Infinity", "99999999999999999999", "2147483648", `${mine}, ${mine}`, "null", "[1]", "' OR 1=1", "%00", "0x10", "1e1", "+1", "๑"]) {
      const headers = { "x-acting-as": Buffer.from(chosen).toString("latin1") };
      assertProblem(await office.post("/api/accounts.me", {}, { headers }), `X-Acting-As: ${chosen}`, [400, 403]);
      assertProblem(await office.ask(`/api/live?as=${encodeURIComponent(chosen)}`), `live as ${chosen}`, [400, 403]);
      assertProblem(await office.ask(`/files/1?as=${encodeURIComponent(chosen)}`), `files as ${chosen}`, [400, 403, 404]);
    }
    const { rows } = await office.owner.query<{ id: number }>("SELECT id FROM occupancy WHERE id <> $1 LIMIT 1", [mine]);
    assertProblem(await office.post("/api/accounts.me", {}, { headers: { "x-acting-as": String(rows[0]!.id) } }), "another's occupancy", [403]);
    assert.equal((await office.post("/api/accounts.me", {}, { headers: { "x-acting-as": String(mine) } })).status, 200);
  });

  test("a bad Idempotency-Key is 400, and nothing happens", async () => {
    const input = { title: "กุญแจ", body: "ข", groups: ["all_districts"] };
    for (const key of ["", "short", "x".repeat(201), "with space in it", "tab\there!!", Buffer.from("กุญแจไทยยาวพอ").toString("latin1")]) {
      assertProblem(await office.post("/api/orders.issue", input, { headers: { "idempotency-key": key } }), `key ${JSON.stringify(key)}`, [400]);
    }
    await nothingWritten();
  });

  test("a page of another site cannot act, whatever it says of itself", async () => {
    const input = { title: "ปลอม", body: "ข", groups: ["all_districts"] };
    for (const origin of ["https://evil.example", "null", "http://localhost", `http://localhost:${office.port + 1}`, `http://localhost:${office.port}.evil.example`, "file://", "nonsense", `http://evil@localhost.evil:${office.port}`]) {
      assertProblem(await office.post("/api/orders.issue", input, { headers: { origin } }), origin, [403]);
      assertProblem(await office.post("/api/auth/sign-out", {}, { headers: { origin } }), `sign-out from ${origin}`, [403]);
      assertProblem(await office.ask("/api/files", { method: "POST", body: "x", headers: { origin, "x-file-name": "a.txt", "content-type": "text/plain" } }), `upload from ${origin}`, [403]);
    }
    await nothingWritten();
  });
});

describe("addresses and methods", () => {
  test("other methods are refused everywhere", async () => {
    for (const path of ["/api/orders.issue", "/api/orders.board", "/api/may", "/api/files", "/files/1", "/api/openapi.json", "/healthz", "/", "/assets/a.js", "/api/auth/sign-in/email", "/api/live", "/nonsense"]) {
      for (const method of ["PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "TRACE"]) {
        assertProblem(await office.ask(path, { method }), `${method} ${path}`, [400, 404, 405]);
      }
    }
    for (const path of posts.filter((_, index) => index % 7 === 0)) assertProblem(await office.ask(path), `GET ${path}`, [401, 404]);
    await nothingWritten();
  });

  test("no address leads out of the desk's folder or to anything but what is meant", async () => {
    const paths = [
      "/../../../../etc/passwd", "/..%2f..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/assets/../../secret", "/assets/..%2f..%2fsecret", "/assets/....//....//secret", "/assets/%2e%2e%5c%2e%2e%5csecret",
      "/assets/%00", "/%00", "/%", "/%zz", "/%c0%ae%c0%ae/", "/%ff", "//evil.example/", "/\\evil.example", "/assets/", "/assets", "/fonts/", "/.env", "/secret", "/var/secret", "/assets/a.js/..", "/assets/a.js%00.html",
      `/${"a".repeat(6000)}`, `/${"%20".repeat(2000)}`, "/api", "/api/", "/api//orders.issue", "/api/../api/openapi.json", "/api/%2e%2e/healthz", "/files", "/files/", "/files/0", "/files/-1", "/files/1.5", "/files/x", "/files/999999999999999999999", "/files/9007199254740991", "/files/..%2f..%2fsecret", "/files/%00", "/api/auth", "/api/auth/", "/api/auth/../may", "/api/auth/sign-up/email", "/api/auth/%00", "/api/live/x", "/*", "/?x=%00", "/#", "/healthz/..", "/api/openapi.json%00",
    ];
    for (const path of paths) {
      const answer = await office.ask(path);
      assert.ok(answer.status === 200 || answer.status === 301 || (answer.status >= 400 && answer.status < 500), `${path.slice(0, 80)}: ${answer.status} ${answer.body.slice(0, 100)}`);
      if (answer.status >= 400) assertProblem(answer, path.slice(0, 80));
      assert.doesNotMatch(answer.body, /root:.*:0:0|BEGIN|postgres:/, path);
      if (answer.status === 200) assert.ok(answer.body.startsWith("<!doctype html><title>desk</title>") || answer.body === "export {};" || path.includes("openapi") || path.includes("healthz"), `${path}: ${answer.body.slice(0, 100)}`);
      if (answer.status === 301) assert.ok(!String(answer.headers["location"]).startsWith("//"), `${path} redirects to ${answer.headers["location"]}`);
    }
    const secret = await import("node:fs/promises").then(({ readFile }) => readFile(`${office.home}/secret`, "utf8"));
    for (const path of ["/secret", "/../secret", "/assets/../../var/secret", "/%2e%2e/var/secret"]) assert.ok(!(await office.ask(path)).body.includes(secret.trim()));
  });

  test("every answer says how it is to be taken", async () => {
    for (const path of ["/", "/api/openapi.json", "/healthz", "/assets/a.js", "/nonsense.php", "/api/nothing.here", "/api/auth/get-session"]) {
      const { headers } = await office.ask(path);
      assert.equal(headers["x-content-type-options"], "nosniff", path);
      assert.equal(headers["x-frame-options"], "DENY", path);
      assert.ok(headers["cache-control"], path);
      assert.equal(headers["x-powered-by"], undefined, path);
      assert.equal(headers["server"], undefined, path);
    }
  });
});

/** Sends bytes as they are, and gives what comes back until the other end closes (or two seconds). */
function raw(bytes: string | Buffer): Promise<string> {
  return new Promise((done) => {
    const socket = connect(office.port, "localhost");
    let text = "";
    const timer = setTimeout(() => socket.destroy(), 2000);
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      clearTimeout(timer);
      done(text);
    });
    socket.write(bytes);
  });
}

describe("broken HTTP", () => {
  const host = "Host: localhost\r\nConnection: close\r\n";
  test("is refused with 4xx by the parser or by us, with problem+json in both languages, and the office goes on", async () => {
    const broken: [name: string, bytes: string | Buffer][] = [
      ["not HTTP", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"], ["version 9", `GET / HTTP/9.9\r\n${host}\r\n`], 
      ["unknown method", `MAKE /api/orders.issue HTTP/1.1\r\n${host}\r\n`], ["NUL in a header", `GET / HTTP/1.1\r\n${host}X-A: a\0b\r\n\r\n`], ["a header without a colon", `GET / HTTP/1.1\r\n${host}nonsense\r\n\r\n`],
      ["too long a header", `GET / HTTP/1.1\r\n${host}X-A: ${"a".repeat(100_000)}\r\n\r\n`], ["too many headers", `GET / HTTP/1.1\r\n${host}${Array.from({ length: 3000 }, (_, i) => `X-${i}: 1\r\n`).join("")}\r\n`],
      ["too long an address", `GET /${"a".repeat(100_000)} HTTP/1.1\r\n${host}\r\n`], ["a negative length", `POST /api/may HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Length: -1\r\n\r\n{}`],
      ["two lengths", `POST /api/may HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}`],
      ["length and chunks", `POST /api/may HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}`],
      ["broken chunks", `POST /api/may HTTP/1.1\r\n${host}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n`], ["a path of control characters", `GET /\x01\x02 HTTP/1.1\r\n${host}\r\n`],
    ];
    const texts = await Promise.all(broken.map(([, bytes]) => raw(bytes)));
    for (const [index, [name]] of broken.entries()) {
      const text = texts[index]!;
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0);
      assert.ok(status >= 400 && status < 500, `${name}: ${text.slice(0, 200)}`);
      const [head = "", body = ""] = [text.slice(0, text.indexOf("\r\n\r\n")), text.slice(text.indexOf("\r\n\r\n") + 4)];
      const type = /^content-type: *(.*)$/im.exec(head)?.[1] ?? "";
      const json = body.slice(body.indexOf("{"), body.lastIndexOf("}") + 1);
      assertProblem({ status, type, headers: {}, body: Buffer.from(json, "latin1").toString("utf8") }, name);
    }
    await nothingWritten();
  });

  test("a request that names no host is refused by Node itself", async () => {
    assert.match(await raw("GET / HTTP/1.1\r\n\r\n"), /^HTTP\/1\.1 400 /);
  });

  test("a request cut off in the middle leaves nothing behind", async () => {
    const body = JSON.stringify({ title: "ขาดกลางคัน", body: "ข", groups: ["all_districts"] });
    const head = `POST /api/orders.issue HTTP/1.1\r\n${host}Cookie: ${office.cookie}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
    await Promise.all(
      Array.from({ length: 12 }, (_, i) => new Promise<void>((done) => {
        const socket = connect(office.port, "localhost", () => socket.write(head + body.slice(0, Math.floor((body.length * i) / 12)), () => socket.destroy()));
        socket.on("error", () => {});
        socket.on("close", () => done());
      })),
    );
    await nothingWritten();
  });

  test("live screens: odd queries and headers are refused or served; who goes away leaves nothing open", async () => {
    const queries = ["as=1&as=2", "as[]=1", "as=%00", "topic=%00", "__proto__=1"];
    const ask = (query: string) => raw(`GET /api/live?${query} HTTP/1.1\r\nHost: localhost\r\nCookie: ${office.cookie}\r\nLast-Event-ID: ${"9".repeat(500)}\r\n\r\n`);
    for (const text of await Promise.all(queries.map(ask))) {
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0);
      assert.ok(status === 200 || (status >= 400 && status < 500), text.slice(0, 200));
    }
    const sockets = Array.from({ length: 20 }, () => connect(office.port, "localhost"));
    for (const socket of sockets) socket.on("error", () => {}).write(`GET /api/live HTTP/1.1\r\nHost: localhost\r\nCookie: ${office.cookie}\r\n\r\n`);
    await new Promise((done) => setTimeout(done, 300));
    for (const socket of sockets) socket.destroy();
    await new Promise((done) => setTimeout(done, 100));
    const text = await raw(`GET /api/live HTTP/1.1\r\nHost: localhost\r\nCookie: ${office.cookie}\r\n\r\n`);
    assert.match(text, /^HTTP\/1\.1 200[\s\S]*"ready"/);
  });
});

test("after all this the office stands: no fault was logged and a good request works", async () => {
  assert.deepEqual(office.faults, []);
  const answer = await office.post("/api/orders.issue", { title: "หลังพายุ", body: "ให้รายงาน", groups: ["all_districts"] });
  assert.equal(answer.status, 200, answer.body);
  assertSane(await office.ask("/healthz", { cookie: null }), "healthz");
});
