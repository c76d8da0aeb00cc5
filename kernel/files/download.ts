/** GET /files/:id: the bytes of a file, to who sees its matter. */
import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { sql } from "kysely";
import { transaction } from "../database.ts";
import type { ActorOf } from "../http.ts";
import { notFound, Problem } from "../problem.ts";
import type { House } from "../room.ts";
import { shownInline } from "./kinds.ts";
import type { Shelf } from "./shelf.ts";

interface Found {
  name: string;
  hash: string;
  size: number;
  type: string;
  scan: string;
  erased: boolean;
}

/**
 * `GET /files/:id[?inline][&as=occupancy]`. 404 when there is none or its matter is not seen. Always an attachment, but for
 * pictures and PDF asked for `inline`. Ranges (one), ETag; a browser may keep the bytes but must ask each time.
 */
export function download(server: FastifyInstance, house: House, shelf: Shelf, actorOf: ActorOf): void {
  server.get<{ Params: { id: string }; Querystring: { inline?: string; as?: string } }>(
    "/files/:id",
    async (request, reply) => {
      if (request.query.as) request.headers["x-acting-as"] = request.query.as; // a link cannot carry headers
      const actor = await actorOf(request);
      const id = Number(request.params.id);
      if (!Number.isSafeInteger(id) || id < 1) throw notFound();
      const { rows } = await transaction(
        house.database,
        actor,
        (db) =>
          sql<Found>`SELECT f.name, c.hash, c.size, c.type, c.scan, c.erased_at IS NOT NULL AS erased
        FROM file f JOIN content c ON c.hash = f.content_hash WHERE f.id = ${id}`.execute(db),
        "read",
      );
      const file = rows[0];
      if (!file || file.erased) throw notFound();
      if (file.scan === "infected") {
        throw new Problem("conflict", {
          th: "พบไวรัสในไฟล์นี้ จึงไม่ให้ดาวน์โหลด",
          en: "A virus was found in this file; it is not handed out",
        });
      }
      const inline = request.query.inline !== undefined && shownInline.has(file.type);
      dress(reply, file, inline);
      const etag = `"${file.hash}"`;
      if (matches(request.headers["if-none-match"], etag)) return reply.status(304).send();
      const wanted = rangeOf(request, etag, file.size);
      if (wanted === "beyond") return reply.status(416).header("content-range", `bytes */${file.size}`).send();
      const { start, end } = wanted ?? { start: 0, end: file.size - 1 };
      if (wanted) reply.status(206).header("content-range", `bytes ${start}-${end}/${file.size}`);
      reply.header("content-length", end - start + 1);
      // Without a body the length told would become 0.
      if (request.method === "HEAD") return reply.send(Readable.from([]));
      return reply.send(shelf.open(file.hash, { start, end }));
    },
  );
}

function dress(reply: FastifyReply, file: Found, inline: boolean): void {
  const charset = file.type.startsWith("text/") ? "; charset=utf-8" : "";
  // An old browser reads `filename`, every other the UTF-8 form (RFC 6266).
  const plain = file.name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const full = encodeURIComponent(file.name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  // Chromium does not show a PDF in a sandboxed page; scripts in a PDF do not reach the page anyhow.
  const policy =
    file.type === "application/pdf" && inline
      ? "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"
      : "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'";
  reply
    .type(`${file.type}${charset}`)
    .header("content-disposition", `${inline ? "inline" : "attachment"}; filename="${plain}"; filename*=UTF-8''${full}`)
    .header("content-security-policy", policy)
    .header("cross-origin-resource-policy", "same-origin")
    .header("cache-control", "private, no-cache")
    .header("accept-ranges", "bytes")
    .header("etag", `"${file.hash}"`);
}

const matches = (given = "", etag: string): boolean =>
  given.split(",").some((each) => each.trim().replace(/^W\//, "") === etag || each.trim() === "*");

/** One range of bytes (RFC 9110, 14.1.2); undefined = the whole, also for several ranges or an If-Range that no longer holds. */
function rangeOf(
  request: FastifyRequest,
  etag: string,
  size: number,
): { start: number; end: number } | "beyond" | undefined {
  const { range, "if-range": ifRange } = request.headers;
  if (!range || (ifRange !== undefined && ifRange !== etag)) return undefined;
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range);
  if (!match || (match[1] === "" && match[2] === "")) return undefined;
  const [, first, last] = match as unknown as [string, string, string];
  if (first === "") return Number(last) === 0 ? "beyond" : { start: Math.max(0, size - Number(last)), end: size - 1 };
  const start = Number(first);
  const end = last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (start >= size) return "beyond";
  return end < start ? undefined : { start, end };
}
