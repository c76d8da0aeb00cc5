/**
 * Using it wrongly, as it happens in an office: clicking twice, going back, two windows, a session that ends, a server that dies, files and
 * days that cannot be. Nothing is lost, nothing is done twice, and the person is told.
 */
import assert from "node:assert/strict";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page, Route } from "playwright-core";
import {
  type Demo,
  issueButton,
  openOffice,
  orderOpened,
  part,
  pick,
  picker,
  signInAgain,
  skip,
  type TestOffice,
  told,
  typeDay,
  writeOrder,
} from "./office.ts";
import { paper } from "./papers.ts";

const body = "ให้ดำเนินการและรายงานผลภายในกำหนด";

describe("used wrongly", { skip, timeout: 240_000 }, () => {
  let office: TestOffice;
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "changwat-files-"));
    office = await openOffice();
  });
  after(async () => {
    await office?.close();
    await rm(folder, { recursive: true, force: true });
  });
  afterEach((t) => office.endOf(t as { name: string; passed?: boolean }));

  /** How many orders of this title there are, whoever asks. */
  const countOf = async (title: string): Promise<number> =>
    (await office.call<{ rows: unknown[] }>("governor", "orders.board", { state: "all", text: title })).rows.length;
  const chiefs = async (): Promise<{ position: number; th: string }[]> =>
    (
      await office.call<{ positions: { position: number; th: string; role: string }[] }>("governor", "orders.choices")
    ).positions.filter(({ role }) => role === "district_chief");
  const bangPaIn = async () => (await chiefs()).find(({ th }) => th === "นายอำเภอบางปะอิน")!.position;
  const form = async (who: Demo, title: string, options: Parameters<TestOffice["page"]>[2] = {}): Promise<Page> => {
    const page = await office.page(who, "/orders/new", options);
    await writeOrder(page, { title, body });
    const to = picker(page, /^ผู้รับเพื่อดำเนินการ/);
    await pick(to.getByRole("combobox"), "อำเภอบางปะอิน", /^นายอำเภอบางปะอิน/);
    await to.getByText("เลือกแล้ว 1 รายการ").waitFor();
    return page;
  };
  const textOf = (page: Page) => page.getByRole("textbox", { name: /^เรื่อง/ }).inputValue();

  test("a double click issues one order; going back and pressing again issues none", async () => {
    const title = "สำรวจสะพานข้ามคลอง";
    const page = await form("governor", title);
    await issueButton(page).dblclick();
    const order = await orderOpened(page);
    await told(page, /ออกข้อสั่งการเลขที่/);
    assert.equal(await countOf(title), 1);
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "ออกข้อสั่งการ" }).waitFor();
    assert.equal(await textOf(page), "", "the form still holds what was issued");
    await issueButton(page).click();
    await page.getByText("กรอกช่องนี้").first().waitFor();
    await page.goForward();
    assert.equal(await orderOpened(page), order);
    assert.equal(await countOf(title), 1);
    await page.context().close();
  });

  test("Ctrl+Enter twice issues one order", async () => {
    const title = "ตรวจเครื่องสูบน้ำ";
    const page = await form("governor", title);
    await page.getByRole("textbox", { name: /^ข้อความสั่งการ/ }).focus();
    await page.keyboard.press("Control+Enter");
    await page.keyboard.press("Control+Enter");
    await orderOpened(page);
    assert.equal(await countOf(title), 1);
    await page.context().close();
  });

  test("the answer is lost on the way: pressing again finds the same order", async () => {
    const title = "ติดตามสถานการณ์ราคาข้าวเปลือก";
    const page = await form("governor", title, { forgive: [/ERR_FAILED/] });
    await page.route(
      "**/api/orders.issue",
      async (route: Route) => {
        await route.fetch(); // the server has it; the browser will never know
        await route.abort();
      },
      { times: 1 },
    );
    await issueButton(page).click();
    await page.getByRole("alert").getByText("ติดต่อเครื่องแม่ข่ายไม่ได้").first().waitFor();
    assert.equal(await textOf(page), title);
    await issueButton(page).click();
    await orderOpened(page);
    assert.equal(await countOf(title), 1);
    await page.context().close();
  });

  test("two windows decide on one report: the second is told that it was decided", async () => {
    const given = await office.call<{ matter: number; assignments: number[] }>("governor", "orders.issue", {
      title: "รายงานจุดตัดทางรถไฟ",
      body,
      to: [await bangPaIn()],
      workingDays: 5,
    });
    const [assignment] = given.assignments;
    await office.call("district-chief", "assignments.acknowledge", { assignment });
    await office.call("district-chief", "assignments.report", { assignment, percent: 100, text: "ตรวจแล้วทุกจุด" });
    const address = `/orders/${given.matter}?assignment=${assignment}`;
    const first = await office.page("governor", address);
    // The second window hears nothing of what goes on: its line for live news is cut.
    const second = await office.page("office-head", "/", { forgive: [/ERR_FAILED/, /409/] });
    await second.context().route("**/api/live*", (route) => route.abort());
    await second.goto(address);
    const [one, two] = [first, second].map((page) => page.getByRole("dialog", { name: "นายอำเภอบางปะอิน" }));
    await two!.getByRole("button", { name: "ส่งคืน…" }).click();
    await two!.getByRole("textbox", { name: /^เหตุผลที่ส่งคืน/ }).fill("ขอภาพถ่าย");
    await one!.getByRole("button", { name: "รับผล", exact: true }).click();
    await told(first, "รับผลการปฏิบัติแล้ว");
    await two!.getByRole("button", { name: "ส่งคืน", exact: true }).click();
    const refusal = two!.getByRole("alert");
    await refusal.waitFor();
    assert.match((await refusal.textContent()) ?? "", /ความเห็นชอบแล้ว|แล้วเสร็จ/);
    assert.equal(await two!.getByRole("textbox", { name: /^เหตุผลที่ส่งคืน/ }).inputValue(), "ขอภาพถ่าย");
    const { assignments } = await office.call<{ assignments: { state: string }[] }>("governor", "orders.order", {
      order: given.matter,
    });
    assert.equal(assignments[0]!.state, "accepted");
    await Promise.all([first.context().close(), second.context().close()]);
  });

  test("the session is ended in the middle of the form: one signs in over it, and it goes out once", async () => {
    const title = "ซักซ้อมแผนป้องกันอัคคีภัย";
    const page = await form("vice-governor", title, { isNewSession: true, forgive: [/401/] });
    const logins = await office.call<{ id: string; email: string }[]>("administrator", "accounts.list");
    const login = logins.find(({ email }) => email === "vice-governor@demo.invalid")!.id;
    await office.call("administrator", "accounts.signOut", { login });
    await issueButton(page).click();
    await page.getByRole("alertdialog", { name: "หมดเวลาการเข้าใช้งาน" }).waitFor();
    assert.equal(await countOf(title), 0);
    await signInAgain(page);
    const order = await orderOpened(page);
    assert.equal(await countOf(title), 1);
    const { order: facts } = await office.call<{ order: { body: string } }>("governor", "orders.order", { order });
    assert.equal(facts.body, body);
    await page.context().close();
  });

  test("a reload keeps the draft, to its addressees and its days", async () => {
    const title = "สำรวจผักตบชวาในคลองสายหลัก";
    const page = await form("governor", title);
    const days = page.getByRole("textbox", { name: "จำนวนวันทำการ" });
    await days.fill("12");
    await days.blur();
    await page.reload();
    await page.getByText("นำร่างที่ค้างไว้กลับมาให้แล้ว").waitFor();
    assert.equal(await textOf(page), title);
    assert.equal(await page.getByRole("textbox", { name: /^ข้อความสั่งการ/ }).inputValue(), body);
    assert.equal(await page.getByRole("textbox", { name: "จำนวนวันทำการ" }).inputValue(), "12");
    await picker(page, /^ผู้รับเพื่อดำเนินการ/)
      .getByText("เลือกแล้ว 1 รายการ")
      .waitFor();
    await page.getByRole("button", { name: "เริ่มใหม่" }).click();
    assert.equal(await textOf(page), "");
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "ออกข้อสั่งการ" }).waitFor();
    assert.equal(await textOf(page), "");
    await page.context().close();
  });

  test("a program called .pdf, an empty file, 60 MB: each refused where it stands, the form kept", async () => {
    const title = "รวบรวมแบบแปลนอาคารราชการ";
    const page = await form("governor", title, { forgive: [/41[35]/] });
    const large = join(folder, "แบบแปลนใหญ่.pdf");
    const handle = await open(large, "w");
    await handle.write("%PDF-1.7\n");
    await handle.truncate(60_000_000);
    await handle.close();
    const files = part(page, "พื้นที่และเอกสาร");
    const input = files.locator("input[type=file]").first();
    const program = Buffer.concat([Buffer.from("MZ\u0090\0\u0003\0\0\0", "latin1"), Buffer.alloc(4096)]);
    await input.setInputFiles([
      { name: "แบบแปลน.pdf", mimeType: "application/pdf", buffer: program },
      { name: "ว่าง.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(0) },
    ]);
    await input.setInputFiles(large);
    const row = (name: string) => files.getByRole("listitem").filter({ hasText: name });
    await row("แบบแปลน.pdf")
      .getByRole("alert")
      .filter({ hasText: /ไม่รับ|ไม่ตรง/ })
      .waitFor();
    await row("ว่าง.pdf").getByRole("alert").filter({ hasText: "ไฟล์ว่าง ไม่มีเนื้อหา" }).waitFor();
    await row("แบบแปลนใหญ่.pdf")
      .getByRole("alert")
      .filter({ hasText: /ไฟล์ใหญ่ 57 MB เกินกำหนด/ })
      .waitFor();
    assert.equal(await textOf(page), title);
    await issueButton(page).click();
    const order = await orderOpened(page);
    const { files: bound } = await office.call<{ files: unknown[] }>("governor", "matters.page", { matter: order });
    assert.deepEqual(bound, []);
    await page.context().close();
  });

  test("a file that is still on its way is not left behind when the order goes out", async () => {
    const title = "ส่งแผนที่แนวเขตคลองชลประทาน";
    const page = await form("governor", title);
    await page.route("**/api/files", async (route: Route) => {
      await sleep(1500);
      await route.continue();
    });
    await part(page, "พื้นที่และเอกสาร")
      .locator("input[type=file]")
      .first()
      .setInputFiles({ name: "แนวเขต.pdf", mimeType: "application/pdf", buffer: paper("canal") });
    await issueButton(page).click();
    // Either the form waits for the file, or it says that it does and one presses again.
    await sleep(3000);
    if (/\/orders\/new/.test(page.url())) await issueButton(page).click();
    const order = await orderOpened(page);
    const { files } = await office.call<{ files: { name: string }[] }>("governor", "matters.page", { matter: order });
    assert.deepEqual(
      files.map(({ name }) => name),
      ["แนวเขต.pdf"],
    );
    await page.context().close();
  });

  test("days that cannot be are told while they are typed, and never sent as others", async () => {
    const title = "ส่งแผนปฏิบัติราชการ";
    const page = await form("governor", title);
    await page.getByRole("radiogroup", { name: "นับกำหนดโดย" }).getByText("วันที่", { exact: true }).click();
    const field = page.locator(".field.date");
    const retype = async (digits: string) => {
      await page.getByRole("group", { name: /^วันที่/ }).getByRole("spinbutton").first().focus();
      for (const _ of [1, 2, 3]) {
        for (let i = 0; i < 5; i++) await page.keyboard.press("Backspace");
        await page.keyboard.press("ArrowRight");
      }
      await typeDay(page, "วันที่", digits);
    };
    await retype("29022568");
    await field.getByText("ไม่มีวันที่ 29 ก.พ. 2568 เพราะเดือนนี้มี 28 วัน").waitFor();
    await retype("31042570");
    await field.getByText("ไม่มีวันที่ 31 เม.ย. 2570 เพราะเดือนนี้มี 30 วัน").waitFor();
    await page.keyboard.press("Tab");
    await field.getByText("ไม่มีวันที่ 31 เม.ย. 2570 ระบบเปลี่ยนเป็น 30 เม.ย. 2570 ให้ก่อน โปรดตรวจสอบ").waitFor();
    await retype("05123112");
    await page.keyboard.press("Tab");
    await field.locator(".caution, .trouble").filter({ hasText: /3112/ }).waitFor();
    await issueButton(page).click();
    await field.locator(".trouble").waitFor();
    assert.equal(await countOf(title), 0);
    await page.context().close();
  });

  test("a secret order is not there for the planner: no row, no hit, no page at its address, no line in Excel", async () => {
    const title = "ข่าวกรองเฉพาะกิจริมน้ำป่าสัก";
    const { matter } = await office.call<{ matter: number }>("governor", "orders.issue", {
      title,
      body,
      secrecy: 2,
      to: [await bangPaIn()],
      workingDays: 3,
    });
    const chief = await office.page("district-chief", `/orders/${matter}`);
    await chief.getByRole("heading", { level: 1, name: title }).waitFor();
    await chief.getByText("ลับมาก").first().waitFor();
    const found = await chief.context().newPage();
    await found.goto(`/search?q=${encodeURIComponent("ข่าวกรองเฉพาะกิจ")}`);
    await found.getByRole("link", { name: title }).waitFor();
    await chief.context().close();

    const planner = await office.page("planner", `/orders?state=all&text=${encodeURIComponent(title)}`, {
      forgive: [/404/],
    });
    await planner.getByText("ไม่มีข้อสั่งการที่ตรงกับตัวกรอง").waitFor();
    await planner.goto(`/search?q=${encodeURIComponent("ข่าวกรองเฉพาะกิจ")}`);
    await planner.getByText("ไม่พบเรื่องที่มีคำว่า “ข่าวกรองเฉพาะกิจ”").waitFor();
    await planner.keyboard.press("Control+k");
    const answered = planner.waitForResponse(/\/api\/search\./);
    await planner.getByRole("searchbox").last().fill("ข่าวกรองเฉพาะกิ");
    const answer = await (await answered).text();
    assert.ok(!answer.includes(title), answer);
    assert.equal(await planner.getByRole("menuitem", { name: title }).count(), 0);
    for (const address of [
      `/orders/${matter}`,
      `/matters/${matter}`,
      "/orders/999999",
      "/orders/อะไรก็ไม่รู้",
      "/ไม่มีหน้านี้",
    ]) {
      await planner.goto(address);
      await planner.getByRole("heading", { level: 1, name: "ไม่พบหน้านี้" }).waitFor();
    }
    const input = encodeURIComponent(JSON.stringify({ state: "all", text: title }));
    const sheet = await planner.request.get(`/api/orders.board?input=${input}`);
    assert.equal(sheet.status(), 200);
    const all = await planner.request.get(`/api/orders.board?input=${encodeURIComponent('{"state":"all"}')}`);
    assert.ok((await sheet.body()).length < (await all.body()).length);
    await assert.rejects(office.call("planner", "orders.addressees", { order: matter }), { status: 404 });
    await planner.context().close();
  });

  test("acting for the governor: the frame and the signature say รักษาราชการแทน, and the live line follows the position", async () => {
    const me = await office.call<{ occupancies: { position: number }[] }>("governor", "accounts.me");
    const vice = await office.call<{ person: { id: number } }>("vice-governor", "accounts.me");
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
    const { absence } = await office.call<{ absence: number }>("administrator", "authority.recordAbsence", {
      position: me.occupancies[0]!.position,
      reason: "duty_elsewhere",
      from: today,
      order: { person: vice.person.id, instrument: "คำสั่งกระทรวงมหาดไทยที่ 1/2569" },
    });
    const page = await office.page("vice-governor", "/", { forgive: [/403/] }); // when the acting has ended
    await page.getByRole("button", { name: /ปฏิบัติงานในฐานะ/ }).click();
    await page.getByRole("button", { name: /รักษาราชการแทน/ }).click();
    const asNow = page.locator(".as-now");
    await asNow.getByText("รักษาราชการแทน").waitFor();
    assert.match((await asNow.textContent()) ?? "", /รักษาราชการแทน\s*ผู้ว่าราชการจังหวัดพระนครศรีอยุธยา/);
    const title = "มอบหมายรับเสด็จ";
    await page.goto("/orders/new");
    await asNow.getByText("รักษาราชการแทน").waitFor();
    await writeOrder(page, { title, body });
    await pick(picker(page, /^ผู้รับเพื่อดำเนินการ/).getByRole("combobox"), "อำเภอบางปะอิน", /^นายอำเภอบางปะอิน/);
    await issueButton(page).click();
    const order = await orderOpened(page);
    const signature = page.locator(".order-words .signature");
    await signature.waitFor();
    assert.match(
      ((await signature.textContent()) ?? "").replace(/\s+/g, " "),
      /รองผู้ว่าราชการจังหวัด.* รักษาราชการแทน\s*ผู้ว่าราชการจังหวัดพระนครศรีอยุธยา/,
    );
    // What comes to the governor's post comes to the screen of whoever acts for her, without a reload.
    const row = page.getByRole("row").filter({ hasText: "นายอำเภอบางปะอิน" });
    await row.getByText("รอรับทราบ").waitFor();
    const { assignments } = await office.call<{ assignments: { id: number }[] }>("district-chief", "orders.order", {
      order,
    });
    await office.call("district-chief", "assignments.acknowledge", { assignment: assignments[0]!.id });
    await row.getByText("กำลังดำเนินการ").waitFor({ timeout: 5000 });
    await office.call("administrator", "authority.recordReturn", { absence, on: today });
    // The acting has ended: the next answer is as the vice governor again, and the frame says so.
    await page.reload();
    await page
      .locator(".as-now")
      .getByText(/^รองผู้ว่าราชการจังหวัด/)
      .waitFor();
    assert.equal(await page.getByText("รักษาราชการแทน").count(), 0);
    await page.context().close();
  });

  test("kill -9 of the server while a form is open: a banner, it comes back, nothing is lost or doubled", async () => {
    const title = "ตั้งจุดบริการประชาชนช่วงปีใหม่";
    const page = await form("governor", title, {
      forgive: [/ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|INCOMPLETE_CHUNKED|NETWORK)/],
    });
    await office.kill();
    await issueButton(page).click();
    const banner = page.locator(".banner");
    await banner.getByText("ติดต่อเครื่องแม่ข่ายไม่ได้").waitFor();
    assert.equal(await textOf(page), title);
    await office.start();
    await banner
      .getByRole("button", { name: "ลองอีกครั้ง" })
      .click({ timeout: 3000 })
      .catch(() => {}); // it may have found out by itself
    await banner.waitFor({ state: "detached" });
    assert.equal(await textOf(page), title);
    assert.equal(await countOf(title), 0);
    await issueButton(page).click();
    await orderOpened(page);
    assert.equal(await countOf(title), 1);
    const { ok } = (await (await fetch(`${office.url}/healthz`)).json()) as { ok: boolean };
    assert.equal(ok, true);
    await page.context().close();
  });
});
