/** The kernel's rooms and a trial room that makes matters: what the tests of files, outbox, jobs, notices and search stand on. */
import { sql } from "kysely";
import { bindFiles } from "../files/bind.ts";
import { openHttp, type Wing } from "../http.ts";
import { Fields, Grade, Note, SmallId, Text, Type } from "../input.ts";
import { electronicTransactions } from "../law/clauses.ts";
import { act, type House, type Room, room } from "../room.ts";
import { kernelRooms } from "../rooms.ts";

/** Opens a matter: what every room's first act does, with nothing besides. */
const open = act({
  th: "เปิดเรื่อง",
  en: "Open a matter",
  duty: "matters.take_part",
  basis: [electronicTransactions("๑๒")],
  input: Fields({
    title: Text(1000),
    printed: Type.Optional(Note(100)),
    secrecy: Type.Optional(Grade),
    units: Type.Optional(Type.Array(SmallId)),
    positions: Type.Optional(Type.Array(SmallId)),
    files: Type.Optional(Type.Array(Text(100))),
  }),
  subject: async (office) => office.actor,
  may: () => true,
  async run(office, { title, printed = null, secrecy = 0, units = [], positions = [], files: tokens = [] }, actor) {
    const { id } = await office.sql
      .insertInto("matter")
      .values({
        kind: "trial",
        title,
        printed,
        secrecy,
        owner_unit: actor.position.unit,
        reader_units: units,
        reader_positions: [...positions, actor.position.id],
        ...office.by,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    const bound = await bindFiles(office, id, tokens);
    office.record("trial.opened", { matter: id });
    return { matter: id, files: bound };
  },
});
/** Changes a title, as a room's own act would. */
const rename = act({
  th: "แก้ชื่อเรื่อง",
  en: "Rename a matter",
  duty: "matters.take_part",
  basis: [electronicTransactions("๑๒")],
  input: Fields({ matter: SmallId, title: Text(1000), secrecy: Type.Optional(Grade) }),
  subject: (office, { matter }) =>
    office.lock(office.sql.selectFrom("matter").selectAll().where("id", "=", matter)).executeTakeFirst(),
  may: () => true,
  async run(office, { title, secrecy }, matter) {
    await sql`UPDATE matter SET title = ${title}, secrecy = coalesce(${secrecy ?? null}, secrecy), touched_at = now() WHERE id = ${matter.id}`.execute(
      office.sql,
    );
    office.record("trial.renamed", { matter: matter.id });
    return { matter: matter.id };
  },
});

export const trialRoom = {
  name: "trial",
  th: "ห้องทดลอง",
  en: "Trial",
  serves: "",
  migrations: [],
  duties: {},
  acts: { open, rename },
  views: {},
  matters: {
    trial: {
      th: "เรื่องทดลอง",
      en: "Trial matter",
      path: (matter: number) => `/trials/${matter}`,
      text: async () => "ข้อความเพิ่มเติมของห้องทดลอง",
    },
  },
} satisfies Room;

export const ground = (trial: Room = room(trialRoom)): Room[] => [...kernelRooms, trial];

/** A server on a free port of this machine; who asks is the position key in the header `x-login`. */
export async function serve(house: House, wings: readonly Wing[], revoked: ReadonlySet<string> = new Set()) {
  const server = await openHttp(
    house,
    async (headers) => {
      const login = headers.get("x-login");
      return login === null || revoked.has(login) ? null : `login-${login}`;
    },
    wings,
  );
  const origin = await server.listen({ port: 0, host: "127.0.0.1" });
  return { server, origin, close: () => server.close() };
}
