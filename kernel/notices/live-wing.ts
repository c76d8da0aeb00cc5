/** GET /api/live: server-sent events `data: {"topic": …}`. */
import type { ServerResponse } from "node:http";
import type { FastifyRequest } from "fastify";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { transaction } from "../database.ts";
import type { ActorOf, Wing } from "../http.ts";
import { Problem } from "../problem.ts";
import type { House } from "../room.ts";
import type { Live, Onlooker, Sight } from "./live.ts";

const most = { all: 3000, person: 30 };
/** A screen that reads nothing keeps at most so many topics waiting; then it is told to look at everything. */
const mostPending = 200;

export interface LiveOptions {
  /** Milliseconds between signs of life; 20 s unless told. */
  heartbeatMs?: number;
  /** Milliseconds after which the session and the position are asked for again; 40 s unless told, so a revoked one ends within a minute. */
  recheckMs?: number;
}

/**
 * The wing of live screens. Topics: `notices` (something for your position), `inbox` (an assignment to or by your position
 * changed), `matter:<id>` and `kind:<kind>` (a matter you see changed), `<room>` (something that belongs to no matter, e.g.
 * `authority`), `*` (you may have missed something: look at everything). Begins with `ready`; `closed` says that the session
 * is over, so do not come back. `?as=<occupancy>` chooses the position.
 */
export const liveWing =
  (house: House, live: Live, { heartbeatMs = 20_000, recheckMs = 40_000 }: LiveOptions = {}): Wing =>
  (server, actorOf) => {
    const open = new Set<Screen>();
    // An open stream would hold up the server's end.
    server.addHook("preClose", async () => {
      for (const screen of open) screen.end();
    });
    server.get<{ Querystring: { as?: string } }>("/api/live", async (request, reply) => {
      if (request.query.as) request.headers["x-acting-as"] = request.query.as;
      const actor = await actorOf(request);
      const sight = await sightOf(house, actor);
      const mine = live.onlookers().filter((each) => each.person === actor.person.id);
      if (live.onlookers().length >= most.all || mine.length >= most.person) {
        throw new Problem("too-many", { th: "เปิดหน้าจอพร้อมกันมากเกินไป", en: "Too many open screens" });
      }
      if (request.raw.socket.destroyed) return reply; // he has gone while we asked who he is
      reply.hijack();
      const screen = openScreen(reply.raw, actor.person.id, sight);
      open.add(screen);
      live.join(screen);
      const heartbeat = setInterval(() => screen.beat(), heartbeatMs);
      // One after another and not in step with other screens: many must not all ask at once.
      let recheck: NodeJS.Timeout;
      const later = () => {
        recheck = setTimeout(
          () => void check(house, actorOf, request, screen).then(() => open.has(screen) && later()),
          recheckMs * (0.75 + Math.random() / 4),
        );
      };
      later();
      request.raw.socket.setNoDelay(true);
      reply.raw.on("close", () => {
        clearInterval(heartbeat);
        clearTimeout(recheck);
        live.leave(screen);
        open.delete(screen);
      });
    });
  };

interface Screen extends Onlooker {
  beat(): void;
  end(): void;
}

function openScreen(response: ServerResponse, person: number, sight: Sight): Screen {
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
    "x-content-type-options": "nosniff",
    connection: "keep-alive",
  });
  response.on("error", () => response.destroy());
  const pending = new Set<string>();
  let full = false;
  const write = (topics: Iterable<string>) => {
    let text = "";
    for (const topic of topics) text += `data: ${JSON.stringify({ topic })}\n\n`;
    if (text !== "" && !response.writableEnded) full = !response.write(text);
  };
  response.on("drain", () => {
    full = false;
    const topics = [...pending];
    pending.clear();
    write(topics);
  });
  response.write("retry: 3000\n\n");
  write(["ready"]);
  return {
    person,
    sight,
    tell(topics) {
      if (!full) return write(topics);
      // The other end reads slowly: what gathers is a set, not a queue, and it has a bound.
      if (pending.has("*")) return;
      for (const topic of topics) pending.add(topic);
      if (pending.size > mostPending) {
        pending.clear();
        pending.add("*");
      }
    },
    beat() {
      if (!full && !response.writableEnded) full = !response.write(": \n\n");
    },
    end() {
      if (!response.writableEnded) response.end();
    },
  };
}

/** The session may have been revoked, the position left, its sight changed. */
async function check(house: House, actorOf: ActorOf, request: FastifyRequest, screen: Screen): Promise<void> {
  try {
    screen.sight = await sightOf(house, await actorOf(request));
  } catch (error) {
    if (!(error instanceof Problem) || error.code === "unavailable") return; // the database is away: asked again soon
    screen.tell(new Set(["closed"]));
    screen.end();
  }
}

/** Asked of the database under the actor's own transaction, so that there is one place that works it out. */
async function sightOf(house: House, actor: Actor): Promise<Sight> {
  const { rows } = await transaction(
    house.database,
    actor,
    (db) =>
      sql<Sight>`SELECT sees_province() AS province, seen_units() AS units, own_positions() AS positions`.execute(db),
    "read",
  );
  return rows[0]!;
}
