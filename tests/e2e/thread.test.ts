/**
 * The first thread, as its people live it: the governor orders, a district acknowledges and reports with evidence, the office returns and
 * accepts, the order is closed; and everybody sees where it stands. One story, told in steps that build on each other.
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import {
  issueButton,
  openOffice,
  orderOpened,
  part,
  pick,
  picker,
  sent,
  skip,
  type TestOffice,
  told,
  writeOrder,
} from "./office.ts";
import { paper, picture } from "./papers.ts";

const title = "เฝ้าระวังคันกั้นน้ำริมแม่น้ำเจ้าพระยาช่วงน้ำทะเลหนุน";
const district = "นายอำเภอบางปะอิน";

describe("the first thread", { skip, timeout: 240_000 }, () => {
  let office: TestOffice;
  let governor: Page;
  let chief: Page;
  let head: Page;
  let order = 0;
  before(async () => {
    office = await openOffice();
  });
  after(() => office?.close());
  afterEach((t) => office.endOf(t as { name: string; passed?: boolean }));

  test("the governor signs in at the door, in Thai", async () => {
    governor = await office.page("governor");
    assert.equal(await governor.evaluate(() => document.documentElement.lang), "th");
    await governor.getByRole("heading", { level: 1, name: "งานของฉัน" }).waitFor();
    assert.match((await governor.locator(".as-now").textContent()) ?? "", /ผู้ว่าราชการจังหวัดพระนครศรีอยุธยา/);
    await governor.getByText("จังหวัดสาธิต ข้อมูลบุคคลสมมติ").waitFor();
  });

  test("he orders all districts and an agency, with a due day in working days, a file and a place", async () => {
    chief = await office.page("district-chief");
    await chief.getByRole("grid", { name: "ให้ดำเนินการ" }).waitFor();
    assert.equal(await chief.getByText(title).count(), 0);

    await governor.getByRole("link", { name: "กระดานติดตามข้อสั่งการ" }).click();
    await governor.getByRole("link", { name: "ออกข้อสั่งการ" }).click();
    await governor.getByRole("heading", { level: 1, name: "ออกข้อสั่งการ" }).waitFor();
    await writeOrder(governor, {
      title,
      body: "ให้ทุกอำเภอตรวจคันกั้นน้ำและจุดเสี่ยงในพื้นที่ จัดเวรเฝ้าระวัง ๒๔ ชั่วโมง และรายงานผลพร้อมภาพถ่าย",
    });
    const to = picker(governor, /^ผู้รับเพื่อดำเนินการ/);
    await to.getByRole("button", { name: "ทุกอำเภอ" }).click();
    await pick(to.getByRole("combobox"), "สาธารณสุขจังหวัด", /นายแพทย์สาธารณสุขจังหวัด/);
    await to.getByText("เลือกแล้ว 17 รายการ").waitFor();
    const days = governor.getByRole("textbox", { name: "จำนวนวันทำการ" });
    await days.fill("5");
    await days.blur();
    const due = governor.locator(".due-result");
    await due.getByText(/ครบกำหนด .+ \d+ \S+ 25\d\d/).waitFor();
    await pick(picker(governor, /^อำเภอหรือตำบลที่เกี่ยวข้อง/).getByRole("combobox"), "บางปะอิน", /บางปะอิน/);
    await part(governor, "พื้นที่และเอกสาร")
      .locator("input[type=file]")
      .first()
      .setInputFiles({ name: "แผนที่จุดเสี่ยง.pdf", mimeType: "application/pdf", buffer: paper("risk map") });
    await sent(part(governor, "พื้นที่และเอกสาร"), "แผนที่จุดเสี่ยง.pdf");
    await governor
      .getByRole("complementary", { name: "สิ่งที่จะส่งออกไป" })
      .getByText(/ถึง 17 ตำแหน่ง ครบกำหนด/)
      .waitFor();

    await issueButton(governor).click();
    order = await orderOpened(governor);
    await told(governor, /ออกข้อสั่งการเลขที่ .+ แล้ว/);
    await governor.getByRole("heading", { level: 1, name: title }).waitFor();
    await governor.getByRole("link", { name: "แผนที่จุดเสี่ยง.pdf", exact: true }).waitFor();
    await governor
      .getByRole("img", { name: /ผู้รับ 17 ตำแหน่ง/ })
      .first()
      .waitFor();
    const { roll } = await office.call<{ roll: { addressees: number } }>("governor", "orders.order", { order });
    assert.equal(roll.addressees, 17);
  });

  test("the district chief sees it come in without a reload, and acknowledges with the keyboard", async () => {
    const row = chief.getByRole("row").filter({ hasText: title });
    await row.waitFor({ timeout: 5000 });
    await row.focus();
    await chief.keyboard.press("a");
    await told(chief, "รับทราบแล้ว");
    await row.getByText("กำลังดำเนินการ").waitFor();
    await chief.keyboard.press("Enter");
    assert.equal(await orderOpened(chief), order);
    await chief.getByRole("heading", { level: 1, name: title }).waitFor();
  });

  test("she reports half, then all of it with a picture and a place", async () => {
    // The row opens beside the table; one's own work stands at the head of the page.
    if (await chief.getByRole("dialog").count()) await chief.keyboard.press("Escape");
    await report(chief, 50, "ตรวจแล้ว 6 จาก 12 จุด อยู่ระหว่างจัดเวรเฝ้าระวัง");
    await report(chief, 100, "ตรวจครบ 12 จุด จัดเวรเฝ้าระวังแล้ว", { withEvidence: true });
    // What the governor has open follows by itself.
    await governor.getByRole("grid").getByRole("row").filter({ hasText: district }).getByText("รอตรวจรับผล").waitFor();
  });

  test("the head of the office returns it with reasons, and she reports again", async () => {
    head = await office.page("office-head");
    const row = head.getByRole("row").filter({ hasText: title });
    await row.getByText("รายงานรอพิจารณา").waitFor();
    await row.click();
    const drawer = head.getByRole("dialog", { name: district });
    await drawer.getByText("ตรวจครบ 12 จุด จัดเวรเฝ้าระวังแล้ว").waitFor();
    await drawer.getByRole("link", { name: "จุดเสี่ยงหลังตรวจ.png", exact: true }).waitFor();
    await drawer.getByRole("button", { name: "ส่งคืน…" }).click();
    await drawer.getByRole("textbox", { name: /^เหตุผลที่ส่งคืน/ }).fill("ขอภาพถ่ายของจุดที่ 7 และ 8 ประกอบ");
    await drawer.getByRole("button", { name: "ส่งคืน", exact: true }).click();
    await told(head, "ส่งคืนพร้อมเหตุผลแล้ว");
    await chief.locator(".own-work").getByText("ขอภาพถ่ายของจุดที่ 7 และ 8 ประกอบ").waitFor();
    await report(chief, 100, "แนบภาพถ่ายจุดที่ 7 และ 8 แล้ว", { withEvidence: true });
  });

  test("the governor accepts; roll-up, board and timeline say so", async () => {
    await governor.getByRole("button", { name: /^รอพิจารณา 1 รายงาน/ }).click();
    const drawer = governor.getByRole("dialog", { name: district });
    await drawer.getByText("แนบภาพถ่ายจุดที่ 7 และ 8 แล้ว").waitFor();
    await drawer.getByRole("button", { name: "รับผล", exact: true }).click();
    await told(governor, "รับผลการปฏิบัติแล้ว");
    await governor.keyboard.press("Escape");
    await governor
      .getByRole("img", { name: /ผู้รับ 17 ตำแหน่ง, แล้วเสร็จ 1/ })
      .first()
      .waitFor();
    const lines = governor.getByRole("list", { name: "ลำดับเหตุการณ์" });
    for (const words of [
      `รับผลการปฏิบัติของ ${district}`,
      "รายงานผลเสร็จสิ้น",
      `ส่งรายงานคืน ${district}`,
      "ขอภาพถ่ายของจุดที่ 7 และ 8 ประกอบ",
      "รายงานความก้าวหน้าร้อยละ 50",
      "รับทราบ",
      /ออกข้อสั่งการเลขที่ .+ ถึง 17 ตำแหน่ง/,
    ])
      await lines.getByText(words).first().waitFor();
    await governor.goto(`/orders?text=${encodeURIComponent("คันกั้นน้ำริมแม่น้ำ")}`);
    const row = governor.getByRole("row").filter({ hasText: title });
    await row.getByRole("img", { name: /แล้วเสร็จ 1/ }).waitFor();
  });

  test("the governor's board counts it and shows the district on the map", async () => {
    await governor.goto("/orders/overview");
    const map = part(governor, "ที่ใด");
    await map.getByRole("radio", { name: "ตามพื้นที่ของเรื่อง" }).check({ force: true });
    await map.getByText("ดูเป็นตาราง").click();
    const row = map.getByRole("row").filter({ hasText: "บางปะอิน" });
    assert.ok(Number(await row.getByRole("cell").last().textContent()) >= 1, "no open order lies in Bang Pa-in");
    // The engine draws on a canvas and the names stand over it; without WebGL the drawing has them.
    await map.locator(".district-map").getByText("บางปะอิน").filter({ visible: true }).first().waitFor();
    const drawn = await map.locator(".district-map").boundingBox();
    assert.ok(drawn && drawn.height > 200, "the map has no height");
  });

  test("Ctrl-K finds it by its Thai words within a second", async () => {
    await governor.keyboard.press("Control+k");
    const field = governor.getByRole("searchbox").last();
    await field.fill("คันกั้นน้ำ");
    const began = performance.now();
    await governor.getByRole("menuitem", { name: new RegExp(title) }).waitFor({ timeout: 5000 });
    const took = performance.now() - began;
    assert.ok(took < 1000, `${Math.round(took)} ms`);
    await governor.keyboard.press("ArrowDown");
    await governor.getByRole("menuitem", { name: new RegExp(title) }).click();
    assert.equal(await orderOpened(governor), order);
  });

  test("the issuer closes it with an outcome; whoever has not finished is told that the work is cancelled", async () => {
    await chief.reload();
    await chief.getByRole("heading", { level: 1, name: title }).waitFor();
    await chief.getByRole("list", { name: "ลำดับเหตุการณ์" }).waitFor();
    assert.equal(await chief.getByRole("button", { name: /^ยุติเรื่อง/ }).count(), 0, "closing is never the doer's");
    await governor.getByRole("button", { name: "ยุติเรื่อง…" }).click();
    const dialog = governor.getByRole("dialog", { name: "ยุติเรื่องนี้" });
    await dialog.getByRole("textbox", { name: /^ผลสรุปของข้อสั่งการ/ }).fill("น้ำลดระดับแล้ว ไม่มีความเสียหาย");
    assert.equal(await dialog.getByRole("button", { name: "ยุติเรื่อง", exact: true }).isDisabled(), true);
    await dialog.getByText("ยกเลิกงานที่ยังค้าง 16 รายการพร้อมการยุติเรื่อง").click();
    await dialog.getByRole("button", { name: "ยุติเรื่อง", exact: true }).click();
    await told(governor, "ยุติเรื่องแล้ว");
    await part(governor, "การยุติเรื่อง").getByText("น้ำลดระดับแล้ว ไม่มีความเสียหาย").waitFor();
    // And in the window of the district.
    await chief.locator(".sheet-head").getByText("ยุติเรื่องแล้ว").waitFor();
    // Notices go out after the act, in their own time.
    const isTold = async () => {
      const input = { limit: 20 };
      const { notices } = await office.call<{ notices: { kind: string; matter: number }[] }>(
        "agency-head",
        "notices.mine",
        input,
      );
      return notices.some(({ kind, matter }) => matter === order && /cancelled|closed/.test(kind));
    };
    for (let tries = 0; !(await isTold()); tries++) {
      assert.ok(tries < 25, "the agency was not told within five seconds");
      await sleep(200);
    }
  });

  test("Excel: the board and the addressees come as real sheets with their rows", async () => {
    await governor.goto(`/orders?state=closed&text=${encodeURIComponent("คันกั้นน้ำริมแม่น้ำ")}`);
    await governor.getByRole("row").filter({ hasText: title }).waitFor();
    const [board] = await Promise.all([
      governor.waitForEvent("download"),
      governor.getByRole("link", { name: "ส่งออก Excel" }).click(),
    ]);
    assert.match(board.suggestedFilename(), /\.xlsx$/);
    const sheet = await sheetText(await board.path());
    assert.match(sheet, new RegExp(title));
    await governor.goto(`/orders/${order}`);
    await governor.getByRole("button", { name: "การทำงานอื่น" }).click();
    const [addressees] = await Promise.all([
      governor.waitForEvent("download"),
      governor.getByRole("menuitem", { name: "ผู้รับทั้งหมด (Excel)" }).click(),
    ]);
    const rows = await sheetText(await addressees.path());
    assert.equal((rows.match(/<row /g) ?? []).length, 18, "a heading and seventeen addressees");
    assert.match(rows, /นายอำเภอบางปะอิน/);
  });

  test("on paper: the words and the signature stand, buttons and menus do not", async () => {
    await governor.emulateMedia({ media: "print" });
    const visible = (selector: string) =>
      governor.evaluate(
        (each) => [...document.querySelectorAll(each)].filter((one) => one.checkVisibility()).length,
        selector,
      );
    assert.equal(await visible(".sidenav, .topbar, .toasts, .own-work button, .comment-form"), 0);
    assert.ok((await visible(".signature")) >= 1);
    assert.ok((await visible("h1")) === 1);
    assert.ok(await governor.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    const pdf = await governor.pdf({ format: "A4", printBackground: false });
    assert.ok(pdf.length > 10_000);
    await governor.emulateMedia({ media: null });
  });

  test("the ledger has every step of it", async () => {
    await governor.goto("/ledger");
    await governor.getByRole("heading", { level: 1, name: /บันทึกหลักฐาน/ }).waitFor();
    await governor.getByRole("textbox", { name: "เลขเรื่องในระบบ" }).fill(String(order));
    const rows = governor.getByRole("main").getByRole("row");
    for (const words of [
      "ยุติข้อสั่งการ",
      "รับผลการปฏิบัติ",
      "ส่งรายงานคืนให้ดำเนินการเพิ่มเติม",
      /รายงานผลการดำเนินงาน/,
      "รับทราบการมอบหมาย",
    ])
      await rows.filter({ hasText: words }).first().waitFor();
    const others = rows.filter({ hasText: "เรื่องที่" }).filter({ hasNotText: `เรื่องที่ ${order}` });
    assert.equal(await others.count(), 0);
    await governor.getByRole("button", { name: "ตรวจสอบเดี๋ยวนี้" }).click();
    await governor.getByText("หลักฐานถูกต้องครบถ้วน").first().waitFor();
    const { lines } = await office.call<{ lines: { event: string }[] }>("governor", "ledger.lines", {
      matter: order,
      limit: 100,
    });
    const events = lines.map(({ event }) => event);
    for (const event of [
      "orders.issued",
      "assignments.acknowledged",
      "assignments.reported",
      "assignments.returned",
      "assignments.accepted",
      "orders.closed",
    ])
      assert.ok(events.includes(event), `${event} is missing among ${events.join(", ")}`);
  });
});

/** Opens the form of one's own work, fills it and sends it. */
async function report(page: Page, percent: number, text: string, { withEvidence = false } = {}): Promise<void> {
  await page.locator(".own-work").getByRole("button", { name: "รายงานผล" }).click();
  const dialog = page.getByRole("dialog", { name: "รายงานผล" });
  const field = dialog.getByRole("textbox", { name: /^ความก้าวหน้า/ });
  await field.fill(String(percent));
  await field.blur();
  await dialog.getByRole("textbox", { name: /^ผลการดำเนินงาน/ }).fill(text);
  if (withEvidence) {
    await dialog
      .locator("input[type=file]")
      .first()
      .setInputFiles({ name: "จุดเสี่ยงหลังตรวจ.png", mimeType: "image/png", buffer: picture });
    await sent(dialog, "จุดเสี่ยงหลังตรวจ.png");
    await pick(dialog.getByRole("combobox", { name: "พื้นที่ดำเนินการ" }), "บางปะอิน", /บางปะอิน/);
  }
  await dialog.getByRole("button", { name: "ส่งรายงาน" }).click();
  await dialog.waitFor({ state: "detached" });
  await told(page, "ส่งรายงานแล้ว");
}

/** The XML of a workbook's first sheet and its texts; fails when the file is no zip. */
async function sheetText(path: string): Promise<string> {
  const { inflateRawSync } = await import("node:zlib");
  const zip = await readFile(path);
  assert.equal(zip.subarray(0, 4).toString("latin1"), "PK\u0003\u0004");
  let end = zip.length - 22;
  while (zip.readUInt32LE(end) !== 0x06054b50) end--;
  let at = zip.readUInt32LE(end + 16);
  let text = "";
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [nameLength, extra, comment] = [
      zip.readUInt16LE(at + 28),
      zip.readUInt16LE(at + 30),
      zip.readUInt16LE(at + 32),
    ];
    const local = zip.readUInt32LE(at + 42);
    const name = zip.subarray(at + 46, at + 46 + nameLength).toString("utf8");
    const body = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(body, body + size);
    if (/sheet1\.xml$|sharedStrings\.xml$/.test(name))
      text += (method === 8 ? inflateRawSync(bytes) : bytes).toString("utf8");
    at += 46 + nameLength + extra + comment;
  }
  return text;
}
