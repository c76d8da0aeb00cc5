/** The house's own files, for tests that read them. */
import { globSync } from "node:fs";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "..");

/** Folders that are the house; whatever else lies in a clone (node_modules, var, dist) is not. */
export const wings = ["kernel", "office", "desk", "portal", "reference", "demonstration", "tests", "bench"] as const;

/** The .ts and .tsx files below the folders, with the ones at the root when none is named. */
export function sources(...folders: string[]): string[] {
  const below = (folders.length > 0 ? folders : wings).flatMap((folder) =>
    globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root }),
  );
  const beside = folders.length > 0 ? [] : globSync("*.ts", { cwd: root });
  return [...below, ...beside].map((file) => join(root, file)).sort();
}
