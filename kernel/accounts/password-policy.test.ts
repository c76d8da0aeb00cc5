import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { passwordFault } from "./password-policy.ts";

const refused = (password: string, word: RegExp, email = "somchai.j@moi.example") => {
  const fault = passwordFault(password, email);
  assert.ok(fault, `${password} should be refused`);
  assert.match(fault.en, word, password);
  assert.ok(fault.th.length > 0);
};

test("twelve characters at least; a Thai letter counts as one", () => {
  refused("Xk3!vQz9#pL", /At least 12/);
  assert.equal(passwordFault("Xk3!vQz9#pLw"), undefined);
  refused("แมวนอนนาน", /At least 12/);
  assert.equal(passwordFault("แมวดำนั่งรถไฟไปหาดใหญ่"), undefined);
});

test("common passwords are refused, whatever stands around them", () => {
  for (const each of [
    "password1234",
    "Password@2569",
    "P@ssw0rd1234",
    "qwertyuiop12",
    "1234567890123",
    "iloveyou2570!",
    "administrator",
    "Welcome12345!",
    "ILoveThailand",
    "thailand2569",
    "รหัสผ่าน1234",
    "รหัสผ่าน๑๒๓๔๕",
    "สวัสดีครับ2569",
    "ฟหกดเ้่าสวง",
    "changwat1234",
    "sawasdeekrub99",
    "admin-admin-1",
    "1q2w3e4r5t6y",
    "abcabcabcabc",
    "asdfghjkl;'1",
    "ผู้ว่าราชการจังหวัด",
    "loveloveloves1",
    "Manchester.United",
  ]) {
    const fault = passwordFault(each, "x@y.example");
    assert.ok(fault, `${each} should be refused`);
  }
});

test("the name in the e-mail address is not in the password", () => {
  refused("Somchai-ขี่จักรยาน-แดง", /e-mail/);
  refused("xx.SOM.CHAI.yy.zz", /e-mail/);
  assert.equal(passwordFault("ขี่จักรยานสีแดงไปตลาด", "somchai.j@moi.example"), undefined);
  // A name of three letters is in too many words.
  assert.equal(passwordFault("ananas-velvet-river", "ana@moi.example"), undefined);
});

test("few different characters are refused", () => refused("aabbaabbaabbaa", /few different/));

test("several words, or a generator's password, are taken", () => {
  for (const each of [
    "correct-horse-battery",
    "krungkao-sathit-2570",
    "นกยูงกินข้าวเหนียวเย็น",
    "tV9$kq2!mZr8",
    "ม้าลายข้ามสะพาน 7 ครั้ง",
  ]) {
    assert.equal(passwordFault(each, "governor@ayutthaya.example"), undefined, each);
  }
});

test("any text gets a verdict, in both languages, without failing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), fc.string({ maxLength: 40 }), (password, email) => {
      const fault = passwordFault(password, email);
      assert.ok(fault === undefined || (fault.th && fault.en));
      if ([...password.normalize("NFKC")].length < 12) assert.ok(fault);
    }),
  );
});
