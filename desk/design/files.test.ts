import assert from "node:assert/strict";
import { test } from "node:test";
import { fileFault, saySize } from "./files.ts";

test("sizes are said in the unit a person would use", () => {
  assert.deepEqual([0, 900, 1536, 20_971_520, 3 * 1024 ** 3].map(saySize), ["0 B", "900 B", "1.5 KB", "20 MB", "3 GB"]);
});

test("an empty file, one too large and one of a kind not taken are refused before they travel", () => {
  const rules = { accept: [".pdf", "image/*"], limit: 1000 };
  const file = (name: string, type: string, size = 10) => ({ name, type, size });
  assert.equal(fileFault(file("คำสั่ง.PDF", ""), rules), null);
  assert.equal(fileFault(file("ภาพ", "image/heic"), rules), null);
  assert.equal(fileFault(file("ก.pdf", "application/pdf", 0), rules), "empty");
  assert.equal(fileFault(file("ก.pdf", "application/pdf", 1001), rules), "large");
  assert.equal(fileFault(file("ก.exe", "application/x-msdownload"), rules), "kind");
  assert.equal(fileFault(file("อะไรก็ได้", ""), {}), null);
});
