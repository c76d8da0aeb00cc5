/** GET /healthz: is the program alive, does its database answer, is its structure current, is there room on the disk. */
import { statfs } from "node:fs/promises";
import type { Wing } from "./http.ts";
import type { House } from "./room.ts";

/** Below this much free space the answer is 503: PostgreSQL stops taking writes when the disk is full. */
const leastFree = 200_000_000;

export const healthWing =
  (house: House, home: string, migrations: readonly string[]): Wing =>
  (server) => {
    server.get("/healthz", async (_request, reply) => {
      const started = performance.now();
      const database = await house.database.pool
        .query<{ name: string }>("SELECT name FROM migration")
        .then(({ rows }) => ({
          ok: true,
          ms: Math.round(performance.now() - started),
          applied: new Set(rows.map((row) => row.name)),
        }))
        .catch(() => ({ ok: false, ms: null, applied: new Set<string>() }));
      const pending = migrations.filter((name) => !database.applied.has(name)).length;
      const free = await statfs(home)
        .then(({ bavail, bsize }) => bavail * bsize)
        .catch(() => 0);
      const ok = database.ok && pending === 0 && free >= leastFree;
      return reply.status(ok ? 200 : 503).send({
        ok,
        database: { ok: database.ok, ms: database.ms },
        migrations: { pending },
        disk: { free, ok: free >= leastFree },
      });
    });
  };
