/** The wire: every act and view at POST /api/<room>.<name>, downloads by GET, problems as RFC 9457. */
import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { type Actor, actorFor, machinery } from "./actor.ts";
import { transaction } from "./database.ts";
import { fromDatabase } from "./database-faults.ts";
import { openApi } from "./openapi.ts";
import { findAct, findDownload, findView, look, mayPerform, perform } from "./perform.ts";
import { Problem, type ProblemCode } from "./problem.ts";
import type { House } from "./room.ts";

/** Who is behind a request: the login's id, or null. Given by accounts. */
export type Authenticate = (headers: Headers) => Promise<string | null>;
/** A part of the program that has routes of its own (accounts, files, live, the desk). */
export type Wing = (server: FastifyInstance, actorOf: ActorOf) => void | Promise<void>;
export type ActorOf = (request: FastifyRequest) => Promise<Actor>;

const limits = { body: 1_000_000, depth: 40 };
const actorHeader = "x-acting-as";

export async function openHttp(
  house: House,
  authenticate: Authenticate,
  wings: readonly Wing[],
): Promise<FastifyInstance> {
  const server = Fastify({
    bodyLimit: limits.body,
    trustProxy: "loopback",
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    // What is refused before any route or hook is reached is told in the same form.
    frameworkErrors: (error, request, reply) => answerProblem(house, asProblem(error), request, reply, error),
    clientErrorHandler: (error, socket) => refuseBroken(error, socket),
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => {
    try {
      done(null, readJson(body as string));
    } catch (error) {
      done(error as Error);
    }
  });
  server.setErrorHandler((error, request, reply) => answerProblem(house, asProblem(error), request, reply, error));
  server.setNotFoundHandler((request, reply) =>
    answerProblem(house, new Problem("not-found", { th: "ไม่มีหน้านี้", en: "No such address" }), request, reply),
  );
  server.addHook("onSend", async (_request, reply) => {
    reply
      .header("x-content-type-options", "nosniff")
      .header("referrer-policy", "same-origin")
      .header("x-frame-options", "DENY");
    if (!reply.hasHeader("cache-control")) reply.header("cache-control", "no-store");
  });
  server.addHook("onRequest", async (request) => refuseForeignOrigin(request));

  const actorOf: ActorOf = async (request) => {
    const account = await authenticate(headersOf(request));
    if (account === null) throw new Problem("unauthenticated");
    const chosen = request.headers[actorHeader];
    const occupancy = chosen === undefined ? null : Number(chosen);
    if (occupancy !== null && !(/^\d{1,10}$/.test(String(chosen)) && occupancy > 0 && occupancy < 2 ** 31)) {
      throw new Problem("unreadable", { th: "X-Acting-As ไม่ถูกต้อง", en: "X-Acting-As must be an occupancy id" });
    }
    return transaction(house.database, machinery, (db) => actorFor(db, account, occupancy), "read");
  };

  server.get("/api/openapi.json", () => openApi(house.rooms));
  server.post<{ Body: unknown }>("/api/may", async (request) => {
    const actor = await actorOf(request);
    const answers = [];
    for (const [name, input] of questions(request.body)) {
      const found = findAct(house.rooms, name);
      const said = found ? await mayPerform(house, found, actor, input) : new Problem("not-found");
      answers.push(said === true ? { may: true } : { may: false, problem: said.body() });
    }
    return answers;
  });
  server.post<{ Params: { name: string } }>("/api/:name", async (request) => {
    const { name } = request.params;
    const act = findAct(house.rooms, name);
    const view = act ? undefined : findView(house.rooms, name);
    if (!act && !view)
      throw new Problem("not-found", { th: `ไม่มีรายการ ${name}`, en: `There is no act or view called ${name}` });
    const actor = await actorOf(request);
    if (view) return (await look(house, view, actor, request.body)) ?? null;
    return (await perform(house, act!, actor, request.body, keyOf(request))) ?? null;
  });
  server.get<{ Params: { name: string }; Querystring: { input?: unknown; as?: unknown } }>(
    "/api/:name",
    async (request, reply) => {
      const found = findDownload(house.rooms, request.params.name);
      if (!found) throw new Problem("not-found");
      const { as, input } = request.query;
      // Said twice in one address, it is a list.
      if (Array.isArray(as) || Array.isArray(input))
        throw new Problem("unreadable", { th: "ที่อยู่ระบุค่าซ้ำกัน", en: "The address says one thing twice" });
      // A link cannot carry headers, so the position is chosen in the address.
      if (typeof as === "string" && as) request.headers[actorHeader] = as;
      const actor = await actorOf(request);
      const sheet = await look<{ name: string; type: string; body: Buffer }>(
        house,
        found,
        actor,
        typeof input === "string" && input ? readJson(input) : {},
      );
      reply.header("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(sheet.name)}`);
      return reply.type(sheet.type).send(sheet.body);
    },
  );
  for (const wing of wings) await wing(server, actorOf);
  return server;
}

/** What POST /api/may asks: `{ask: [["room.verb", input], …]}`, 50 at most. */
function questions(body: unknown): [name: string, input: unknown][] {
  const asked = (body as { ask?: unknown } | null | undefined)?.ask;
  const isQuestion = (each: unknown): each is [string, unknown] =>
    Array.isArray(each) && each.length <= 2 && typeof each[0] === "string";
  if (!Array.isArray(asked) || asked.length > 50 || !asked.every(isQuestion)) {
    const message = {
      th: 'ต้องเป็น {"ask": [["ชื่อรายการ", ข้อมูล], …]} ไม่เกิน ๕๐ รายการ',
      en: 'Must be {"ask": [["name", input], …]}, 50 at most',
    };
    throw new Problem("input", message, [{ field: "ask", message }]);
  }
  return asked;
}

export function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    // The chosen position may come from the address, and then it can be anything.
    if (typeof value === "string" && name !== actorHeader) headers.set(name, value);
  }
  return headers;
}

function keyOf(request: FastifyRequest): string | undefined {
  const key = request.headers["idempotency-key"];
  if (key === undefined) return undefined;
  if (typeof key !== "string" || !/^[\x21-\x7e]{8,200}$/.test(key)) {
    throw new Problem("unreadable", {
      th: "Idempotency-Key ไม่ถูกต้อง",
      en: "Idempotency-Key must be 8 to 200 visible characters",
    });
  }
  return key;
}

/** Reads JSON, refusing what is nested so deep that later steps would run out of stack. */
export function readJson(text: string): unknown {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (quoted) {
      if (c === 92) i++;
      else if (c === 34) quoted = false;
    } else if (c === 34) quoted = true;
    else if (c === 91 || c === 123) {
      if (++depth > limits.depth)
        throw new Problem("unreadable", { th: "JSON ซ้อนกันลึกเกินไป", en: "JSON is nested too deep" });
    } else if (c === 93 || c === 125) depth--;
  }
  try {
    return JSON.parse(text, (key, value) => (key === "__proto__" ? undefined : value));
  } catch {
    throw new Problem("unreadable", { th: "ไม่ใช่ JSON ที่ถูกต้อง", en: "Not valid JSON" });
  }
}

/** A page of another site must not act with the official's cookie. */
function refuseForeignOrigin(request: FastifyRequest): void {
  if (request.method === "GET" || request.method === "HEAD" || request.method === "OPTIONS") return;
  const { origin, host } = request.headers;
  if (!origin || origin === "null") {
    if (origin === "null")
      throw new Problem("not-permitted", { th: "คำขอมาจากเว็บไซต์อื่น", en: "The request comes from another site" });
    return; // not a browser
  }
  const forwarded = request.headers["x-forwarded-host"];
  const from = URL.canParse(origin) ? new URL(origin).host : "";
  if (from !== host && from !== forwarded) {
    throw new Problem("not-permitted", { th: "คำขอมาจากเว็บไซต์อื่น", en: "The request comes from another site" });
  }
}

const fromFastify: Record<string, ProblemCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "too-large",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "wrong-type",
  FST_ERR_CTP_EMPTY_JSON_BODY: "unreadable",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "unreadable",
  FST_ERR_BAD_URL: "unreadable",
  FST_REQ_FILE_TOO_LARGE: "too-large",
  FST_FILES_LIMIT: "too-large",
};

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { code = "", statusCode = 500 } = error as { code?: string; statusCode?: number };
  const kind = fromFastify[code] ?? (statusCode >= 400 && statusCode < 500 ? "unreadable" : undefined);
  if (kind) return new Problem(kind);
  return new Problem("internal");
}

function answerProblem(
  house: House,
  problem: Problem,
  request: FastifyRequest,
  reply: FastifyReply,
  cause?: unknown,
): FastifyReply {
  if (problem.code === "internal") {
    const { message, stack, code } = (cause ?? {}) as { message?: string; stack?: string; code?: string };
    house.log.error(
      { route: request.routeOptions.url, method: request.method, code, message, stack },
      "request failed",
    );
  }
  return reply.status(problem.status).type("application/problem+json").send(JSON.stringify(problem.body()));
}

/** HTTP that the parser could not read: there is no request, only a socket. */
function refuseBroken(error: Error & { code?: string }, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const problem = new Problem(error.code === "HPE_HEADER_OVERFLOW" ? "too-large" : "unreadable");
  const body = JSON.stringify(problem.body());
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    "content-type: application/problem+json",
    `content-length: ${Buffer.byteLength(body)}`,
    "x-content-type-options: nosniff",
    "connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}

/** For wings: database refusals in the same words as acts give. */
export const toldByDatabase = (house: House) => fromDatabase(house.database);
