/** Where to and how: other methods, addresses that climb, broken HTTP, streams that are left. */
import assert from "node:assert/strict";
import { connect } from "node:net";
import { after, before, describe, test } from "node:test";
import type { Room } from "../../kernel/room.ts";
import { rooms as assembled } from "../../office/rooms.ts";
import { assertProblem, assertSane, type FuzzOffice, openFuzzOffice } from "./office.fixture.ts";

const rooms: readonly Room[] = assembled;
const posts = [
  "/api/may",
  ...rooms.flatMap((room) =>
    [...Object.keys(room.acts), ...Object.keys(room.views)].map((verb) => `/api/${room.name}.${verb}`),
  ),
];

let office: FuzzOffice;
let counted: Record<string, number>;
before(async () => {
  office = await openFuzzOffice();
  counted = await office.counts();
});
after(() => office?.close());

const nothingWritten = async () => assert.deepEqual(await office.counts(), counted);

describe("addresses and methods", () => {
  test("other methods are refused everywhere", async () => {
    for (const path of [
      "/api/orders.issue",
      "/api/orders.board",
      "/api/may",
      "/api/files",
      "/files/1",
      "/api/openapi.json",
      "/healthz",
      "/",
      "/assets/a.js",
      "/api/auth/sign-in/email",
      "/api/live",
      "/nonsense",
    ]) {
      for (const method of ["PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "TRACE"]) {
        assertProblem(await office.ask(path, { method }), `${method} ${path}`, [400, 404, 405]);
      }
    }
    for (const path of posts.filter((_, index) => index % 7 === 0))
      assertProblem(await office.ask(path), `GET ${path}`, [401, 404]);
    await nothingWritten();
  });

  test("no address leads out of the desk's folder or to anything but what is meant", async () => {
    const paths = [
      "/../../../../etc/passwd",
      "/..%2f..%2f..%2fetc/passwd",
      "/%2e%2e/%2e%2e/etc/passwd",
      "/assets/../../secret",
      "/assets/..%2f..%2fsecret",
      "/assets/....//....//secret",
      "/assets/%2e%2e%5c%2e%2e%5csecret",
      "/assets/%00",
      "/%00",
      "/%",
      "/%zz",
      "/%c0%ae%c0%ae/",
      "/%ff",
      "//evil.example/",
      "/\\evil.example",
      "/assets/",
      "/assets",
      "/fonts/",
      "/.env",
      "/secret",
      "/var/secret",
      "/assets/a.js/..",
      "/assets/a.js%00.html",
      `/${"a".repeat(6000)}`,
      `/${"%20".repeat(2000)}`,
      "/api",
      "/api/",
      "/api//orders.issue",
      "/api/../api/openapi.json",
      "/api/%2e%2e/healthz",
      "/files",
      "/files/",
      "/files/0",
      "/files/-1",
      "/files/1.5",
      "/files/x",
      "/files/999999999999999999999",
      "/files/9007199254740991",
      "/files/..%2f..%2fsecret",
      "/files/%00",
      "/api/auth",
      "/api/auth/",
      "/api/auth/../may",
      "/api/auth/sign-up/email",
      "/api/auth/%00",
      "/api/live/x",
      "/*",
      "/?x=%00",
      "/#",
      "/healthz/..",
      "/api/openapi.json%00",
    ];
    for (const path of paths) {
      const answer = await office.ask(path);
      assert.ok(
        answer.status === 200 || answer.status === 301 || (answer.status >= 400 && answer.status < 500),
        `${path.slice(0, 80)}: ${answer.status} ${answer.body.slice(0, 100)}`,
      );
      if (answer.status >= 400) assertProblem(answer, path.slice(0, 80));
      assert.doesNotMatch(answer.body, /root:.*:0:0|BEGIN|postgres:/, path);
      if (answer.status === 200)
        assert.ok(
          answer.body.startsWith("<!doctype html><title>desk</title>") ||
            answer.body === "export {};" ||
            path.includes("openapi") ||
            path.includes("healthz"),
          `${path}: ${answer.body.slice(0, 100)}`,
        );
      if (answer.status === 301)
        assert.ok(
          !String(answer.headers["location"]).startsWith("//"),
          `${path} redirects to ${answer.headers["location"]}`,
        );
    }
    const secret = await import("node:fs/promises").then(({ readFile }) => readFile(`${office.home}/secret`, "utf8"));
    for (const path of ["/secret", "/../secret", "/assets/../../var/secret", "/%2e%2e/var/secret"])
      assert.ok(!(await office.ask(path)).body.includes(secret.trim()));
  });

  test("every answer says how it is to be taken", async () => {
    for (const path of [
      "/",
      "/api/openapi.json",
      "/healthz",
      "/assets/a.js",
      "/nonsense.php",
      "/api/nothing.here",
      "/api/auth/get-session",
    ]) {
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
      ["not HTTP", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"],
      ["version 9", `GET / HTTP/9.9\r\n${host}\r\n`],
      ["unknown method", `MAKE /api/orders.issue HTTP/1.1\r\n${host}\r\n`],
      ["NUL in a header", `GET / HTTP/1.1\r\n${host}X-A: a\0b\r\n\r\n`],
      ["a header without a colon", `GET / HTTP/1.1\r\n${host}nonsense\r\n\r\n`],
      ["too long a header", `GET / HTTP/1.1\r\n${host}X-A: ${"a".repeat(100_000)}\r\n\r\n`],
      [
        "too many headers",
        `GET / HTTP/1.1\r\n${host}${Array.from({ length: 3000 }, (_, i) => `X-${i}: 1\r\n`).join("")}\r\n`,
      ],
      ["too long an address", `GET /${"a".repeat(100_000)} HTTP/1.1\r\n${host}\r\n`],
      [
        "a negative length",
        `POST /api/may HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Length: -1\r\n\r\n{}`,
      ],
      [
        "two lengths",
        `POST /api/may HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
      ],
      [
        "length and chunks",
        `POST /api/may HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}`,
      ],
      [
        "broken chunks",
        `POST /api/may HTTP/1.1\r\n${host}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n`,
      ],
      ["a path of control characters", `GET /\x01\x02 HTTP/1.1\r\n${host}\r\n`],
    ];
    const texts = await Promise.all(broken.map(([, bytes]) => raw(bytes)));
    for (const [index, [name]] of broken.entries()) {
      const text = texts[index]!;
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0);
      assert.ok(status >= 400 && status < 500, `${name}: ${text.slice(0, 200)}`);
      const [head = "", body = ""] = [
        text.slice(0, text.indexOf("\r\n\r\n")),
        text.slice(text.indexOf("\r\n\r\n") + 4),
      ];
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
      Array.from(
        { length: 12 },
        (_, i) =>
          new Promise<void>((done) => {
            const socket = connect(office.port, "localhost", () =>
              socket.write(head + body.slice(0, Math.floor((body.length * i) / 12)), () => socket.destroy()),
            );
            socket.on("error", () => {});
            socket.on("close", () => done());
          }),
      ),
    );
    await nothingWritten();
  });

  test("live screens: odd queries and headers are refused or served; who goes away leaves nothing open", async () => {
    const queries = ["as=1&as=2", "as[]=1", "as=%00", "topic=%00", "__proto__=1"];
    const ask = (query: string) =>
      raw(
        `GET /api/live?${query} HTTP/1.1\r\nHost: localhost\r\nCookie: ${office.cookie}\r\nLast-Event-ID: ${"9".repeat(500)}\r\n\r\n`,
      );
    for (const text of await Promise.all(queries.map(ask))) {
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0);
      assert.ok(status === 200 || (status >= 400 && status < 500), text.slice(0, 200));
    }
    const sockets = Array.from({ length: 20 }, () => connect(office.port, "localhost"));
    for (const socket of sockets)
      socket
        .on("error", () => {})
        .write(`GET /api/live HTTP/1.1\r\nHost: localhost\r\nCookie: ${office.cookie}\r\n\r\n`);
    await new Promise((done) => setTimeout(done, 300));
    for (const socket of sockets) socket.destroy();
    await new Promise((done) => setTimeout(done, 100));
    const text = await raw(`GET /api/live HTTP/1.1\r\nHost: localhost\r\nCookie: ${office.cookie}\r\n\r\n`);
    assert.match(text, /^HTTP\/1\.1 200[\s\S]*"ready"/);
  });
});

test("after all this the office stands: no fault was logged and a good request works", async () => {
  assert.deepEqual(office.faults, []);
  const answer = await office.post("/api/orders.issue", {
    title: "หลังพายุ",
    body: "ให้รายงาน",
    groups: ["all_districts"],
  });
  assert.equal(answer.status, 200, answer.body);
  assertSane(await office.ask("/healthz", { cookie: null }), "healthz");
});
