import assert from "node:assert/strict";
import { test } from "node:test";
import { unitsOf } from "./agencies.ts";
import { addresseesOf, fillOrder, orderTemplates, SAMPLE_MARK } from "./orders.ts";

test("sixty instructions and more, each with its own key and title, all marked ตัวอย่าง", () => {
  const templates = orderTemplates();
  assert.ok(templates.length >= 60, `${templates.length}`);
  assert.equal(new Set(templates.map((one) => one.key)).size, templates.length);
  assert.equal(new Set(templates.map((one) => one.titleTh)).size, templates.length);
  for (const one of templates) {
    assert.ok(one.sample && one.titleTh.endsWith(`(${SAMPLE_MARK})`) && one.titleEn.endsWith("(sample)"));
  }
});

test("the texts keep to the fixed phrases, in Thai digits, and are whole", () => {
  for (const one of orderTemplates()) {
    assert.match(one.bodyTh, /^ด้วย[^\n]+\n\nในการนี้ [^\n]+จึงขอให้[^\n]+ดังนี้\n๑\. .+\n\nทั้งนี้ /s, one.key);
    const filled = fillOrder(one, "ลำปาง", 2570);
    assert.ok(!/[{}]|[0-9]/.test(filled.bodyTh.replace("PM2.5", "")), one.key);
    assert.ok(!/\{(p|fy)\}/.test(JSON.stringify(filled)), one.key);
    assert.ok(filled.bodyTh.includes("จังหวัดลำปาง"));
    assert.ok(one.workingDays >= 5 && one.workingDays <= 30);
    assert.ok(one.progressTh.length >= 4 && one.evidence.length >= 2);
    assert.ok(one.returnReasonsTh.length >= 2 && one.extensionReasonsTh.length >= 2);
    for (const name of one.evidence) assert.match(name, /^[^/\\]+\.(pdf|xlsx|jpg|png|csv|geojson)$/);
    assert.match(one.gistEn, /^[A-Z].+\.$/);
  }
  const budget = orderTemplates().find((one) => one.key === "disbursement")!;
  assert.ok(fillOrder(budget, "ลำปาง", 2570).titleTh.includes("พ.ศ. ๒๕๗๐"));
});

test("every addressee exists in a province; districts are all of them, agencies those of the regional administration", () => {
  const units = unitsOf("14");
  for (const one of orderTemplates()) {
    for (const kind of one.to) assert.ok(addresseesOf([kind], units).length > 0, `${one.key}: ${kind}`);
    const all = addresseesOf(one.to, units);
    assert.equal(new Set(all).size, all.length);
  }
  assert.equal(addresseesOf(["all_districts"], units).length, 16);
  const agencies = addresseesOf(["all_agencies"], units);
  assert.ok(
    agencies.includes("agency.health") && !agencies.includes("agency.police") && !agencies.includes("local.pao"),
  );
  assert.ok(addresseesOf(["ministry:labour"], units).length >= 4);
});
