/** Brings an office back from an archive, then up to date with this program. */
import pg from "pg";
import { type HouseOptions, schemaName } from "./house.ts";
import { migrationsOf } from "./migrations.ts";
import { openHome } from "./store/home.ts";
import { migrate } from "./store/migrate.ts";
import { restore } from "./store/restore.ts";
import { openServer } from "./store/server.ts";

/** Needs the home to itself: an office that is running is refused by its lock. */
export async function restoreOffice({
  dir,
  databaseUrl,
  rooms,
  progress,
  from,
  replace,
}: HouseOptions & { from: string; replace: boolean }) {
  const home = await openHome(dir);
  try {
    const server = await openServer(home, { databaseUrl, log: progress, progress });
    try {
      const migrations = await migrationsOf(rooms);
      const { tables, rows, files } = await restore({
        url: server.url,
        schema: schemaName,
        filesDir: home.files,
        from,
        migrations,
        force: replace,
        progress,
      });
      const client = new pg.Client({ connectionString: server.url });
      await client.connect();
      const { applied } = await migrate(client, schemaName, migrations, { progress }).finally(() => client.end());
      return { tables, rows, files, applied };
    } finally {
      await server.stop();
    }
  } finally {
    await home.close();
  }
}
