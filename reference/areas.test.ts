import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { areaByCode, areasOf, fullName, kindWord, pointsOf, provinces } from "./areas.ts";

/** Districts and subdistricts of each province in the edition of 2022-01-22. */
const TOTALS =
  "10:50/169 11:6/50 12:6/52 13:7/60 14:16/209 15:7/73 16:11/124 17:6/43 18:8/53 19:13/111 20:11/92 21:8/58 22:10/76 " +
  "23:7/38 24:11/93 25:7/65 26:4/41 27:9/59 30:32/289 31:23/189 32:17/159 33:22/206 34:25/219 35:9/79 36:16/124 37:7/56 " +
  "38:8/53 39:6/59 40:26/199 41:20/156 42:14/90 43:9/62 44:13/133 45:20/193 46:18/135 47:18/125 48:12/99 49:7/53 " +
  "50:25/204 51:8/51 52:13/100 53:9/67 54:8/78 55:15/99 56:9/68 57:18/124 58:7/45 60:15/130 61:8/70 62:11/78 63:9/63 " +
  "64:9/86 65:9/93 66:12/89 67:11/117 70:10/104 71:13/98 72:10/110 73:7/106 74:3/40 75:3/36 76:8/93 77:8/48 80:23/170 " +
  "81:8/53 82:8/48 83:3/17 84:19/131 85:5/30 86:8/70 90:16/127 91:7/36 92:10/87 93:11/65 94:12/115 95:8/58 96:13/77";

test("77 provinces (76 and Bangkok), 928 districts, 7,425 subdistricts; each province's own totals", () => {
  assert.equal(provinces().length, 77);
  let districts = 0;
  let subdistricts = 0;
  const found = provinces().map(({ code }) => {
    const count = (kind: string) => areasOf(code).filter((area) => area.kind === kind).length;
    districts += count("district");
    subdistricts += count("subdistrict");
    return `${code}:${count("district")}/${count("subdistrict")}`;
  });
  assert.equal(found.join(" "), TOTALS);
  assert.deepEqual([districts, subdistricts], [928, 7425]);
  assert.equal(districts - 50, 878, "อำเภอ, without Bangkok's เขต");
});

test("Phra Nakhon Si Ayutthaya has its 16 districts", () => {
  const names = areasOf("14").flatMap((area) => (area.kind === "district" ? [area.th] : []));
  assert.deepEqual(
    names.toSorted((a, b) => a.localeCompare(b, "th")),
    "ท่าเรือ นครหลวง บางซ้าย บางไทร บางบาล บางปะหัน บางปะอิน บ้านแพรก ผักไห่ พระนครศรีอยุธยา ภาชี มหาราช ลาดบัวหลวง วังน้อย เสนา อุทัย"
      .split(" ")
      .toSorted((a, b) => a.localeCompare(b, "th")),
  );
});

test("every area stands in its parent, is named in both languages, and no name is cut off", () => {
  const districtNames = new Map<string, string>();
  for (const { code: province } of provinces()) {
    const codes = new Set(areasOf(province).map((area) => area.code));
    for (const area of areasOf(province)) {
      assert.match(area.th, /^[\u0e01-\u0e4e][\u0e01-\u0e4e.\- ]*$/, area.code);
      assert.match(area.en, /^[A-Z][A-Za-z\-' .]+$/, area.code);
      if (area.parent !== null) assert.ok(codes.has(area.parent));
      if (area.kind === "district") districtNames.set(area.code, area.th);
      if (area.kind === "subdistrict") {
        assert.ok(
          area.lon! > 97.3 && area.lon! < 105.7 && area.lat! > 5.6 && area.lat! < 20.5 && area.km2! > 0,
          area.code,
        );
        if (area.postcode !== undefined) assert.match(area.postcode, /^[1-9][0-9]{4}$/);
      }
    }
  }
  for (const [code, th] of [
    ["7701", "เมืองประจวบคีรีขันธ์"],
    ["8001", "เมืองนครศรีธรรมราช"],
    ["8401", "เมืองสุราษฎร์ธานี"],
    ["1008", "ป้อมปราบศัตรูพ่าย"],
  ])
    assert.equal(districtNames.get(code!), th);
  assert.equal(areaByCode("801210")!.th, "ปากพนังฝั่งตะวันตก");
  assert.equal(areaByCode("801214")!.th, "ปากพนังฝั่งตะวันออก");
});

test("the capital district is อำเภอเมือง… everywhere but in Ayutthaya", () => {
  for (const province of provinces()) {
    if (province.code === "10") continue;
    const capital = areaByCode(`${province.code}01`)!;
    assert.equal(capital.th, province.code === "14" ? "พระนครศรีอยุธยา" : `เมือง${province.th}`);
  }
});

test("the word before a name: อำเภอ and ตำบล, in Bangkok เขต and แขวง", () => {
  assert.equal(fullName(areaByCode("1406")!).th, "อำเภอบางปะอิน");
  assert.equal(fullName(areaByCode("140601")!).en, `${areaByCode("140601")!.en} Subdistrict`);
  assert.equal(fullName(areaByCode("1001")!).th, "เขตพระนคร");
  assert.equal(kindWord("100101").th, "แขวง");
  assert.equal(fullName(areaByCode("10")!).th, "กรุงเทพมหานคร");
  assert.equal(fullName(areaByCode("50")!).th, "จังหวัดเชียงใหม่");
});

test("a province's area is the sum of its subdistricts; unknown codes are refused; answers are the caller's own", () => {
  assert.ok(Math.abs(provinces().find((p) => p.code === "14")!.km2! - 2569.46) < 0.01);
  assert.equal(pointsOf("14").length, 209);
  assert.equal(pointsOf().length, 7425);
  assert.throws(() => areasOf("28"), RangeError);
  assert.equal(areaByCode("9999"), undefined);
  areasOf("14")[0]!.th = "x";
  assert.equal(areasOf("14")[0]!.th, "พระนครศรีอยุธยา");
});

const gazetteer = new URL("../../shared/data/codes/gazetteer.csv", import.meta.url);
test("the names agree with the gazetteer they came from, but for the twelve corrections in SOURCES.md", {
  skip: existsSync(gazetteer) ? false : "../shared is absent",
}, () => {
  const sources = readFileSync(new URL("./SOURCES.md", import.meta.url), "utf8");
  const corrected = new Set([...sources.matchAll(/^\| (\d{4,6}) +\|/gm)].map((match) => match[1]));
  assert.equal(corrected.size, 12);
  const lines = readFileSync(gazetteer, "utf8")
    .replace(/^\ufeff/, "")
    .trim()
    .split(/\r?\n/)
    .slice(1);
  assert.equal(lines.length, 7425);
  for (const line of lines) {
    const [code, th, en, district, districtTh, districtEn] = line.split(",");
    const mine = areaByCode(code!)!;
    const above = areaByCode(district!)!;
    assert.deepEqual([mine.en, above.en, mine.parent], [en, districtEn, district]);
    if (!corrected.has(code!)) assert.equal(mine.th, th);
    if (!corrected.has(district!)) assert.equal(above.th, districtTh);
  }
});
