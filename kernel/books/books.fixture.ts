/** A small house for the tests of ledger and books: their real schemas, and one act that takes a number and writes a row with it. */
import { sql } from "kysely";
import { Fields, Type } from "../input.ts";
import { correspondence } from "../law/clauses.ts";
import { ledger } from "../ledger/index.ts";
import { act, type Room, room } from "../room.ts";
import { books, takeNumber } from "./index.ts";

const ground = (name: string, path: string): Room =>
  room({
    name,
    th: name,
    en: name,
    serves: "",
    migrations: [new URL(path, import.meta.url)],
    duties: {},
    acts: {},
    views: {},
  });

/** Takes a number; with `fail` it breaks after taking it, as an act does that finds a fault late. */
const take = act({
  th: "ออกเลขทดสอบ",
  en: "Take a number",
  duty: "books.register",
  basis: [correspondence("๓๘")],
  input: Fields({ book: Type.String(), token: Type.String(), fail: Type.Optional(Type.Boolean()) }),
  subject: async () => ({}),
  may: () => true,
  async run(office, { book, token, fail }) {
    const number = await takeNumber(office, book);
    await sql`INSERT INTO trial_paper (book, year, n, token) VALUES (${book}, ${number.year}, ${number.n}, ${token})`.execute(
      office.sql,
    );
    if (fail) throw new Error("broken on purpose");
    office.record("trial.taken", { detail: { book, token, year: number.year, n: number.n } });
    return { ...number, token };
  },
});

const trial = room({
  name: "trial",
  th: "ทดสอบ",
  en: "Trial",
  serves: "",
  migrations: [new URL("./trial.fixture.sql", import.meta.url)],
  duties: {},
  acts: { take },
  views: {},
});

export const trialRooms: readonly Room[] = [
  ground("authority", "../authority/authority.sql"),
  ledger,
  books,
  ground("matters", "../matter/matter.sql"),
  trial,
];
