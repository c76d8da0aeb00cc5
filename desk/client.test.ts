import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import { call as typedCall, uuid } from "./client.ts";
import { noteAnswer } from "./connection.ts";
import { fieldPath, Problem, toProblem } from "./problem.ts";
import { roomOf, topicsOf } from "./queries.ts";
import { actingAs, answerSignIn, session } from "./session.ts";

// What is tested is the wire, not a room: names and inputs are free here.
const call = typedCall as unknown as (name: string, input: unknown, options?: { key?: string }) => Promise<unknown>;

// A server that speaks the contract over a real socket; it answers as each test sets it up.
type Answer = { status: number; body: string };
let server: Server;
let answer: (request: IncomingMessage, body: string) => Answer;
const seen: { url: string; headers: IncomingMessage["headers"]; body: string }[] = [];
const plainFetch = globalThis.fetch;

before(async () => {
  server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    seen.push({ url: request.url ?? "", headers: request.headers, body });
    const { status, body: text } = answer(request, body);
    response.writeHead(status, { "Content-Type": "application/json" }).end(text);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  // A browser resolves "/api/…" against the page; Node needs the whole address.
  globalThis.fetch = (input, init) => plainFetch(new URL(String(input), `http://127.0.0.1:${port}`), init);
});
after(() => {
  globalThis.fetch = plainFetch;
  noteAnswer(); // stops the knocking that the silent server began
  server.closeAllConnections();
  server.close();
});

test("an act carries its key and the chosen position, and gives the row itself", async () => {
  answer = () => ({ status: 200, body: '{"id":"o1"}' });
  actingAs.set("occ-7");
  assert.deepEqual(await call("orders.issue", { subject: "น้ำท่วม" }, { key: "k1" }), { id: "o1" });
  const last = seen.at(-1);
  assert.equal(last?.url, "/api/orders.issue");
  assert.equal(last?.headers["idempotency-key"], "k1");
  assert.equal(last?.headers["x-acting-as"], "occ-7");
  assert.deepEqual(JSON.parse(last?.body ?? ""), { subject: "น้ำท่วม" });
  actingAs.set(null);
});

test("a refusal names its fields in both languages", async () => {
  const body = {
    title: "Input refused",
    title_th: "ข้อมูลไม่ถูกต้อง",
    code: "input",
    errors: [{ field: "/addressees/0/due", message: { th: "ต้องเป็นวันทำการ", en: "must be a working day" } }],
  };
  answer = () => ({ status: 422, body: JSON.stringify(body) });
  const problem = await call("orders.issue", {})
    .then(() => null)
    .catch((reason: unknown) => reason);
  assert.ok(problem instanceof Problem);
  assert.equal(problem.status, 422);
  assert.equal(problem.say("th"), "ข้อมูลไม่ถูกต้อง");
  assert.equal(problem.errors[0]?.message.en, "must be a working day");
  assert.equal(fieldPath(problem.errors[0]?.field ?? ""), "addressees.0.due");
});

test("a session that ends in the middle is asked for once, and the same request goes out again", async () => {
  let isIn = false;
  answer = () => (isIn ? { status: 200, body: '{"done":true}' } : { status: 401, body: '{"code":"signedOut"}' });
  session.set("open");
  const stop = session.follow(() => {
    if (session.get() !== "ended") return;
    isIn = true;
    setTimeout(() => answerSignIn(true));
  });
  assert.deepEqual(await call("orders.close", { id: 1 }, { key: "same" }), { done: true });
  stop();
  assert.deepEqual(
    seen.slice(-2).map(({ headers }) => headers["idempotency-key"]),
    ["same", "same"],
  );
});

test("nobody signed in: no dialog, a plain 401", async () => {
  answer = () => ({ status: 401, body: "" });
  session.set("unknown");
  await assert.rejects(call("people.me", {}), { status: 401 });
});

test("an answer that is not JSON, and no answer at all, are problems with a sentence", async () => {
  answer = () => ({ status: 200, body: "<html>" });
  await assert.rejects(call("a.b", {}), { code: "unreadable" });
  const there = globalThis.fetch;
  globalThis.fetch = () => plainFetch("http://127.0.0.1:1/");
  await assert.rejects(call("a.b", {}), { code: "network", status: 0 });
  globalThis.fetch = there;
  assert.match(toProblem(500, "oops").say("th"), /http500/);
});

test("ids are uuids also where the browser withholds randomUUID", () => {
  const own = crypto.randomUUID;
  Object.defineProperty(crypto, "randomUUID", { value: undefined, configurable: true });
  assert.match(uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  Object.defineProperty(crypto, "randomUUID", { value: own, configurable: true });
});

test("live messages name topics; damaged ones name none", () => {
  assert.deepEqual(topicsOf('{"topic":"orders"}'), ["orders"]);
  assert.deepEqual(topicsOf('{"topics":["orders",3,"notices"]}'), ["orders", "notices"]);
  assert.deepEqual(topicsOf("not json"), []);
  assert.equal(roomOf("orders.issue"), "orders");
});
