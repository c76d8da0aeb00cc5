/** POST /api/files: bytes come in, are looked at, and wait for the act that binds them to a matter. */
import { randomBytes } from "node:crypto";
import multipart from "@fastify/multipart";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { sql } from "kysely";
import { type Actor, machinery } from "../actor.ts";
import { transaction } from "../database.ts";
import type { ActorOf, Wing } from "../http.ts";
import { fieldFault, Problem } from "../problem.ts";
import type { House } from "../room.ts";
import { download } from "./download.ts";
import { recognise } from "./kinds.ts";
import { safeName } from "./names.ts";
import { admitScanned, type Scanner } from "./scanner.ts";
import { type Shelf, shelfOf, tooLarge } from "./shelf.ts";

export interface FileOptions {
  scanner?: Scanner | null;
  /** Bytes one file may have; 50,000,000 unless told. */
  most?: number;
  /** Files one request may bring; 20 unless told. */
  mostFiles?: number;
}
/** What the uploader is told; `token` is what an act's input `files` takes. */
export interface Uploaded {
  token: string;
  hash: string;
  name: string;
  size: number;
  type: string;
}
/** So many files may wait unbound for one person: a stuck client must not fill the disk. */
const mostWaiting = { files: 200, bytes: 1_000_000_000 };

/** Reads `CHANGWAT_UPLOAD_MB` (1 to 2000, default 50). */
export function uploadLimit(env: NodeJS.ProcessEnv): number {
  const mb = Number(env["CHANGWAT_UPLOAD_MB"] ?? 50);
  if (!(mb >= 1 && mb <= 2000)) throw new Error("CHANGWAT_UPLOAD_MB is a number from 1 to 2000");
  return Math.round(mb * 1_000_000);
}

/**
 * The wing of files: `POST /api/files` (multipart/form-data with any number of file parts, or the raw bytes with `x-file-name`,
 * percent-encoded UTF-8) answers `{files: Uploaded[]}`, all of them or none; `GET /files/:id` as in download.ts.
 */
export const filesWing =
  (house: House, { scanner = null, most = 50_000_000, mostFiles = 20 }: FileOptions = {}): Wing =>
  async (server, actorOf) => {
    const shelf = shelfOf(house);
    await server.register(async (scope: FastifyInstance) => {
      // Here any type of body is a stream of bytes; elsewhere only JSON is taken.
      scope.removeAllContentTypeParsers();
      await scope.register(multipart, {
        limits: { fileSize: Number.POSITIVE_INFINITY, files: mostFiles, fields: 10, parts: mostFiles + 10 },
      });
      scope.addContentTypeParser("*", (_request, body, done) => done(null, body));
      scope.post("/api/files", async (request, reply) => {
        const actor = await actorOf(request);
        const length = Number(request.headers["content-length"] ?? 0);
        try {
          if (length > most * (request.isMultipart() ? mostFiles : 1) + 100_000) throw tooLarge(most);
          await refuseHoarder(house, actor);
          return { files: await takeAll(house, shelf, scanner, actor, most, parts(request)) };
        } catch (error) {
          // What is still under way is not worth reading to its end.
          if (!request.raw.readableEnded) reply.header("connection", "close");
          throw isCutOff(error)
            ? new Problem("unreadable", {
                th: "คำขออัปโหลดเสียหายหรือขาดกลางคัน",
                en: "The upload is broken or was cut off",
              })
            : error;
        }
      });
    });
    download(server, house, shelf, actorOf as ActorOf);
  };

/** The parser of multipart complains in plain errors without a code; faults of the disk and the database have one. */
const isCutOff = (error: unknown): boolean => {
  const { code } = error as NodeJS.ErrnoException;
  return (
    code === "ECONNRESET" ||
    code === "ERR_STREAM_PREMATURE_CLOSE" ||
    (code === undefined && (error as Error).constructor === Error)
  );
};

interface Part {
  name: string;
  body: AsyncIterable<Uint8Array>;
}

async function* parts(request: FastifyRequest): AsyncGenerator<Part> {
  if (request.isMultipart()) {
    for await (const part of request.parts()) {
      if (part.type === "file") yield { name: part.filename ?? "", body: part.file };
    }
    return;
  }
  const given = request.headers["x-file-name"];
  if (typeof given !== "string" || !request.body) {
    throw fieldFault("name", "ต้องบอกชื่อไฟล์ใน X-File-Name", "X-File-Name must say the file's name");
  }
  yield { name: decoded(given), body: request.body as AsyncIterable<Uint8Array> };
}

function decoded(given: string): string {
  try {
    return decodeURIComponent(given);
  } catch {
    return Buffer.from(given, "latin1").toString("utf8"); // header bytes as they came
  }
}

async function takeAll(
  house: House,
  shelf: Shelf,
  scanner: Scanner | null,
  actor: Actor,
  most: number,
  coming: AsyncGenerator<Part>,
) {
  const done: Uploaded[] = [];
  try {
    for await (const { name, body } of coming) done.push(await take(house, shelf, scanner, actor, most, name, body));
    if (done.length === 0) throw fieldFault("file", "ไม่มีไฟล์ในคำขอ", "The request carries no file");
    return done;
  } catch (error) {
    if (done.length > 0) {
      await transaction(house.database, machinery, (db) =>
        sql`DELETE FROM upload WHERE token = ANY (${done.map((each) => each.token)})`.execute(db),
      );
    }
    throw error;
  }
}

async function take(
  house: House,
  shelf: Shelf,
  scanner: Scanner | null,
  actor: Actor,
  most: number,
  given: string,
  body: AsyncIterable<Uint8Array>,
): Promise<Uploaded> {
  const name = safeName(given);
  const incoming = await shelf.receive(body, most);
  try {
    if (incoming.size === 0) throw fieldFault("file", `ไฟล์ “${name}” ว่างเปล่า`, `“${name}” is empty`);
    const type = await recognise(incoming.path, name);
    const { scan } = await admitScanned(scanner, incoming.path, name);
    const token = randomBytes(16).toString("base64url");
    await transaction(house.database, machinery, async (db) => {
      // The row's lock stands between this and the collector: what he erases is put back, what we keep he leaves.
      await sql`INSERT INTO content (hash, size, type, scan) VALUES (${incoming.hash}, ${incoming.size}, ${type}, ${scan})
        ON CONFLICT (hash) DO UPDATE SET erased_at = NULL,
          scan = CASE WHEN excluded.scan = 'clean' OR content.scan = 'infected' THEN excluded.scan ELSE content.scan END,
          found = CASE WHEN excluded.scan = 'clean' OR content.scan = 'infected' THEN NULL ELSE content.found END`.execute(
        db,
      );
      await shelf.keep(incoming);
      await sql`INSERT INTO upload (token, person_id, position_id, content_hash, name)
        VALUES (${token}, ${actor.person.id}, ${actor.position.id}, ${incoming.hash}, ${name})`.execute(db);
    });
    return { token, hash: incoming.hash, name, size: incoming.size, type };
  } finally {
    await shelf.discard(incoming);
  }
}

async function refuseHoarder(house: House, actor: Actor): Promise<void> {
  const { rows } = await transaction(
    house.database,
    machinery,
    (db) =>
      sql<{ files: number; bytes: number }>`SELECT count(*)::int AS files, coalesce(sum(c.size), 0)::float8 AS bytes
      FROM upload u JOIN content c ON c.hash = u.content_hash WHERE u.person_id = ${actor.person.id} AND u.expires_at > now()`.execute(
        db,
      ),
    "read",
  );
  const { files, bytes } = rows[0]!;
  if (files < mostWaiting.files && bytes < mostWaiting.bytes) return;
  throw new Problem("too-many", {
    th: "มีไฟล์ที่อัปโหลดค้างไว้โดยยังไม่ได้แนบมากเกินไป โปรดแนบหรือรอให้หมดอายุภายในหนึ่งวัน",
    en: "Too many uploaded files are waiting to be attached; attach them, or wait a day until they expire",
  });
}
