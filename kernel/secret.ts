/** The installation's secret, made once and kept in its home: sessions are signed and id numbers encrypted with keys from it. */
import { randomBytes } from "node:crypto";
import { link, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Reads `<home>/secret` (mode 600), making it at the first start. Losing it loses the encrypted id numbers: it belongs into the backup's safe. */
export async function secretOf(dir: string): Promise<string> {
  const path = join(dir, "secret");
  const read = () => readFile(path, "utf8").then((text) => text.trim());
  try {
    return await read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  // Written aside and linked, so that a kill in the middle leaves no half secret and two starts agree on one.
  const aside = `${path}.${process.pid}`;
  await writeFile(aside, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
  await link(aside, path).catch(() => {});
  await rm(aside);
  return read();
}
