/** `npm run licences`: every package that we ship or build with may be used in an Apache-2.0 program. No AGPL, no BUSL, nothing unknown. */
import { resolve } from "node:path";
import { init } from "license-checker-rseidelsohn";

const allowed = [
  /^MIT$/,
  /^MIT-0$/,
  /^ISC$/,
  /^0BSD$/,
  /^BSD(-[23]-Clause)?$/,
  /^Apache-2\.0$/,
  /^BlueOak-1\.0\.0$/,
  /^CC0-1\.0$/,
  /^CC-BY-[34]\.0$/,
  /^Unlicense$/,
  /^Python-2\.0$/,
  /^PSF-2\.0$/,
  /^OFL-1\.1$/,
  /^WTFPL$/,
  /^Zlib$/,
  /^PostgreSQL$/,
  /^Unicode-3\.0$/,
  /^MPL-2\.0$/, // MPL: axe-core and lightningcss, used unmodified
];
const packages = await new Promise<Record<string, { licenses?: string | string[] }>>((done, fail) => {
  init({ start: resolve(import.meta.dirname, ".."), excludePrivatePackages: true }, (error, found) =>
    error ? fail(error) : done(found as never),
  );
});
const refused = Object.entries(packages).filter(([, { licenses = "unknown" }]) => {
  const text = Array.isArray(licenses) ? licenses.join(" AND ") : licenses;
  // "A OR B" is ours to choose; "A AND B" binds us to both.
  return !text
    .replaceAll(/[()*]/g, "")
    .split(" OR ")
    .some((choice) => choice.split(" AND ").every((one) => allowed.some((pattern) => pattern.test(one.trim()))));
});
for (const [name, { licenses }] of refused) console.error(`${name}: ${licenses}`);
console.log(`${Object.keys(packages).length} packages, ${refused.length} with a licence that is not allowed`);
process.exit(refused.length > 0 ? 1 : 0);
