/** ทะเบียน: the registers whose numbers make a paper official. */
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { Fields, OneOf, SmallId, Text, Type } from "../input.ts";
import { correspondence, stateAdministration } from "../law/clauses.ts";
import { conflict } from "../problem.ts";
import { act, type Office, room } from "../room.ts";
import { ensureBook, reserveNumbers, voidNumber } from "./books.ts";
import { list, page } from "./pages.ts";

export {
  ensureBook,
  type NewBook,
  reserveNumbers,
  type Taken,
  type Taking,
  takeNumber,
  useReserved,
  voidNumber,
} from "./books.ts";
export { type BookFault, checkBooks } from "./check.ts";
export type { BookPage, BookPageRow, BookRow } from "./pages.ts";

const BookKey = Type.String({ minLength: 1, maxLength: 60 });
const Year = Type.Integer({ minimum: 2500, maximum: 2700 });
const Number_ = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });

interface BookHead {
  id: number;
  key: string;
  unit_id: number | null;
}
async function bookOf(office: Office, key: string): Promise<BookHead | undefined> {
  const { rows } = await sql<BookHead>`SELECT id, key, unit_id FROM book WHERE key = ${key}`.execute(office.sql);
  return rows[0];
}

/** A book of a unit is kept by whose duty covers the unit; the province's own books by whose duty covers the province. */
const keeps = (actor: Actor, duty: string, book: BookHead): boolean =>
  book.unit_id === null
    ? actor.powers.some((power) => power.duty === duty && power.reach === "province")
    : actor.covers(duty, book.unit_id);

const reserve = act({
  th: "จองเลขทะเบียน",
  en: "Reserve numbers of a book",
  duty: "books.register",
  basis: [correspondence("๓๘")],
  input: Fields({
    book: BookKey,
    count: Type.Integer({ minimum: 1, maximum: 50 }),
    reason: Text(500),
    position: Type.Optional(SmallId),
  }),
  subject: (office, { book }) => bookOf(office, book),
  may: (actor, book) => keeps(actor, "books.register", book),
  async run(office, { count, reason, position = office.actor.position.id }, book) {
    const numbers = await reserveNumbers(office, book.key, { count, position, why: reason });
    const [first, last] = [numbers[0]!, numbers.at(-1)!];
    office.record("books.reserved", {
      detail: { book: book.key, year: first.year, first: first.n, last: last.n, reason, position },
    });
    return { book: book.key, year: first.year, first: first.n, last: last.n, numbers };
  },
});

const voidAct = act({
  th: "ยกเลิกเลขทะเบียน",
  en: "Void a number",
  duty: "books.register",
  basis: [correspondence("๓๘")],
  input: Fields({ book: BookKey, year: Year, n: Number_, reason: Text(500) }),
  async subject(office, { book: key, year, n }) {
    const book = await bookOf(office, key);
    if (!book) return undefined;
    const number = await office
      .lock(
        office.sql
          .selectFrom("book_number")
          .select(["n", "printed", "matter_id"])
          .where("book_id", "=", book.id)
          .where("year", "=", year)
          .where("n", "=", n),
      )
      .executeTakeFirst();
    if (!number) return undefined;
    const gone = await office.sql
      .selectFrom("book_void")
      .select("n")
      .where("book_id", "=", book.id)
      .where("year", "=", year)
      .where("n", "=", n)
      .executeTakeFirst();
    return { book, number, void: gone !== undefined };
  },
  may: (actor, { book, void: gone }) =>
    keeps(actor, "books.register", book) && (gone ? conflict("เลขนี้ยกเลิกไปแล้ว", "This number is already void") : true),
  async run(office, { year, n, reason }, { book, number }) {
    await voidNumber(office, book.id, { year, n, reason });
    office.record("books.voided", {
      ...(number.matter_id === null ? {} : { matter: number.matter_id }),
      detail: { book: book.key, year, n, printed: number.printed, reason },
    });
    return { book: book.key, year, n, printed: number.printed, reason };
  },
});

const create = act({
  th: "เปิดทะเบียนใหม่",
  en: "Open a new book",
  duty: "books.administer",
  basis: [stateAdministration("๖๐")],
  input: Fields({
    key: BookKey,
    th: Text(200),
    en: Text(200),
    year_kind: OneOf("calendar", "fiscal"),
    format: Type.Optional(Text(100)),
    prefix: Type.Optional(Type.String({ maxLength: 60 })),
    unit: Type.Optional(SmallId),
  }),
  subject: async (office, { key }) => ({ there: await bookOf(office, key) }),
  may: (_actor, { there }) => (there ? conflict("มีทะเบียนรหัสนี้แล้ว", "There is a book with this key") : true),
  async run(office, input) {
    const id = await ensureBook(office.sql, input);
    office.record("books.created", { detail: { ...input } });
    return { id, ...input };
  },
});

/** Names and format may change; numbers already printed stay as they are. */
const amend = act({
  th: "แก้ชื่อหรือรูปแบบเลขของทะเบียน",
  en: "Change a book's name or number format",
  duty: "books.administer",
  basis: [stateAdministration("๖๐")],
  input: Fields({
    book: BookKey,
    th: Type.Optional(Text(200)),
    en: Type.Optional(Text(200)),
    format: Type.Optional(Text(100)),
    prefix: Type.Optional(Type.String({ maxLength: 60 })),
  }),
  subject: (office, { book }) =>
    office.lock(office.sql.selectFrom("book").selectAll().where("key", "=", book)).executeTakeFirst(),
  may: () => true, // who administers books administers all of them
  async run(office, { book: key, ...wanted }, book) {
    const { th, en, format, prefix } = { ...book, ...wanted };
    await office.sql.updateTable("book").set({ th, en, format, prefix }).where("id", "=", book.id).execute();
    office.record("books.amended", { detail: { book: key, ...wanted } });
    return { book: key, th, en, format, prefix };
  },
});

/** The paper book had already used numbers this year: the program goes on after the last of them. Once, before its own first number. */
const takeOver = act({
  th: "ต่อเลขจากทะเบียนเล่มเดิม",
  en: "Go on after the paper book's last number",
  duty: "books.administer",
  basis: [correspondence("๓๘")],
  input: Fields({ book: BookKey, year: Year, last: Number_ }),
  async subject(office, { book: key, year }) {
    const book = await bookOf(office, key);
    return (
      book && {
        book,
        begun: await office.sql
          .selectFrom("book_year")
          .select("last")
          .where("book_id", "=", book.id)
          .where("year", "=", year)
          .executeTakeFirst(),
      }
    );
  },
  may: (_actor, { begun }) =>
    begun ? conflict("ทะเบียนปีนี้เริ่มออกเลขแล้ว", "The book has begun this year's numbers") : true,
  async run(office, { year, last }, { book }) {
    await office.sql.insertInto("book_year").values({ book_id: book.id, year, before: last, last }).execute();
    office.record("books.tookOver", { detail: { book: book.key, year, last } });
    return { book: book.key, year, last };
  },
});

export const books = room({
  name: "books",
  th: "ทะเบียน",
  en: "Books",
  serves: "ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. ๒๕๒๖",
  migrations: [new URL("./books.sql", import.meta.url)],
  duties: {
    "books.register": {
      th: "ออก จอง และยกเลิกเลขทะเบียน",
      en: "Take, reserve and void numbers",
      basis: correspondence("๓๘"),
      granted: {
        office_head: "province",
        group_head: "province",
        clerk: "province",
        officer: "province",
        agency_head: "line",
        agency_officer: "unit",
        district_chief: "line",
        district_deputy: "unit",
      },
    },
    "books.administer": {
      th: "เปิดและกำหนดรูปแบบทะเบียน",
      en: "Open books and set their formats",
      basis: stateAdministration("๖๐"),
      granted: { administrator: "province", office_head: "province" },
    },
  },
  acts: { reserve, void: voidAct, create, amend, takeOver },
  views: { list, page },
});
