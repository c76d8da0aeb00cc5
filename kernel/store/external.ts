import pg from "pg";
import { codeOf, StoreProblem, type Tell, textOf } from "./problem.ts";
import type { Server } from "./server.ts";

/** The extensions that the office's schema needs: trigrams for names and numbers, GiST over plain columns for exclusion constraints. */
export const EXTENSIONS = ["pg_trgm", "btree_gist"] as const;

const LEAST_VERSION = 15;

/**
 * A server that somebody else runs: checked for version, encoding, extensions and the right to make schemas.
 * @throws StoreProblem naming what is missing. The password never appears in a message.
 */
export async function openExternal(url: string, log: Tell): Promise<Server> {
  const client = await connect(url);
  try {
    const { rows } = await client.query<{
      number: number;
      version: string;
      encoding: string;
      database: string;
      create: boolean;
      role: string;
    }>(
      `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version,
              current_setting('server_encoding') AS encoding, current_database() AS database, current_user AS role,
              has_database_privilege(current_database(), 'CREATE') AS create`,
    );
    const server = rows[0]!;
    if (server.number < LEAST_VERSION * 10_000)
      throw new StoreProblem({
        th: `เซิร์ฟเวอร์ใน DATABASE_URL เป็น PostgreSQL ${server.version} ต้องใช้รุ่น ${LEAST_VERSION} ขึ้นไป`,
        en: `The server in DATABASE_URL is PostgreSQL ${server.version}; version ${LEAST_VERSION} or later is needed.`,
      });
    if (server.encoding !== "UTF8")
      throw new StoreProblem({
        th: `ฐานข้อมูล ${server.database} ใช้รหัสอักขระ ${server.encoding} ต้องเป็น UTF8 ให้สร้างฐานข้อมูลใหม่ด้วย ENCODING 'UTF8' TEMPLATE template0`,
        en: `The database ${server.database} is encoded in ${server.encoding}; it must be UTF8. Make one with ENCODING 'UTF8' TEMPLATE template0.`,
      });
    if (!server.create)
      throw new StoreProblem({
        th: `ผู้ใช้ ${server.role} ไม่มีสิทธิ์สร้างสกีมาในฐานข้อมูล ${server.database} ให้ผู้ดูแลสั่ง: GRANT CREATE ON DATABASE "${server.database}" TO "${server.role}"`,
        en: `The user ${server.role} may not make schemas in the database ${server.database}. Have its administrator run: GRANT CREATE ON DATABASE "${server.database}" TO "${server.role}"`,
      });
    await checkExtensions(client, server.database);
    await checkLetters(client, log);
    return { url, kind: "external", version: server.version.split(" ")[0]!, stop: async () => {} };
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function connect(url: string): Promise<pg.Client> {
  let where = "DATABASE_URL";
  try {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 10_000,
      application_name: "changwat start",
    });
    where = `${client.user ?? ""}@${client.host}:${client.port}/${client.database ?? ""}`;
    client.on("error", () => undefined);
    await client.connect();
    return client;
  } catch (error) {
    const code = codeOf(error);
    const advice = code.startsWith("28")
      ? { th: "ตรวจสอบชื่อผู้ใช้ รหัสผ่าน และ pg_hba.conf", en: "Check the user name, the password and pg_hba.conf." }
      : code === "3D000"
        ? { th: "ยังไม่มีฐานข้อมูลนี้ ให้สร้างด้วย createdb", en: "The database does not exist: make it with createdb." }
        : {
            th: "ตรวจสอบว่าเซิร์ฟเวอร์ทำงานอยู่และ DATABASE_URL ถูกต้อง (postgres://ผู้ใช้:รหัสผ่าน@เครื่อง:5432/ฐานข้อมูล)",
            en: "Check that the server runs and that DATABASE_URL is right (postgres://user:password@host:5432/database).",
          };
    const reason = code === "ERR_INVALID_URL" ? "not a URL" : textOf(error);
    throw new StoreProblem({
      th: `เชื่อมต่อ ${where} ไม่ได้: ${reason} ${advice.th}`,
      en: `Cannot connect to ${where}: ${reason}. ${advice.en}`,
    });
  }
}

async function checkExtensions(client: pg.Client, database: string): Promise<void> {
  for (const name of EXTENSIONS) {
    const { rows } = await client.query<{ installed: boolean; allowed: boolean }>(
      `SELECT e.installed_version IS NOT NULL AS installed,
              (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
              OR EXISTS (SELECT FROM pg_available_extension_versions v WHERE v.name = e.name AND v.version = e.default_version AND v.trusted) AS allowed
       FROM pg_available_extensions e WHERE e.name = $1`,
      [name],
    );
    if (!rows[0])
      throw new StoreProblem({
        th: `เซิร์ฟเวอร์ PostgreSQL ไม่มีส่วนขยาย ${name} ให้ผู้ดูแลติดตั้งแพ็กเกจ postgresql-contrib`,
        en: `The PostgreSQL server lacks the extension ${name}: have its administrator install the package postgresql-contrib.`,
      });
    if (!rows[0].installed && !rows[0].allowed)
      throw new StoreProblem({
        th: `ผู้ใช้นี้ติดตั้งส่วนขยาย ${name} ไม่ได้ ให้ผู้ดูแลสั่งในฐานข้อมูล ${database}: CREATE EXTENSION ${name}`,
        en: `This user may not install the extension ${name}. Have an administrator run in the database ${database}: CREATE EXTENSION ${name}`,
      });
  }
}

/** With LC_CTYPE "C" pg_trgm takes no Thai letter for a letter, and finds no part of a Thai name. It can be lived with, so it is told. */
async function checkLetters(client: pg.Client, log: Tell): Promise<void> {
  const { rows } = await client.query<{ plain: boolean }>(
    "SELECT datctype IN ('C', 'POSIX') AS plain FROM pg_database WHERE datname = current_database()",
  );
  if (!rows[0]?.plain) return;
  log({
    th: "ฐานข้อมูลนี้ไม่รู้จักตัวอักษรไทย (LC_CTYPE เป็น C) การค้นบางส่วนของชื่อจะไม่พบ ควรสร้างฐานข้อมูลใหม่ด้วย LC_CTYPE 'C.UTF-8'",
    en: "This database does not know Thai letters (its LC_CTYPE is C): searching for parts of names will find nothing. Better make it with LC_CTYPE 'C.UTF-8'.",
  });
}
