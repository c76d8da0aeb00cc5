import assert from "node:assert/strict";
import { test } from "node:test";
import { refusal, safeNext } from "./auth.ts";

test("after signing in, one goes to an address of this site only", () => {
  assert.equal(safeNext("/orders/12?tab=files"), "/orders/12?tab=files");
  for (const bad of ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "", null])
    assert.equal(safeNext(bad), "/");
  assert.equal(safeNext("/login?next=/x"), "/");
});

test("a refusal is a sentence in both languages, whatever came", () => {
  assert.equal(refusal(401, { code: "INVALID_EMAIL_OR_PASSWORD" }, null).th, "อีเมลหรือรหัสผ่านไม่ถูกต้อง");
  assert.match(refusal(429, null, "37").th, /37/);
  assert.equal(refusal(423, { detail_th: "บัญชีถูกพัก", detail: "Locked" }, null).th, "บัญชีถูกพัก");
  for (const body of [null, "x", 3, [], { code: 5 }]) assert.match(refusal(500, body, null).th, /500/);
});
