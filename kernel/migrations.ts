/** The migrations of a list of rooms, in order, each with the name it is recorded by. */
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Room } from "./room.ts";

export async function migrationsOf(rooms: readonly Room[]): Promise<{ name: string; sql: string }[]> {
  const files = rooms.flatMap((room) => room.migrations.map((url) => ({ room: room.name, url })));
  return Promise.all(
    files.map(async ({ room, url }) => ({
      name: `${room}/${basename(url.pathname)}`,
      sql: await readFile(url, "utf8"),
    })),
  );
}
