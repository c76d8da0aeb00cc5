/** The database is the last line; what it refuses is told in the words that stand beside the constraint. */
import type { Database } from "./database.ts";
import { Problem } from "./problem.ts";

interface PgFault extends Error {
  code?: string;
  constraint?: string;
}
const told = new WeakMap<Database, Map<string, string>>();

/** For `.catch`: turns a refusal of PostgreSQL into a Problem; everything else is thrown on as it came. */
export const fromDatabase =
  (database: Database) =>
  async (error: PgFault): Promise<never> => {
    if (error instanceof Problem || !error.code || error.code.length !== 5) throw error;
    const words = error.message.includes("|") ? error.message : await commentOn(database, error.constraint);
    if (words) {
      const [th = "", en = "", field = ""] = words.split("|");
      if (error.code === "23505" || error.code === "23P01" || error.code === "42501") {
        throw new Problem("conflict", { th, en }, field ? [{ field, message: { th, en } }] : []);
      }
      throw new Problem("input", { th, en }, [{ field, message: { th, en } }]);
    }
    switch (error.code) {
      case "23505":
      case "23P01":
        throw new Problem("conflict", { th: "มีรายการนี้อยู่แล้ว", en: "This already exists" });
      case "23503":
        throw new Problem("input", { th: "อ้างถึงรายการที่ไม่มีอยู่", en: "Refers to something that does not exist" });
      case "23514":
      case "23502":
      case "22001":
      case "22003":
      case "22007":
      case "22008":
      case "22P02":
      case "22021":
        throw new Problem("input");
      case "42501": // row-level security refused the write: for this actor the matter does not exist
        throw new Problem("not-found");
      case "40001":
      case "40P01":
      case "55P03":
        throw new Problem("conflict", {
          th: "มีผู้อื่นกำลังทำรายการเดียวกัน โปรดลองใหม่",
          en: "Somebody is working on the same thing; please try again",
        });
      case "57014":
      case "57P01":
      case "57P03":
      case "53300":
        throw new Problem("unavailable");
      default:
        throw error;
    }
  };

async function commentOn(database: Database, constraint: string | undefined): Promise<string | undefined> {
  if (!constraint) return undefined;
  let comments = told.get(database);
  if (!comments) {
    const { rows } = await database.pool.query<{ name: string; words: string }>(
      `SELECT c.conname AS name, obj_description(c.oid, 'pg_constraint') AS words FROM pg_constraint c
        WHERE c.connamespace = $1::regnamespace AND obj_description(c.oid, 'pg_constraint') IS NOT NULL`,
      [database.schema],
    );
    comments = new Map(rows.map((row) => [row.name, row.words]));
    told.set(database, comments);
  }
  return comments.get(constraint);
}
