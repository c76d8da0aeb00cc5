/** Serves the built desk: hashed assets for a year, the page itself never from a cache, and a waiting page while it is being built. */
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { Wing } from "../kernel/http.ts";

const policy =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

const waiting = `<!doctype html><html lang="th"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="2">
<title>กำลังเตรียมหน้าจอ</title><style>body{font-family:system-ui,sans-serif;display:grid;place-items:center;min-height:90vh;color:#233;line-height:1.7;text-align:center}</style>
<p>กำลังเตรียมหน้าจอสำหรับการใช้งานครั้งแรก<br>หน้านี้จะเปิดเองเมื่อพร้อม<br><small lang="en">Preparing the desk; this page will open by itself.</small></p></html>`;

/** The build that has an asset: a page that was opened before an update still asks for screens of the build it came from. */
function holding(folder: string, asset: string): string {
  if (existsSync(join(folder, asset))) return folder;
  const builds = dirname(folder);
  const older = readdirSync(builds).filter((name) => /^[0-9a-f]{16}$/.test(name));
  const found = older.find((name) => existsSync(join(builds, name, asset)));
  return found ? join(builds, found) : folder;
}

/** `built` resolves to the folder that `buildDesk` made. */
export const deskWing =
  (built: Promise<string>): Wing =>
  async (server) => {
    let folder: string | undefined;
    built.then(
      (path) => {
        folder = path;
      },
      () => {}, // told by who started the build
    );
    await server.register(fastifyStatic, { root: import.meta.dirname, serve: false, cacheControl: false });
    server.get("/*", (request, reply) => {
      const path = (request.params as { "*": string })["*"];
      if (path.startsWith("api/") || path.startsWith("files/")) return reply.callNotFound();
      reply.header("content-security-policy", policy);
      if (folder === undefined)
        return reply.status(503).header("retry-after", "2").type("text/html; charset=utf-8").send(waiting);
      if (/^(assets|fonts)\/[\w.-]+$/.test(path)) {
        reply.header("cache-control", "public, max-age=31536000, immutable");
        return reply.sendFile(path, holding(folder, path));
      }
      reply.header("cache-control", "no-cache");
      return reply.sendFile(/^[\w-]+\.(svg|png|ico|webmanifest|txt)$/.test(path) ? path : "index.html", folder);
    });
  };
