import { createHash } from "node:crypto";
import pg from "pg";
import type { Cluster } from "./cluster.ts";
import { codeOf, textOf } from "./problem.ts";

/** The office's own role and database in the embedded server: an owner, not a superuser, as it would be on a server. */
const OFFICE = "changwat";

type Probe = { state: "ready" | "starting" | "foreign" | "silent"; version?: string };

/**
 * Asks a server once. "ready" also proves that it is ours: with SCRAM each side proves to the other that it knows the password.
 * "foreign" knows another one; "starting" answers that it cannot serve yet (or is ending); "silent" does not answer.
 */
export async function probe(url: string): Promise<Probe> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 2_000,
    query_timeout: 5_000,
    application_name: "changwat probe",
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>("SHOW server_version");
    return { state: "ready", version: rows[0]?.server_version.split(" ")[0] };
  } catch (error) {
    const code = codeOf(error);
    if (code === "57P03" || code === "57P01" || code === "53300") return { state: "starting" };
    if (code.startsWith("28") || code === "3D000" || /SASL|SCRAM/.test(textOf(error))) return { state: "foreign" };
    return { state: "silent" };
  } finally {
    client.end().catch(() => undefined);
  }
}

/** The URL of the office's database, or of the superuser's when `role` is "postgres". */
export function officeUrl(cluster: Cluster, port: number, role: "postgres" | typeof OFFICE = OFFICE): string {
  const password = role === "postgres" ? cluster.password : officePassword(cluster);
  return `postgres://${role}:${password}@127.0.0.1:${port}/${role}`;
}

/** One secret in the home, two passwords: the office's role cannot compute the superuser's from its own. */
const officePassword = (cluster: Cluster): string =>
  createHash("sha256").update(`office ${cluster.password}`).digest("base64url");

/** Sees to it that the office's role and database exist (a new cluster; a start that was killed halfway). Returns the version. */
export async function furnish(cluster: Cluster, port: number): Promise<string> {
  const client = new pg.Client({
    connectionString: officeUrl(cluster, port, "postgres"),
    application_name: "changwat start",
  });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ role: boolean; database: boolean; version: string }>(
      `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS role,
              EXISTS (SELECT FROM pg_database WHERE datname = $1) AS database,
              current_setting('server_version') AS version`,
      [OFFICE],
    );
    const there = rows[0]!;
    // CREATEROLE for the clerk under row-level security. The password is base64url, so it needs no quoting.
    const role = `${OFFICE} LOGIN NOSUPERUSER CREATEROLE PASSWORD '${officePassword(cluster)}'`;
    if (!there.role) await client.query(`CREATE ROLE ${role}`);
    else if (cluster.fresh) await client.query(`ALTER ROLE ${role}`);
    if (!there.database) await client.query(`CREATE DATABASE ${OFFICE} OWNER ${OFFICE}`);
    // Nobody else has business in it; "public" stays empty.
    if (!there.database) await client.query(`REVOKE CONNECT ON DATABASE ${OFFICE} FROM public`);
    return there.version.split(" ")[0]!;
  } finally {
    await client.end();
  }
}
