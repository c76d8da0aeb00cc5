import type { ClientBase } from "pg";
import { EXTENSIONS } from "./external.ts";
import { codeOf, StoreProblem } from "./problem.ts";

/** The role under which acts and views run, so that row-level security binds them. One for all provinces of a database cluster. */
export const CLERK = "changwat_clerk";

/** Quotes a name for SQL. */
export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * Makes what all schemas of the database share: the schema `extensions`, the extensions, and the clerk.
 * Safe when several provinces migrate at once, also in several databases of one cluster.
 *
 * @returns the schemas that hold the extensions (one that an administrator installed elsewhere stays there), and whether the
 * clerk can be used: it is null when the connecting role may neither make it nor become it.
 */
export async function shareOut(client: ClientBase): Promise<{ homes: string[]; role: typeof CLERK | null }> {
  for (let tries = 1; ; tries++) {
    try {
      await client.query("BEGIN");
      // Advisory locks are per database, so roles, which are per cluster, may still collide: then we try again.
      await client.query("SELECT pg_advisory_xact_lock(hashtextextended('changwat.shared', 0))");
      const homes = await installExtensions(client);
      const role = (await makeClerk(client)) ? CLERK : null;
      if (role) await grantOnce(client, homes);
      await client.query("COMMIT");
      return { homes, role };
    } catch (error) {
      await client.query("ROLLBACK");
      // unique_violation, duplicate_object, and "tuple concurrently updated" of two commands on one catalogue row
      if (!["23505", "42710", "XX000", "40P01"].includes(codeOf(error)) || tries >= 10) throw error;
      await new Promise((done) => setTimeout(done, 20 * tries));
    }
  }
}

async function installExtensions(client: ClientBase): Promise<string[]> {
  const installed = `SELECT e.extname AS name, n.nspname AS schema FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
    WHERE e.extname = ANY ($1)`;
  const before = await client.query<{ name: string; schema: string }>(installed, [EXTENSIONS]);
  const missing = EXTENSIONS.filter((name) => !before.rows.some((row) => row.name === name));
  if (missing.length > 0) await client.query("CREATE SCHEMA IF NOT EXISTS extensions");
  for (const name of missing) await client.query(`CREATE EXTENSION IF NOT EXISTS ${name} SCHEMA extensions`);
  const after =
    missing.length > 0 ? await client.query<{ name: string; schema: string }>(installed, [EXTENSIONS]) : before;
  return [...new Set(after.rows.map((row) => row.schema))].filter((schema) => schema !== "pg_catalog").sort();
}

/** Whether the clerk exists and we can become it; makes it when we may. */
async function makeClerk(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ dangerous: boolean }>(
    "SELECT rolsuper OR rolbypassrls AS dangerous FROM pg_roles WHERE rolname = $1",
    [CLERK],
  );
  if (rows[0]?.dangerous)
    throw new StoreProblem({
      th: `บทบาท ${CLERK} ในเซิร์ฟเวอร์นี้ข้ามการจำกัดสิทธิ์รายแถวได้ ให้ผู้ดูแลสั่ง: ALTER ROLE ${CLERK} NOSUPERUSER NOBYPASSRLS`,
      en: `The role ${CLERK} of this server bypasses row-level security. Have an administrator run: ALTER ROLE ${CLERK} NOSUPERUSER NOBYPASSRLS`,
    });
  return (
    (rows.length > 0 || (await may(client, `CREATE ROLE ${CLERK} NOLOGIN`))) &&
    // Whoever made it, or is a member already, or a superuser, can become it; else we need the membership.
    ((await may(client, `SET LOCAL ROLE ${CLERK}`, "RESET ROLE")) ||
      ((await may(client, `GRANT ${CLERK} TO CURRENT_USER`)) &&
        (await may(client, `SET LOCAL ROLE ${CLERK}`, "RESET ROLE"))))
  );
}

/** Tries a statement; false when we lack the privilege for it. */
async function may(client: ClientBase, statement: string, then?: string): Promise<boolean> {
  await client.query("SAVEPOINT attempt");
  try {
    await client.query(statement);
    if (then) await client.query(then);
    await client.query("RELEASE SAVEPOINT attempt");
    return true;
  } catch (error) {
    await client.query("ROLLBACK TO SAVEPOINT attempt");
    if (codeOf(error) !== "42501") throw error;
    return false;
  }
}

async function grantOnce(client: ClientBase, schemas: string[]): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT nspname AS name FROM pg_namespace
     WHERE nspname = ANY ($1) AND NOT has_schema_privilege($2, oid, 'USAGE') AND pg_has_role(nspowner, 'USAGE')`,
    [schemas, CLERK],
  );
  for (const { name } of rows) await client.query(`GRANT USAGE ON SCHEMA ${quote(name)} TO ${CLERK}`);
}

/**
 * Lets the clerk work in a schema: reads and writes every table, uses sequences, calls functions. Runs inside a transaction, before
 * the migrations: what they make is granted as it is made (default privileges), so a migration may take a privilege
 * away again and it stays away. What the schema already held is granted once, when the clerk first enters it.
 * The list of migrations itself the clerk only reads.
 */
export async function admitClerk(client: ClientBase, schema: string): Promise<void> {
  const name = quote(schema);
  const { rows } = await client.query<{ admitted: boolean }>(
    "SELECT has_schema_privilege($1, $2, 'USAGE') AS admitted",
    [CLERK, schema],
  );
  const kinds = [
    ["SELECT, INSERT, UPDATE, DELETE", "TABLES"],
    ["USAGE, SELECT", "SEQUENCES"],
    ["EXECUTE", "FUNCTIONS"],
  ] as const;
  for (const [what, kind] of kinds) {
    await client.query(`ALTER DEFAULT PRIVILEGES IN SCHEMA ${name} GRANT ${what} ON ${kind} TO ${CLERK}`);
    if (!rows[0]?.admitted) await client.query(`GRANT ${what} ON ALL ${kind} IN SCHEMA ${name} TO ${CLERK}`);
  }
  await client.query(`GRANT USAGE ON SCHEMA ${name} TO ${CLERK}`);
  await client.query(`REVOKE INSERT, UPDATE, DELETE ON ${name}.migration FROM ${CLERK}`);
}

/**
 * Whom row-level security binds. With a clerk it is he: people act as him, while the owner of the tables does the house's own work (indexes,
 * sealing, backups) and must see every row, so the owner is not forced. Without one the owner is all there is, and every table
 * that has row-level security is forced on him. What migrations say of FORCE is overruled by this, whichever server they ran on.
 */
export async function bindOwner(client: ClientBase, schema: string, role: typeof CLERK | null): Promise<void> {
  const force = role === null;
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = $1 AND c.relkind IN ('r', 'p') AND c.relrowsecurity AND c.relforcerowsecurity <> $2 ORDER BY c.oid`,
    [schema, force],
  );
  for (const { name } of rows)
    await client.query(`ALTER TABLE ${quote(schema)}.${quote(name)} ${force ? "" : "NO "}FORCE ROW LEVEL SECURITY`);
}
