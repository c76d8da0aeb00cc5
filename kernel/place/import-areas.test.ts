import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { areasOf, pointsOf } from "../../reference/areas.ts";
import { AreaFileRefused, PUBLIC_SOURCE, readAreaFile } from "./area-file.ts";
import { matcherFor } from "./area-matching.ts";
import { approximateAreas } from "./cells.ts";
import { importAreas } from "./import-areas.ts";
import { districtMap } from "./map.ts";
import { openPlace, shapefile, type TestPlace, tis620, WGS84_PRJ, zip } from "./place.fixture.ts";
import { areaAt, loadAreas } from "./place.ts";
import { readZip, ZipRefused } from "./zip.ts";

const shared = (name: string) => fileURLToPath(new URL(`../../../shared/data/boundaries/${name}`, import.meta.url));
const needs = (name: string) => ({ skip: existsSync(shared(name)) ? false : "../shared is absent" });

let place: TestPlace;
let folder: string;
before(async () => {
  place = await openPlace();
  folder = await mkdtemp(join(tmpdir(), "changwat-areas-"));
});
after(async () => {
  await place.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  await place.sql.query("DELETE FROM area");
});

const file = async (name: string, content: string | Buffer) => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};
const refusal = async (path: string) => {
  try {
    await importAreas(place.sql, path);
  } catch (caught) {
    if (caught instanceof AreaFileRefused) return caught;
    throw caught;
  }
  throw new Error("it was not refused");
};

/** What share of a province's inner points lies in its own subdistrict. */
async function accuracy(province: string): Promise<number> {
  const points = pointsOf(province);
  let right = 0;
  for (const { code, lon, lat } of points) if ((await areaAt(place.sql, lon, lat)).subdistrict === code) right++;
  return right / points.length;
}

test("the official file of Ayutthaya replaces every approximate shape", needs("ayutthaya.topo.json"), async () => {
  await loadAreas(place.sql, "14");
  const lines: string[] = [];
  const done = await importAreas(place.sql, shared("ayutthaya.topo.json"), { log: (line) => lines.push(line) });
  assert.equal(done.replaced.length, 1 + 16 + 209);
  assert.deepEqual(
    { ...done, replaced: 0 },
    { replaced: 0, derived: [], unmatched: [], elsewhere: 0, notAreas: 0, missing: [] },
  );
  assert.ok(lines.length >= 3);
  assert.ok((await accuracy("14")) >= 0.98);
  const { rows } = await place.sql.query("SELECT bool_or(approximate) AS any, min(source) AS source FROM area_shape");
  assert.deepEqual(rows[0], { any: false, source: "ayutthaya.topo.json" });
  const map = await districtMap(place.sql);
  assert.equal(map.notice, null);
  assert.ok(Buffer.byteLength(JSON.stringify(map)) <= 150_000);
  await loadAreas(place.sql, "14");
  assert.equal(
    (await place.sql.query("SELECT count(*)::int AS n FROM area_shape WHERE approximate")).rows[0].n,
    0,
    "kept",
  );
});

test("Chiang Mai likewise; its map of 25 districts fits", needs("chiang-mai.topo.json"), async () => {
  await loadAreas(place.sql, "50");
  const done = await importAreas(place.sql, shared("chiang-mai.topo.json"));
  assert.equal(done.replaced.length, 1 + 25 + 204);
  assert.ok((await accuracy("50")) >= 0.98);
  assert.ok(Buffer.byteLength(JSON.stringify(await districtMap(place.sql))) <= 150_000);
});

test(
  "a national file of subdistricts gives the province's, with districts and outline derived",
  needs("thailand.tambon.topo.json.gz"),
  async () => {
    await loadAreas(place.sql, "83");
    const done = await importAreas(place.sql, shared("thailand.tambon.topo.json.gz"));
    assert.equal(done.replaced.length, 1 + 3 + 17);
    assert.deepEqual(done.derived, ["83", "8301", "8302", "8303"]);
    assert.equal(done.elsewhere, 7425 - 17);
    assert.ok((await accuracy("83")) >= 0.9, `${await accuracy("83")}`);
  },
);

test("a national file of districts replaces the districts only", needs("thailand.amphoe.topo.json"), async () => {
  await loadAreas(place.sql, "14");
  const done = await importAreas(place.sql, shared("thailand.amphoe.topo.json"));
  assert.equal(done.replaced.length, 17, "16 districts and the province derived from them");
  assert.equal(done.missing.length, 209);
  assert.equal(await accuracy("14"), 1, "the subdistricts keep their cells");
});

const rowsOf = (province: string, encode: (text: string) => Buffer) => {
  const shapes = new Map(approximateAreas(province).map((area) => [area.code, area.geometry]));
  const areas = areasOf(province);
  const districtName = new Map(areas.filter((a) => a.kind === "district").map((a) => [a.code, a.th]));
  return areas
    .filter((area) => area.kind === "subdistrict")
    .map((area) => ({
      shape: shapes.get(area.code)!,
      fields: {
        PROV_CODE: Buffer.from(area.code.slice(0, 2)),
        AMP_CODE: Buffer.from(area.code.slice(2, 4)),
        TAM_CODE: Buffer.from(area.code.slice(4)),
        TAM_NAMT: encode(`ต.${area.th}`),
        AMPHOE_T: encode(`อ.${districtName.get(area.code.slice(0, 4))}`),
      },
    }));
};

test("a zipped Shapefile with codes in parts, in a folder, next to what is not wanted", async () => {
  await loadAreas(place.sql, "83");
  const { shp, dbf } = shapefile(rowsOf("83", Buffer.from));
  const path = await file(
    "tambon.zip",
    zip({
      "data/Tambon.shp": shp,
      "data/Tambon.DBF": dbf,
      "data/Tambon.prj": Buffer.from(WGS84_PRJ),
      "../../evil.txt": Buffer.from("x"),
    }),
  );
  const done = await importAreas(place.sql, path, { source: "กรมการปกครอง" });
  assert.equal(done.replaced.length, 21);
  assert.deepEqual(done.unmatched, []);
  assert.equal(await accuracy("83"), 1);
});

test("a Shapefile with Thai names in TIS-620 and no codes is matched by name within the district", async () => {
  await loadAreas(place.sql, "83");
  const named = rowsOf("83", tis620).map(({ shape, fields }) => ({
    shape,
    fields: { TAM_NAMT: fields.TAM_NAMT, AMPHOE_T: fields.AMPHOE_T },
  }));
  const { shp, dbf } = shapefile(named);
  const path = await file("names.zip", zip({ "t.shp": shp, "t.dbf": dbf }));
  const done = await importAreas(place.sql, path);
  assert.deepEqual(done.unmatched, []);
  assert.equal(done.replaced.length, 21);
});

test("features that cannot be used are named with the reason, and the rest is used", async () => {
  await loadAreas(place.sql, "83");
  const [, , , , cell] = approximateAreas("83");
  const feature = (properties: object, geometry: unknown = cell!.geometry) => ({
    type: "Feature",
    properties,
    geometry,
  });
  const path = await file(
    "some.geojson",
    JSON.stringify({
      type: "FeatureCollection",
      features: [
        feature({ ADM3_PCODE: `TH${cell!.code}` }),
        feature({ tambon_code: "830199" }),
        feature({ note: "no code" }),
        feature({ ADM3_PCODE: "TH140101" }),
        feature(
          { ADM3_PCODE: "TH830102" },
          {
            type: "Polygon",
            coordinates: [
              [
                [7, 98],
                [7, 99],
                [8, 99],
                [7, 98],
              ],
            ],
          },
        ),
        feature({ ADM3_PCODE: "TH830103" }, null),
        feature({}, { type: "LineString", coordinates: [] }),
        feature({ district: "เขตกะทู้" }),
      ],
    }),
  );
  const done = await importAreas(place.sql, path);
  assert.deepEqual(done.replaced, [cell!.code, "8302"].sort());
  assert.equal(done.elsewhere, 1);
  assert.equal(done.notAreas, 1);
  assert.deepEqual(
    done.unmatched.map(({ index, reason }) => `${index} ${reason.split(":")[0]}`),
    [
      "1 no area has the code 830199 today",
      "2 no property with an area's code or name",
      "4 latitude_first",
      "5 not_an_object",
    ],
  );
});

test("a name that fits two areas is not guessed", () => {
  const match = matcherFor(areasOf("14"));
  const feature = (properties: Record<string, unknown>) => match({ layer: "", index: 0, properties, geometry: null });
  assert.equal(feature({ TB_TN: "บ้านใหม่" }).is, "unknown");
  assert.deepEqual(feature({ TB_TN: "ตำบลบ้านใหม่", AP_TN: "พระนครศรีอยุธยา" }), { is: "area", code: "140115" });
  assert.deepEqual(feature({ AP_EN: "Amphoe Bang Pa-in" }), { is: "area", code: "1406" });
  assert.deepEqual(feature({ AP_EN: "Bang Pa-in", PV_EN: "Ang Thong" }), { is: "elsewhere" });
  assert.deepEqual(feature({ code: 1406 }), { is: "area", code: "1406" });
});

test("a missing file: says where the public one can be had", async () => {
  await loadAreas(place.sql, "83");
  for (const path of ["", join(folder, "none.zip"), folder]) {
    const refused = await refusal(path);
    assert.equal(refused.code, "missing");
    assert.ok(refused.en.includes(PUBLIC_SOURCE) && refused.th.includes(PUBLIC_SOURCE));
  }
});

test("what is not a boundary file, or is damaged, or not in WGS 84, is refused and says so", async () => {
  await loadAreas(place.sql, "83");
  const { shp, dbf } = shapefile(rowsOf("83", Buffer.from));
  const utm = Buffer.from('PROJCS["WGS_1984_UTM_Zone_47N",GEOGCS["GCS_WGS_1984"]]');
  const cases: [string, string | Buffer, string][] = [
    ["a.json", "", "empty"],
    ["b.json", "hello", "not_an_area_file"],
    ["c.json", '{"type":"FeatureCollection","features":[', "damaged"],
    ["d.json", "[]", "not_an_area_file"],
    ["e.json", '{"type":"FeatureCollection","features":[]}', "empty"],
    ["f.json", '{"type":"FeatureCollection","features":[7]}', "damaged"],
    ["g.json", `${"[".repeat(60_000)}`, "not_an_area_file"],
    [
      "h.json",
      '{"type":"Topology","objects":{"a":{"type":"GeometryCollection","geometries":[{"type":"Polygon","arcs":[[5]]}]}},"arcs":[]}',
      "damaged",
    ],
    [
      "i.json",
      '{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32647"}},"features":[{}]}',
      "not_wgs84",
    ],
    ["j.gz", Buffer.from([0x1f, 0x8b, 8, 0, 1, 2]), "damaged"],
    ["k.zip", "PK nonsense", "damaged"],
    ["l.zip", zip({ "readme.txt": Buffer.from("x") }), "not_an_area_file"],
    ["m.zip", zip({ "t.shp": shp, "t.dbf": dbf, "t.prj": utm }), "not_wgs84"],
    ["n.zip", zip({ "t.shp": shp }), "damaged"],
    ["o.zip", zip({ "t.shp": shp.subarray(0, 50), "t.dbf": dbf }), "damaged"],
  ];
  for (const [name, content, code] of cases) assert.equal((await refusal(await file(name, content))).code, code, name);
  assert.equal((await place.sql.query("SELECT count(*)::int AS n FROM area_shape WHERE NOT approximate")).rows[0].n, 0);
});

test("a ZIP bomb is stopped by what it really unpacks to, whatever its directory says", () => {
  const limits = { members: 10, memberBytes: 1_000_000, totalBytes: 1_500_000 };
  const zeros = Buffer.alloc(5_000_000);
  for (const lie of [false, true]) {
    assert.throws(() => readZip(zip({ "a.shp": zeros }, { lie }), () => true, limits), ZipRefused);
  }
  const three = { "a.shp": zeros.subarray(0, 900_000), "b.shp": zeros.subarray(0, 900_000) };
  assert.throws(() => readZip(zip(three), () => true, limits), /too large/);
  assert.equal(readZip(zip(three), (name) => name === "b.shp", limits).size, 1, "unwanted members are not unpacked");
  const many = Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`${i}.shp`, Buffer.from("x")]));
  assert.throws(() => readZip(zip(many), () => true, limits), /more than 10/);
  const good = zip({ "a.shp": Buffer.from("boundary") });
  const bad = Buffer.from(good);
  bad[36] = bad[36]! ^ 0xff;
  assert.throws(() => readZip(bad, () => true, limits), /damaged/);
});

test("a boundary file with any bytes changed is read or refused, never anything else", async () => {
  const { shp, dbf } = shapefile(rowsOf("83", Buffer.from).slice(0, 2));
  const whole = zip({ "t.shp": shp, "t.dbf": dbf });
  const path = join(folder, "fuzz.zip");
  const spoilt = (bytes: Buffer, changes: [number, number][]) => {
    const copy = Buffer.from(bytes);
    for (const [at, byte] of changes) copy[at % copy.length] = byte;
    return copy;
  };
  const changes = fc.array(fc.tuple(fc.nat(1_000_000), fc.integer({ min: 0, max: 255 })), {
    minLength: 1,
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom("zip", "shp", "dbf"), changes, async (part, list) => {
      const archive =
        part === "zip"
          ? spoilt(whole, list)
          : zip({
              "t.shp": part === "shp" ? spoilt(shp, list) : shp,
              "t.dbf": part === "dbf" ? spoilt(dbf, list) : dbf,
            });
      await writeFile(path, archive);
      await readAreaFile(path).catch((caught) => assert.ok(caught instanceof AreaFileRefused, String(caught?.stack)));
    }),
    { numRuns: 400 },
  );
});
