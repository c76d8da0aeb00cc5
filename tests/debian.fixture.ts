/** Debian's PostgreSQL in a temporary folder, for tests of the server path (DATABASE_URL): with an owner role as an administrator would make it. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, chown, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";

export const debianPrograms = "/usr/lib/postgresql/15/bin";
export const hasDebian = existsSync(join(debianPrograms, "postgres"));

export interface DebianServer {
  version: string;
  /**
   * A new database and its owner, who is no superuser. `mayMakeRoles`: with CREATEROLE, as the clerk's role needs. `furnished`: its
   * administrator has installed the extensions; else the program does. Returns the owner's address.
   */
  database(name: string, options: { mayMakeRoles: boolean; furnished?: boolean }): Promise<string>;
  stop(): Promise<void>;
}

/** PostgreSQL does not run as root: then it runs as the account of Debian's package, else as nobody. */
async function account(): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  const lines = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  const found = lines.find(([name]) => name === "postgres") ?? lines.find(([name]) => name === "nobody");
  if (!found) throw new Error("neither postgres nor nobody is an account here");
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

export async function startDebianServer(): Promise<DebianServer> {
  const folder = await mkdtemp(join(tmpdir(), "changwat-debian-"));
  const who = await account();
  const password = randomBytes(12).toString("hex");
  const secret = join(folder, "password");
  await writeFile(secret, password);
  await chmod(folder, 0o755);
  for (const path of [folder, secret]) if (who.uid !== undefined) await chown(path, who.uid, who.gid!);
  const data = join(folder, "data");
  const options = { ...who, cwd: folder, env: { PATH: "/usr/bin:/bin", LC_ALL: "C" } };
  await promisify(execFile)(
    join(debianPrograms, "initdb"),
    [
      "-D",
      data,
      "-U",
      "postgres",
      "--auth=scram-sha-256",
      `--pwfile=${secret}`,
      "--encoding=UTF8",
      "--locale=C.UTF-8",
      "--no-sync",
    ],
    options,
  );
  const port = await freePort();
  const settings = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: 200,
    fsync: "off",
    synchronous_commit: "off",
  };
  const child = spawn(
    join(debianPrograms, "postgres"),
    ["-D", data, ...Object.entries(settings).flatMap(([key, value]) => ["-c", `${key}=${value}`])],
    { ...options, stdio: "ignore" },
  );
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  const end = () => child.kill("SIGQUIT");
  process.once("exit", end); // whatever happens, nothing is left running
  const address = (role: string, secretOfRole: string, database: string) =>
    `postgres://${role}:${secretOfRole}@127.0.0.1:${port}/${database}`;
  const root = address("postgres", password, "postgres");
  const version = await ready(root, child);
  return {
    version,
    async database(name, { mayMakeRoles, furnished = false }) {
      const own = randomBytes(12).toString("hex");
      const client = new pg.Client({ connectionString: root });
      await client.connect();
      try {
        await client.query(
          `CREATE ROLE ${name} LOGIN ${mayMakeRoles ? "CREATEROLE" : "NOCREATEROLE"} NOSUPERUSER NOBYPASSRLS PASSWORD '${own}'`,
        );
        await client.query(`CREATE DATABASE ${name} OWNER ${name}`);
      } finally {
        await client.end();
      }
      if (furnished) await furnish(address(name, own, name));
      return address(name, own, name);
    },
    async stop() {
      process.removeListener("exit", end);
      child.kill("SIGINT");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function furnish(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    "CREATE SCHEMA extensions; CREATE EXTENSION pg_trgm SCHEMA extensions; CREATE EXTENSION btree_gist SCHEMA extensions",
  );
  await client.end();
}

async function ready(url: string, child: ChildProcess): Promise<string> {
  for (let tries = 0; ; tries++) {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => {});
    try {
      await client.connect();
      const { rows } = await client.query<{ server_version: string }>("SHOW server_version");
      return rows[0]!.server_version;
    } catch (error) {
      if (child.exitCode !== null || tries > 300)
        throw new Error(`Debian's PostgreSQL did not start: ${(error as Error).message}`);
      await new Promise((done) => setTimeout(done, 100));
    } finally {
      await client.end().catch(() => {});
    }
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, "127.0.0.1", done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}
