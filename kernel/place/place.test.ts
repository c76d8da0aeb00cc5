import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { pointsOf } from "../../reference/areas.ts";
import { boundsOf, type Shape } from "./geometry.ts";
import { districtMap, subdistrictMap } from "./map.ts";
import { openPlace, type TestPlace } from "./place.fixture.ts";
import { areaAt, currentCode, loadAreas } from "./place.ts";

let place: TestPlace;
before(async () => {
  place = await openPlace();
});
after(() => place.close());

test("a province's areas are loaded with approximate shapes, and loading again changes nothing", async () => {
  const first = await loadAreas(place.sql, "14");
  assert.deepEqual(first, { areas: 1 + 16 + 209, shapes: 1 + 16 + 209 });
  assert.deepEqual(await loadAreas(place.sql, "14"), { areas: 0, shapes: 0 });
  const { rows } = await place.sql.query(
    "SELECT kind, count(*)::int, bool_and(approximate) AS approximate FROM area_now JOIN area_shape USING (code) GROUP BY kind ORDER BY kind",
  );
  assert.deepEqual(rows, [
    { kind: "district", count: 16, approximate: true },
    { kind: "province", count: 1, approximate: true },
    { kind: "subdistrict", count: 209, approximate: true },
  ]);
});

test("every inner point is found in its own subdistrict, district and province", async () => {
  for (const { code, lon, lat } of pointsOf("14")) {
    assert.deepEqual(await areaAt(place.sql, lon, lat), {
      subdistrict: code,
      district: code.slice(0, 4),
      province: "14",
    });
  }
});

test("a place outside the province is in no area; nonsense is refused", async () => {
  const nowhere = { subdistrict: null, district: null, province: null };
  assert.deepEqual(await areaAt(place.sql, 98.98, 18.79), nowhere);
  assert.deepEqual(await areaAt(place.sql, 0, 0), nowhere);
  await assert.rejects(areaAt(place.sql, Number.NaN, 14), RangeError);
});

test("the lookup uses the index on the bounding boxes", async () => {
  const client = await place.sql.connect();
  try {
    await client.query("SET enable_seqscan = off");
    const { rows } = await client.query(
      "EXPLAIN SELECT code FROM area_shape WHERE bounds @> box(point(100.5, 14.3), point(100.5, 14.3))",
    );
    assert.match(JSON.stringify(rows), /area_shape_bounds/);
    await client.query("RESET enable_seqscan");
  } finally {
    client.release();
  }
});

test("the map of districts is small, complete, and says that it is approximate", async () => {
  const map = await districtMap(place.sql);
  assert.equal(map.features.length, 16);
  assert.ok(Buffer.byteLength(JSON.stringify(map)) <= 150_000);
  assert.equal(map.notice?.th, "ขอบเขตโดยประมาณ");
  assert.equal(map.features[0]!.properties.th, "พระนครศรีอยุธยา");
  assert.equal(map.features.find((f) => f.id === "1406")?.properties.en, "Bang Pa-In");
  const subdistricts = await subdistrictMap(place.sql, "1406");
  assert.equal(subdistricts.features.length, 18);
  assert.ok(subdistricts.features.every((f) => f.properties.parent === "1406"));
  assert.equal((await subdistrictMap(place.sql)).features.length, 209);
});

test("a map is simplified until it fits", async () => {
  const small = await subdistrictMap(place.sql, null, 70_000);
  assert.equal(small.features.length, 209);
  assert.ok(Buffer.byteLength(JSON.stringify(small)) <= 70_000, `${Buffer.byteLength(JSON.stringify(small))}`);
});

test("a recoded subdistrict: the old code holds on the old day, the new one today, and the old one leads to it", async () => {
  const { rows } = await place.sql.query("SELECT lon, lat FROM area WHERE code = '140116'");
  const { lon, lat } = rows[0];
  await place.sql.query("UPDATE area SET valid_to = '2024-01-01', replaced_by = '140199' WHERE code = '140116'");
  await place.sql.query(`INSERT INTO area (code, kind, name_th, name_en, parent_code, valid_from)
    VALUES ('140199', 'subdistrict', 'บ้านเกาะใหม่', 'Ban Ko Mai', '1401', '2024-01-01')`);
  await place.sql.query(`INSERT INTO area_shape (code, valid_from, geometry, bounds, approximate, source)
    SELECT '140199', '2024-01-01', geometry, bounds, approximate, source FROM area_shape WHERE code = '140116'`);
  assert.equal((await areaAt(place.sql, lon, lat, "2023-12-31")).subdistrict, "140116");
  assert.equal((await areaAt(place.sql, lon, lat, "2024-01-01")).subdistrict, "140199");
  assert.equal((await areaAt(place.sql, lon, lat)).subdistrict, "140199");
  assert.equal(await currentCode(place.sql, "140116"), "140199");
  assert.equal(await currentCode(place.sql, "140101"), "140101");
  assert.equal(await currentCode(place.sql, "149999"), null);
});

test("codes that replace each other in a circle do not hang the question", async () => {
  const { sql } = place;
  for (const [code, by] of [
    ["140197", "140198"],
    ["140198", "140197"],
  ]) {
    await sql.query(
      `INSERT INTO area (code, kind, name_th, name_en, parent_code, valid_to, replaced_by)
       VALUES ($1, 'subdistrict', 'ก', 'K', '1401', '2000-01-01', $2)`,
      [code, by],
    );
  }
  assert.equal(await currentCode(sql, "140197"), null);
});

test("the database refuses areas that cannot be", async () => {
  const refused = (values: string, state: string) =>
    assert.rejects(
      place.sql.query(
        `INSERT INTO area (code, kind, name_th, name_en, parent_code, valid_from, valid_to, lon, lat, replaced_by) VALUES (${values})`,
      ),
      { code: state },
      values,
    );
  await refused("'140101', 'subdistrict', 'ก', 'K', '1401', '2020-01-01', NULL, NULL, NULL, NULL", "23P01");
  await refused("'140150', 'district', 'ก', 'K', '1401', '2020-01-01', NULL, NULL, NULL, NULL", "23514");
  await refused("'140150', 'subdistrict', 'ก', 'K', '1402', '2020-01-01', NULL, NULL, NULL, NULL", "23514");
  await refused("'140150', 'subdistrict', 'ก', 'K', NULL, '2020-01-01', NULL, NULL, NULL, NULL", "23514");
  await refused("'140150', 'subdistrict', 'ก', 'K', '1401', '2020-01-01', '2019-01-01', NULL, NULL, NULL", "23514");
  await refused("'140150', 'subdistrict', 'ก', 'K', '1401', '2020-01-01', NULL, 2, 48, NULL", "23514");
  await refused("'140150', 'subdistrict', 'ก', 'K', '1401', '2020-01-01', NULL, 100, NULL, NULL", "23514");
  await refused("'140150', 'subdistrict', 'ก', 'K', '1401', '2020-01-01', NULL, NULL, NULL, '140151'", "23514");
  await refused("'14015', 'subdistrict', 'ก', 'K', '140', '2020-01-01', NULL, NULL, NULL, NULL", "23514");
});

test("the bounds that are stored are the geometry's", async () => {
  const { rows } = await place.sql.query<{ geometry: Shape; west: number; south: number; east: number; north: number }>(
    "SELECT geometry, (bounds[1])[0] AS west, (bounds[1])[1] AS south, (bounds[0])[0] AS east, (bounds[0])[1] AS north FROM area_shape",
  );
  for (const { geometry, west, south, east, north } of rows)
    assert.deepEqual(boundsOf(geometry), [west, south, east, north]);
});
