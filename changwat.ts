#!/usr/bin/env -S node --max-semi-space-size=2
/** The program's door: `npx changwat <command>`. Each command is short; what it does is done by the house. */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import type { Message } from "./kernel/store/problem.ts";

const help = `Changwat (จังหวัด): the working system of a Thai provincial office · ระบบงานของสำนักงานจังหวัด

  npx changwat serve [--province 50] [--empty]   run the office (default); the first start builds the province
  npx changwat migrate                           bring the database up to date, then stop
  npx changwat province [CODE|NAME]              the provinces that can be built, or the facts of one
  npx changwat user list | link E-MAIL [--new-phone]   the logins; a one-time link to set a password
                                                 (--new-phone: and without the second step that was lost)
  npx changwat backup FILE                       database and files in one archive
  npx changwat restore FILE [--replace]          from an archive into an empty office (or over the present one)
  npx changwat verify [--export FILE]            recompute the ledger's chain; write it out for verification elsewhere
  npx changwat import areas FILE                 official boundaries (TopoJSON, GeoJSON, zipped Shapefile)
  npx changwat import law FILE…                  full texts of statutes
  npx changwat bench                             the benchmarks

  CHANGWAT_HOME  where the office keeps its data (./var)     DATABASE_URL  use this PostgreSQL (15 or newer) instead of our own
  PORT, HOST     where it listens (3000, localhost)          PUBLIC_URL    the address people use, behind a proxy
  SMTP_URL, MAIL_FROM   send mail                            OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET   sign in elsewhere
  CLAMD_SOCKET or CLAMD_HOST   scan uploads                  LOG_LEVEL     pino's levels (info)
`;

// Whoever reads only the first lines (`| head`) has read enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));

const asked = () =>
  parseArgs({
    allowPositionals: true,
    options: {
      province: { type: "string" },
      empty: { type: "boolean", default: false },
      replace: { type: "boolean", default: false },
      "new-phone": { type: "boolean", default: false },
      export: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
      version: { type: "boolean", short: "v", default: false },
    },
  });
const { positionals, values } = (() => {
  try {
    return asked();
  } catch (error) {
    process.stderr.write(`${(error as Error).message.split(". ")[0]}\n\n${help}`);
    process.exit(2);
  }
})();

const say = (text: string) => process.stdout.write(`${text}\n`);
const progress = ({ th, en }: Message) => say(`  ${th} · ${en}`);

async function storeOptions() {
  const { rooms } = await import("./office/rooms.ts");
  const { default: pino } = await import("pino");
  const log = pino({ level: process.env["LOG_LEVEL"] ?? "info", base: null }, pino.destination({ fd: 2, sync: true }));
  return {
    dir: process.env["CHANGWAT_HOME"] || "./var",
    databaseUrl: process.env["DATABASE_URL"],
    rooms,
    log,
    progress,
  };
}

type Beside = Awaited<ReturnType<typeof import("./kernel/house.ts").besideOffice>>;
/** For commands that may run while the office does. */
async function beside<R>(
  work: (store: Beside, options: Awaited<ReturnType<typeof storeOptions>>) => Promise<R>,
): Promise<R> {
  const options = await storeOptions();
  const { besideOffice } = await import("./kernel/house.ts");
  const store = await besideOffice(options);
  try {
    return await work(store, options);
  } finally {
    await store.close();
  }
}

const commands: Record<string, (args: string[]) => Promise<unknown>> = {
  async serve() {
    const { serve } = await import("./serve.ts");
    await serve({ ...(await storeOptions()), province: values.province, empty: values.empty, say });
  },
  async migrate() {
    const { openStore } = await import("./kernel/house.ts");
    await (await openStore(await storeOptions())).close();
    say("ฐานข้อมูลเป็นปัจจุบันแล้ว · The database is up to date");
  },
  async province([wanted]) {
    const { provinceFacts, servedProvinces } = await import("./reference/province.ts");
    if (wanted && wanted !== "list") say(JSON.stringify(provinceFacts(wanted), null, 2));
    else for (const { code, th, en } of servedProvinces()) say(`${code}  ${th}  ${en}`);
  },
  async user([what, email]) {
    if (what !== "list" && !(what === "link" && email))
      throw new UsageError("npx changwat user list | npx changwat user link E-MAIL");
    return beside(async ({ database, dir }, { log }) => {
      const { openAccounts } = await import("./kernel/accounts/accounts.ts");
      const { secretOf } = await import("./kernel/secret.ts");
      if (what === "list") {
        const { rows } = await database.pool.query("SELECT email, name FROM account_login ORDER BY email");
        for (const row of rows) say(`${row.email}\t${row.name}`);
        return;
      }
      const accounts = await openAccounts({
        database,
        secret: await secretOf(dir),
        baseUrl: publicUrl(),
        mail: null,
        log,
        clock: () => new Date(),
      });
      const login = await accounts.loginOf(email!);
      if (!login) throw new UsageError(`ไม่มีบัญชี ${email} · There is no login ${email}`);
      if (values["new-phone"]) await database.pool.query("SELECT account_remove_second_step($1)", [login]);
      say(await accounts.setPasswordLink(login));
    });
  },
  async backup([to]) {
    if (!to) throw new UsageError("npx changwat backup FILE");
    return beside(async (store) => {
      const { backup } = await import("./kernel/store/backup.ts");
      const { join } = await import("node:path");
      const done = await backup({
        url: withSight(store.url),
        schema: store.schema,
        filesDir: join(store.dir, "files"),
        to,
        progress,
      });
      say(JSON.stringify(done, null, 2));
    });
  },
  async restore([from]) {
    if (!from) throw new UsageError("npx changwat restore FILE [--replace]");
    const { restoreOffice } = await import("./kernel/restore-office.ts");
    say(JSON.stringify(await restoreOffice({ ...(await storeOptions()), from, replace: values.replace }), null, 2));
  },
  verify: () =>
    beside(async ({ database, dir, schema }) => {
      const { exportLedger, startSealer, verifyLedger } = await import("./kernel/ledger/index.ts");
      const { readAnchors } = await import("./kernel/ledger/heads.ts");
      const { join } = await import("node:path");
      const heads = join(dir, "ledger-heads.log");
      const sealer = startSealer(database, { log: console, heads });
      await sealer.sealNow();
      await sealer.stop();
      const result = await verifyLedger(database, {
        heads: await readAnchors(heads, schema),
        progress: (done) => say(`  ${JSON.stringify(done)}`),
      });
      say(JSON.stringify(result, null, 2));
      if (values.export) {
        const { createWriteStream } = await import("node:fs");
        await exportLedger(database, createWriteStream(values.export));
        say(`${values.export}: bash kernel/ledger/verify-export.sh ${values.export}`);
      }
      if (!result.ok) process.exitCode = 1;
    }),
  async import([what, ...files]) {
    if (what === "areas" && files[0]) {
      return beside(async ({ database }) => {
        const { asOwner } = await import("./kernel/house.ts");
        const { importAreas } = await import("./kernel/place/import-areas.ts");
        say(
          JSON.stringify(
            await asOwner(database, (client) => importAreas(client as never, files[0]!, { log: say } as never)),
            null,
            2,
          ),
        );
      });
    }
    if (what === "law" && files.length > 0) {
      const { importLawFiles } = await import("./kernel/law/index.ts");
      return beside(async ({ database }) => say(JSON.stringify(await importLawFiles(database, files, say), null, 2)));
    }
    throw new UsageError("npx changwat import areas FILE | npx changwat import law FILE…");
  },
  async bench() {
    await import("./bench/run.ts");
  },
};

class UsageError extends Error {}

/** Row-level security binds even the tables' owner; a backup must see every row. */
function withSight(url: string): string {
  const sighted = new URL(url);
  sighted.searchParams.set("options", "-c changwat.machinery=on");
  return sighted.href;
}

export function publicUrl(): string {
  return process.env["PUBLIC_URL"] ?? `http://localhost:${process.env["PORT"] || 3000}`;
}

const [name = "serve", ...args] = positionals;
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (values.help) say(help);
else if (values.version) say((await import("./package.json", { with: { type: "json" } })).default.version);
else if (!command) {
  process.stderr.write(`ไม่รู้จักคำสั่ง ${name} · There is no command ${name}\n\n${help}`);
  process.exitCode = 2;
} else {
  process.env["UV_THREADPOOL_SIZE"] ??= String(Math.max(4, availableParallelism()));
  await command(args).catch((error: Error & { words?: Message; th?: string; en?: string }) => {
    const { th, en } = error.words ?? error;
    process.stderr.write(
      th && en ? `\n${th}\n${en}\n` : error instanceof UsageError ? `${error.message}\n` : `${error.stack}\n`,
    );
    process.exitCode = error instanceof UsageError ? 2 : 1;
  });
}
