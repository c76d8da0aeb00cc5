// Boundary files as agencies hand them out: GeoJSON, TopoJSON (also gzipped) and zipped Shapefiles.
import { readFile, stat } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { open } from "shapefile";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { readZip, ZipRefused } from "./zip.ts";

/** One feature as it stands in the file: nothing is checked yet. */
export type RawFeature = { layer: string; index: number; properties: Record<string, unknown>; geometry: unknown };

export type AreaFileFaultCode = "missing" | "too_large" | "not_an_area_file" | "damaged" | "not_wgs84" | "empty";

/** A boundary file that cannot be read, with what to do about it in both languages. */
export class AreaFileRefused extends Error {
  readonly code: AreaFileFaultCode;
  readonly th: string;
  readonly en: string;
  constructor(code: AreaFileFaultCode, th: string, en: string) {
    super(en);
    this.name = "AreaFileRefused";
    this.code = code;
    this.th = th;
    this.en = en;
  }
}

/** Where the public boundary file is handed out. */
export const PUBLIC_SOURCE = "https://data.humdata.org/dataset/cod-ab-tha";

const MEGABYTE = 1024 * 1024;
/** Bytes of the file itself, and of its contents when unpacked. The country's subdistricts at survey quality fit. */
export const FILE_LIMIT = 300 * MEGABYTE;
const UNPACKED_LIMIT = 512 * MEGABYTE;
const FEATURE_LIMIT = 50_000;

/**
 * Reads every feature of a boundary file.
 *
 * @param path .json, .geojson, .topojson, each also .gz, or a .zip with one or more .shp and .dbf (and .prj, .cpg).
 *   What the file holds decides, not its name
 * @throws AreaFileRefused
 */
export async function readAreaFile(path: string): Promise<RawFeature[]> {
  const size = await sizeOf(path);
  if (size > FILE_LIMIT) throw tooLarge();
  const bytes = await readFile(path);
  const features = bytes.readUInt16BE(0) === 0x504b ? await fromZip(bytes) : fromJson(inflated(bytes));
  if (features.length === 0) throw new AreaFileRefused("empty", "ไฟล์ไม่มีขอบเขตใด ๆ", "the file has no features");
  if (features.length > FEATURE_LIMIT) throw tooLarge();
  return features;
}

async function sizeOf(path: string): Promise<number> {
  const found = path === "" ? undefined : await stat(path).catch(() => undefined);
  if (!found?.isFile()) {
    const shown = path === "" ? "" : ` "${path}"`;
    throw new AreaFileRefused(
      "missing",
      `ไม่พบไฟล์ขอบเขต${shown} ดาวน์โหลดไฟล์สาธารณะได้ที่ ${PUBLIC_SOURCE} (Thailand - Subnational Administrative Boundaries) แล้วสั่ง npx changwat import areas ไฟล์.zip`,
      `There is no boundary file${shown}. A public one can be had at ${PUBLIC_SOURCE} (Thailand - Subnational ` +
        "Administrative Boundaries, the zipped Shapefile or GeoJSON); then: npx changwat import areas FILE.zip",
    );
  }
  if (found.size < 2) throw new AreaFileRefused("empty", "ไฟล์ว่างเปล่า", "the file is empty");
  return found.size;
}

function inflated(bytes: Buffer): Buffer {
  if (bytes.readUInt16BE(0) !== 0x1f8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: UNPACKED_LIMIT });
  } catch (caught) {
    if ((caught as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge();
    throw damaged((caught as Error).message);
  }
}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function fromJson(bytes: Buffer): RawFeature[] {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString("utf8").replace(/^\ufeff/, ""));
  } catch (caught) {
    const text = bytes.subarray(0, 1).toString();
    if (text !== "{") throw notAreaFile();
    throw damaged((caught as Error).message);
  }
  if (!isObject(value)) throw notAreaFile();
  if (value.type === "Topology") return fromTopology(value);
  const list = value.type === "Feature" ? [value] : value.type === "FeatureCollection" ? value.features : undefined;
  if (!Array.isArray(list)) throw notAreaFile();
  refuseOtherReferenceSystem(value);
  return list.map((item, index) => rawFeature("", index, item));
}

function rawFeature(layer: string, index: number, item: unknown): RawFeature {
  if (!isObject(item)) throw damaged(`feature ${index} is not an object`);
  return { layer, index, properties: isObject(item.properties) ? item.properties : {}, geometry: item.geometry };
}

/** RFC 7946 knows WGS 84 only, but older files name another system in `crs`. */
function refuseOtherReferenceSystem(collection: Json): void {
  const name = isObject(collection.crs) && isObject(collection.crs.properties) ? collection.crs.properties.name : null;
  if (typeof name === "string" && !/CRS84|EPSG:{1,2}4326|4326$/i.test(name)) throw notWgs84(name.slice(0, 80));
}

function fromTopology(value: Json): RawFeature[] {
  if (!isObject(value.objects) || !Array.isArray(value.arcs)) throw notAreaFile();
  const out: RawFeature[] = [];
  for (const [layer, object] of Object.entries(value.objects)) {
    if (!isObject(object) || object.type !== "GeometryCollection" || !Array.isArray(object.geometries)) continue;
    try {
      const collection = feature(value as unknown as Topology, object as unknown as GeometryCollection);
      for (const [index, item] of collection.features.entries()) out.push(rawFeature(layer, index, item));
    } catch (caught) {
      throw damaged((caught as Error).message);
    }
  }
  return out;
}

async function fromZip(bytes: Buffer): Promise<RawFeature[]> {
  let members: Map<string, Buffer>;
  try {
    members = readZip(bytes, (name) => /^(?!__MACOSX\/).*\.(shp|dbf|prj|cpg|(geo|topo)?json)$/i.test(name), {
      members: 1000,
      memberBytes: UNPACKED_LIMIT,
      totalBytes: UNPACKED_LIMIT,
    });
  } catch (caught) {
    if (caught instanceof ZipRefused) throw new AreaFileRefused("damaged", caught.th, caught.en);
    throw caught;
  }
  const out: RawFeature[] = [];
  for (const [name, content] of members) {
    if (/json$/i.test(name) && content.length > 1) out.push(...fromJson(content));
    if (/\.shp$/i.test(name)) out.push(...(await fromShapefile(name, content, members)));
  }
  if (out.length === 0) throw notAreaFile();
  return out;
}

async function fromShapefile(name: string, shp: Buffer, members: Map<string, Buffer>): Promise<RawFeature[]> {
  const stem = name.slice(0, -4).toLowerCase();
  const beside = (extension: string) => {
    for (const [other, content] of members) if (other.toLowerCase() === `${stem}.${extension}`) return content;
    return undefined;
  };
  refuseProjected(beside("prj")?.toString("utf8"));
  const dbf = beside("dbf");
  if (!dbf) {
    throw new AreaFileRefused(
      "damaged",
      `ไม่มีไฟล์ .dbf คู่กับ ${name}`,
      `${name} has no .dbf beside it: codes and names are in it`,
    );
  }
  const out: RawFeature[] = [];
  try {
    const source = await open(new Uint8Array(shp), new Uint8Array(dbf), { encoding: encodingOf(beside("cpg"), dbf) });
    for (let step = await source.read(); !step.done; step = await source.read()) {
      out.push(rawFeature(stem, out.length, step.value));
      if (out.length > FEATURE_LIMIT) throw tooLarge();
    }
  } catch (caught) {
    if (caught instanceof AreaFileRefused) throw caught;
    throw damaged((caught as Error).message);
  }
  return out;
}

function refuseProjected(prj: string | undefined): void {
  if (prj === undefined) return; // the coordinates themselves are checked later
  if (/^\s*GEOGCS/i.test(prj) && /WGS[_ ]?(19)?84/i.test(prj)) return;
  throw notWgs84(/\["([^"]{1,60})"/.exec(prj)?.[1] ?? "?");
}

/** .cpg names the encoding; without it UTF-8 if the names are valid UTF-8, else the Thai Windows code page. */
function encodingOf(cpg: Buffer | undefined, dbf: Buffer): string {
  const named = cpg?.toString("latin1").trim().toLowerCase() ?? "";
  if (/874|tis|620|thai/.test(named)) return "windows-874";
  if (/utf|65001/.test(named)) return "utf-8";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(dbf.subarray(dbf.readUInt16LE(8)));
    return "utf-8";
  } catch {
    return "windows-874";
  }
}

const tooLarge = () =>
  new AreaFileRefused(
    "too_large",
    `ไฟล์ใหญ่เกินกำหนด (${FILE_LIMIT / MEGABYTE} MB, คลายแล้ว ${UNPACKED_LIMIT / MEGABYTE} MB, ${FEATURE_LIMIT} รายการ) โปรดลดความละเอียดก่อน`,
    `the file is too large (limits: ${FILE_LIMIT / MEGABYTE} MB, ${UNPACKED_LIMIT / MEGABYTE} MB unpacked, ${FEATURE_LIMIT} features): simplify it first`,
  );

const damaged = (why: string) =>
  new AreaFileRefused("damaged", `ไฟล์เสียหาย: ${why.slice(0, 200)}`, `the file is damaged: ${why.slice(0, 200)}`);

const notAreaFile = () =>
  new AreaFileRefused(
    "not_an_area_file",
    "ไม่ใช่ไฟล์ขอบเขต ต้องเป็น GeoJSON, TopoJSON หรือ Shapefile ที่บีบเป็น .zip",
    "not a boundary file: GeoJSON, TopoJSON or a zipped Shapefile is needed",
  );

const notWgs84 = (found: string) =>
  new AreaFileRefused(
    "not_wgs84",
    `ไฟล์ใช้ระบบพิกัด ${found} โปรดแปลงเป็น WGS 84 ก่อน เช่น ogr2ogr -t_srs EPSG:4326 ใหม่.shp เดิม.shp`,
    `the file is in ${found}: convert it to WGS 84 first, for example: ogr2ogr -t_srs EPSG:4326 new.shp old.shp`,
  );
