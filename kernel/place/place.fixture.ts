// For the tests of this folder: a schema with place.sql alone in it, and boundary files made on the spot.
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { crc32, deflateRawSync } from "node:zlib";
import pg from "pg";
import { polygonsOf, type Shape } from "./geometry.ts";

export type TestPlace = { sql: pg.Pool; close(): Promise<void> };

/** A fresh schema on the server of TEST_DATABASE_URL. */
export async function openPlace(): Promise<TestPlace> {
  const connectionString = process.env.TEST_DATABASE_URL;
  if (!connectionString) throw new Error("TEST_DATABASE_URL is not set: run the tests with `npm test`");
  const schema = `t_place_${randomBytes(6).toString("hex")}`;
  const sql = new pg.Pool({ connectionString, max: 2, options: `-c search_path=${schema} -c timezone=UTC` });
  await sql.query(`CREATE SCHEMA ${schema}`);
  await sql.query(await readFile(new URL("./place.sql", import.meta.url), "utf8"));
  return {
    sql,
    async close() {
      await sql.query(`DROP SCHEMA ${schema} CASCADE`);
      await sql.end();
    },
  };
}

/** A ZIP archive of these members, deflated. `lie` falsifies the unpacked size that the directory states. */
export function zip(members: Record<string, Buffer>, { lie = false } = {}): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(members)) {
    const packed = deflateRawSync(content);
    const nameBytes = Buffer.from(name);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(0x800, 6);
    head.writeUInt16LE(8, 8);
    head.writeUInt16LE(nameBytes.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(0x800, 8);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(crc32(content), 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(lie ? 10 : content.length, 24);
    entry.writeUInt16LE(nameBytes.length, 28);
    entry.writeUInt32LE(at, 42);
    bodies.push(head, nameBytes, packed);
    directory.push(entry, nameBytes);
    at += 30 + nameBytes.length + packed.length;
  }
  const end = Buffer.alloc(22);
  const count = Object.keys(members).length;
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, ...directory, end]);
}

export const WGS84_PRJ = 'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]]]';

export type ShapefileRow = { shape: Shape; fields: Record<string, Buffer> };

/** The .shp and .dbf of polygons with text fields of 60 bytes (ESRI technical description, July 1998). */
export function shapefile(rows: ShapefileRow[]): { shp: Buffer; dbf: Buffer } {
  const records = rows.map(({ shape }, at) => {
    const rings = polygonsOf(shape).flat();
    const points = rings.flat();
    const body = Buffer.alloc(44 + rings.length * 4 + points.length * 16);
    body.writeInt32LE(5, 0);
    for (const [i, pick] of [Math.min, Math.min, Math.max, Math.max].entries()) {
      body.writeDoubleLE(
        points.reduce((best, point) => pick(best, point[i % 2]!), points[0]![i % 2]!),
        4 + i * 8,
      );
    }
    body.writeInt32LE(rings.length, 36);
    body.writeInt32LE(points.length, 40);
    let start = 0;
    for (const [i, ring] of rings.entries()) {
      body.writeInt32LE(start, 44 + i * 4);
      start += ring.length;
    }
    // shapefiles run outer rings clockwise
    for (const [i, point] of rings.flatMap((ring) => ring.toReversed()).entries()) {
      body.writeDoubleLE(point[0], 44 + rings.length * 4 + i * 16);
      body.writeDoubleLE(point[1], 52 + rings.length * 4 + i * 16);
    }
    const head = Buffer.alloc(8);
    head.writeInt32BE(at + 1, 0);
    head.writeInt32BE(body.length / 2, 4);
    return Buffer.concat([head, body]);
  });
  const head = Buffer.alloc(100);
  head.writeInt32BE(9994, 0);
  head.writeInt32BE((100 + records.reduce((sum, record) => sum + record.length, 0)) / 2, 24);
  head.writeInt32LE(1000, 28);
  head.writeInt32LE(5, 32);
  return { shp: Buffer.concat([head, ...records]), dbf: dbase(rows) };
}

function dbase(rows: ShapefileRow[]): Buffer {
  const names = Object.keys(rows[0]!.fields);
  const head = Buffer.alloc(32 + names.length * 32 + 1);
  head[0] = 3;
  head.writeUInt32LE(rows.length, 4);
  head.writeUInt16LE(head.length, 8);
  head.writeUInt16LE(1 + names.length * 60, 10);
  for (const [i, name] of names.entries()) {
    head.write(name, 32 + i * 32, "latin1");
    head.write("C", 43 + i * 32);
    head[48 + i * 32] = 60;
  }
  head[head.length - 1] = 0x0d;
  const lines = rows.map(({ fields }) => {
    const line = Buffer.alloc(1 + names.length * 60, " ");
    for (const [i, name] of names.entries()) fields[name]!.copy(line, 1 + i * 60);
    return line;
  });
  return Buffer.concat([head, ...lines, Buffer.from([0x1a])]);
}

/** Thai text in TIS-620 / Windows-874, as older agency files have it. */
export function tis620(text: string): Buffer {
  return Buffer.from(
    [...text].map((c) => (c.charCodeAt(0) >= 0x0e00 ? c.charCodeAt(0) - 0x0e00 + 0xa0 : c.charCodeAt(0))),
  );
}
