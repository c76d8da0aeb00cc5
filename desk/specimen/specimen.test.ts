import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, chromium, type Page } from "playwright-core";
import { buildDesk } from "../build.ts";
import { type Served, serveDesk } from "./serve.ts";

// The components as a person meets them: the built desk in Chromium. Skipped where there is no Chromium.
const chrome = process.env.CHROMIUM ?? "/usr/bin/chromium";
const skip = existsSync(chrome) ? false : `no Chromium at ${chrome}`;
const args =
  "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run";

let folder: string;
let served: Served;
let browser: Browser;
const people = new Map<string, string>([["governor@example.go.th", "ประชาชนต้องมาก่อน"]]);
let signedIn: string | null = null;
let offices: object[] = [];
const office = (id: number, th: string) => ({
  id,
  title: { th, en: th },
  unit: { th: "จังหวัด", en: "Province" },
  capacity: "holder",
  until: null,
  instrument: null,
});

before(async () => {
  if (skip) return;
  folder = await mkdtemp(join(tmpdir(), "desk-"));
  served = await serveDesk(await buildDesk({ outDir: folder }), (request, text) => {
    const body = text === "" ? {} : (JSON.parse(text) as Record<string, string>);
    if (request.url === "/api/auth/sign-in/email") {
      if (people.get(body.email ?? "") !== body.password)
        return { status: 401, body: { code: "INVALID_EMAIL_OR_PASSWORD", message: "Invalid email or password" } };
      return { status: 200, body: { twoFactorRedirect: true } };
    }
    if (request.url === "/api/auth/two-factor/verify-totp") {
      if (body.code !== "123456") return { status: 401, body: { code: "INVALID_CODE", message: "Invalid code" } };
      signedIn = "governor@example.go.th";
      return { status: 200, body: { token: "t" } };
    }
    if (request.url === "/api/demo-accounts")
      return {
        status: 200,
        body: [
          {
            email: "governor@example.go.th",
            title_th: "ผู้ว่าราชการจังหวัด",
            name_th: "นายธนกฤต วัฒนานุรักษ์",
            password: "ประชาชนต้องมาก่อน",
          },
        ],
      };
    if (request.url === "/api/accounts.me") {
      if (!signedIn) return { status: 401, body: { code: "unauthenticated", title: "Please sign in" } };
      return {
        status: 200,
        body: {
          person: { id: 1, name: { th: "นายธนกฤต วัฒนานุรักษ์", en: "Mr Thanakrit" }, email: signedIn },
          province: { name: { th: "จังหวัดพระนครศรีอยุธยา", en: "Phra Nakhon Si Ayutthaya" }, isDemo: true },
          occupancies: offices,
          current: Number(request.headers["x-acting-as"] ?? 1),
        },
      };
    }
    return { status: 404, body: { code: "not-found", title: "No", title_th: "ไม่มี" } };
  });
  browser = await chromium.launch({ executablePath: chrome, args: args.split(" ") });
});
after(async () => {
  await browser?.close();
  await served?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

async function open(path = "/specimen", width = 1440, theme: "light" | "dark" = "light"): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: theme,
    reducedMotion: "reduce",
    locale: "th-TH",
    timezoneId: "Asia/Bangkok",
    hasTouch: width < 500,
  });
  const page = await context.newPage();
  await page.goto(served.address + path);
  await page.waitForSelector("h1");
  return page;
}

/** Types into the day, month and year of a date field. */
async function typeDay(page: Page, label: string, digits: string): Promise<void> {
  const field = page.getByRole("group", { name: label });
  await field.getByRole("spinbutton").first().focus();
  await page.keyboard.type(digits);
}

test("29/02/2568 is answered with a message, before and after the field corrects it", { skip }, async () => {
  const page = await open();
  await typeDay(page, "วันที่ลงรับ", "29022568");
  await page.getByText("ไม่มีวันที่ 29 ก.พ. 2568 เพราะเดือนนี้มี 28 วัน").waitFor();
  await page.keyboard.press("Tab");
  await page.getByText("ไม่มีวันที่ 29 ก.พ. 2568 ระบบเปลี่ยนเป็น 28 ก.พ. 2568 ให้ก่อน โปรดตรวจสอบ").waitFor();
  assert.equal(await page.getByTestId("stored-day").textContent(), "2025-02-28");
  await page.context().close();
});

test("typed days of other years are stored as typed: 29/02/2571, 05/12/2541", { skip }, async () => {
  for (const [digits, stored] of [
    ["29022571", "2028-02-29"],
    ["05122541", "1998-12-05"],
  ] as const) {
    const page = await open();
    await typeDay(page, "วันที่ลงรับ", digits);
    await page.keyboard.press("Tab");
    assert.equal(await page.getByTestId("stored-day").textContent(), stored);
    assert.equal(await page.getByText("ไม่มีวันที่").count(), 0);
    await page.context().close();
  }
});

test("a year of the Christian era is noticed and the Buddhist one offered", { skip }, async () => {
  const page = await open();
  await typeDay(page, "วันที่ลงรับ", "05122027");
  await page.keyboard.press("Tab");
  assert.equal(await page.getByTestId("stored-day").textContent(), "ว่าง");
  await page.getByRole("button", { name: "ใช้ 5 ธ.ค. 2570" }).click();
  assert.equal(await page.getByTestId("stored-day").textContent(), "2027-12-05");
  await page.context().close();
});

test("the calendar speaks Thai and shows the Buddhist year", { skip }, async () => {
  const page = await open();
  await page.getByRole("group", { name: "กำหนดรายงาน" }).getByRole("button", { name: "เปิดปฏิทิน" }).click();
  const calendar = page.getByRole("dialog");
  await calendar.getByText("พฤศจิกายน").first().waitFor();
  await calendar.getByRole("button", { name: "เดือนถัดไป" }).click();
  await calendar.getByText("ธันวาคม").first().waitFor();
  assert.match((await calendar.textContent()) ?? "", /2574/);
  assert.doesNotMatch(await calendar.innerHTML(), /(?:Next|Previous|Selected|Today|Calendar")/);
  await page.context().close();
});

test("many are chosen with the keyboard alone: type, Enter, Backspace, and chips with Delete", { skip }, async () => {
  const page = await open();
  const input = page.getByRole("combobox", { name: "ผู้รับข้อสั่งการ" });
  // While the list is open the rest of the page is hidden from assistive tools, so the chips are found by their class.
  const chips = page.locator(".chip");
  assert.equal(await chips.count(), 3);
  await input.focus();
  await page.keyboard.type("ทาเรือ"); // the tone mark forgotten
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await chips.getByText("นายอำเภอท่าเรือ").waitFor();
  assert.equal(await input.inputValue(), "");
  await page.keyboard.type("มหาราช");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await chips.getByText("นายอำเภอมหาราช").waitFor();
  assert.equal(await chips.count(), 5);
  await page.keyboard.press("Backspace");
  assert.equal(await chips.count(), 4);
  await page.keyboard.press("Escape");
  await page.getByRole("row", { name: "นายอำเภอเสนา" }).focus();
  await page.keyboard.press("Delete");
  assert.equal(await chips.count(), 3);
  await page.context().close();
});

test("rows: j and k move in both layouts, Enter opens, a click on the head sorts", { skip }, async () => {
  const page = await open();
  const table = page.getByRole("grid", { name: "ข้อสั่งการ", exact: true });
  await page.locator("h1").focus();
  await page.keyboard.press("j");
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
  assert.match(await focused(), /^100\/2569/);
  await page.keyboard.press("j");
  assert.match(await focused(), /^101\/2569/);
  await page.evaluate(() =>
    document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { code: "KeyK", key: "า", bubbles: true })),
  );
  assert.match(await focused(), /^100\/2569/);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.getByText("เปิดล่าสุด: 101/2569").waitFor();
  await table.getByRole("columnheader", { name: "กำหนด" }).click();
  assert.match((await table.getByRole("row").nth(1).textContent()) ?? "", /1 พ\.ย\. 2569/);
  await page.context().close();
});

test("1,200 rows: only those in view are in the page", { skip }, async () => {
  const page = await open();
  const long = page.getByRole("grid", { name: "ข้อสั่งการทั้งหมด" });
  assert.equal(await long.getAttribute("aria-rowcount"), "1201");
  assert.ok((await long.getByRole("row").count()) < 60);
  await page.context().close();
});

test("Ctrl-K finds and goes, ? shows the keys, Esc closes; the position is changed from the bar", {
  skip,
}, async () => {
  const page = await open();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("ดำรงธรรม");
  await page.getByRole("menuitem", { name: /ศูนย์ดำรงธรรม/ }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.locator("h1").focus();
  await page.keyboard.press("Shift+?");
  await page.getByRole("dialog", { name: "แป้นลัด" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /ปฏิบัติงานในฐานะ/ }).click();
  await page.getByRole("button", { name: /หัวหน้าสำนักงานจังหวัด/ }).click();
  assert.match((await page.locator(".as-now").textContent()) ?? "", /หัวหน้าสำนักงานจังหวัด/);
  await page.context().close();
});

test("a file is sent with progress; one of a kind not taken is refused with the reason", { skip }, async () => {
  const page = await open();
  const file = (name: string, mimeType: string) => ({ name, mimeType, buffer: Buffer.from("x") });
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles([
      file("รายงาน.pdf", "application/pdf"),
      file("ล้มเหลว.pdf", "application/pdf"),
      file("โปรแกรม.exe", "application/x-msdownload"),
    ]);
  await page.getByText("ไม่รับไฟล์ชนิดนี้").waitFor();
  await page.getByText("เครื่องแม่ข่ายปฏิเสธไฟล์: พบโปรแกรมอันตราย").waitFor();
  await page.getByText("1 B", { exact: true }).waitFor();
  await page.context().close();
});

test("nothing of React Aria speaks English in Thai", { skip }, async () => {
  const page = await open();
  const found = await page.evaluate(() => {
    const said: string[] = [];
    for (const element of document.querySelectorAll("body *")) {
      for (const name of [
        "aria-label",
        "aria-description",
        "aria-valuetext",
        "aria-roledescription",
        "placeholder",
        "title",
      ])
        said.push(element.getAttribute(name) ?? "");
      if (element.childElementCount === 0 && element.tagName !== "SCRIPT") said.push(element.textContent ?? "");
    }
    return said.filter((text) => /[A-Za-z]{3,}/.test(text) && !/[\u0E00-\u0E7F]/.test(text));
  });
  assert.deepEqual(
    [...new Set(found)].filter((text) => !/^(?:Ctrl K|Esc|Enter|English)$/.test(text)),
    [],
  );
  await page.context().close();
});

test("English says everything in English, in the Buddhist era still", { skip }, async () => {
  const page = await open();
  await page.evaluate(() =>
    localStorage.setItem("changwat.settings", '{"language":"en","theme":"dark","text":"larger"}'),
  );
  await page.reload();
  await page.getByText("Working as").waitFor();
  await page.getByRole("button", { name: "Open calendar" }).first().waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
  assert.equal(await page.getByText("Thu 27 Nov").count(), 1);
  await page.context().close();
});

for (const width of [1440, 390])
  for (const theme of ["light", "dark"] as const)
    test(`axe finds nothing at ${width} px, ${theme}; nothing is wider than the page`, {
      skip,
      timeout: 60_000,
    }, async () => {
      const page = await open("/specimen", width, theme);
      const clean = async (where: string) => {
        // Behind an open sheet the page itself is hidden on purpose, its main part and heading with it.
        const hidden = where === "page" || where === "login" ? [] : ["landmark-one-main", "page-has-heading-one"];
        const { violations } = await new AxeBuilder({ page }).disableRules(hidden).analyze();
        assert.deepEqual(
          violations.map(({ id, nodes }) => [where, id, nodes.map(({ target }) => target)]),
          [],
        );
      };
      await clean("page");
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
      await page.getByRole("button", { name: "ส่งคืนรายงาน" }).click();
      await page.getByRole("dialog").waitFor();
      await clean("dialog");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+k");
      await page.getByRole("menu").waitFor();
      await clean("palette");
      await page.keyboard.press("Escape");
      await page.goto(`${served.address}/login`);
      await page.waitForSelector("h1");
      await clean("login");
      await page.context().close();
    });

test("signing in: refused in words, then the second step, then back to where one wanted to go", { skip }, async () => {
  signedIn = null;
  const page = await open("/login?next=/nowhere");
  await page.getByRole("textbox", { name: "อีเมลราชการ" }).fill("governor@example.go.th");
  await page.getByRole("textbox", { name: "รหัสผ่าน" }).fill("ผิด");
  await page.keyboard.press("Enter");
  await page.getByText("อีเมลหรือรหัสผ่านไม่ถูกต้อง").waitFor();
  await page.getByRole("button", { name: /ผู้ว่าราชการจังหวัด/ }).click();
  await page.getByRole("button", { name: "เข้าสู่ระบบ" }).click();
  const code = page.getByRole("textbox", { name: /รหัส 6 หลัก/ });
  await code.fill("000000");
  await page.keyboard.press("Enter");
  await page.getByText("รหัสไม่ถูกต้อง ตรวจเวลาของเครื่องแล้วลองรหัสใหม่").waitFor();
  await code.fill("123456");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "ไม่พบหน้านี้" }).waitFor();
  assert.equal(new URL(page.url()).pathname, "/nowhere");
  await page.getByText("ยังไม่มีตำแหน่งในจังหวัดนี้").first().waitFor();
  await page.context().close();
});

test("nobody signed in: every page leads to the login page and remembers where one wanted to go", {
  skip,
}, async () => {
  signedIn = null;
  const page = await open("/login");
  await page.goto(`${served.address}/orders?late=1`);
  await page.waitForURL(/\/login\?next=%2Forders%3Flate%3D1/);
  await page.context().close();
});

test("the session ends in the middle: one signs in over the page, and what was asked for goes out again", {
  skip,
}, async () => {
  signedIn = "governor@example.go.th";
  offices = [office(1, "ผู้ว่าราชการจังหวัด"), office(2, "ประธานกรรมการจังหวัด")];
  const page = await open("/nowhere");
  signedIn = null;
  await page.getByRole("button", { name: /ปฏิบัติงานในฐานะ/ }).click();
  await page.getByRole("button", { name: /ประธานกรรมการจังหวัด/ }).click();
  const dialog = page.getByRole("alertdialog", { name: "หมดเวลาการเข้าใช้งาน" });
  const email = dialog.getByRole("textbox", { name: "อีเมลราชการ" });
  assert.equal(await email.inputValue(), "governor@example.go.th");
  assert.equal(await email.getAttribute("readonly"), "");
  await dialog.getByRole("textbox", { name: "รหัสผ่าน" }).fill("ประชาชนต้องมาก่อน");
  await page.keyboard.press("Enter");
  await dialog.getByRole("textbox", { name: /รหัส 6 หลัก/ }).fill("123456");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await page.locator(".as-now").getByText("ประธานกรรมการจังหวัด").waitFor();
  await page.context().close();
});

test("the server is away: the page stays, says so, and goes on when it is back", { skip }, async () => {
  signedIn = "governor@example.go.th";
  offices = [office(1, "ผู้ว่าราชการจังหวัด"), office(2, "ประธานกรรมการจังหวัด")];
  const page = await open("/nowhere");
  await page.context().setOffline(true);
  await page.getByRole("button", { name: /ปฏิบัติงานในฐานะ/ }).click();
  await page.getByRole("button", { name: /ประธานกรรมการจังหวัด/ }).click();
  await page.getByText("เครื่องนี้ไม่ได้ต่อเครือข่าย").waitFor();
  assert.equal(await page.getByRole("heading", { name: "ไม่พบหน้านี้" }).count(), 1);
  await page.context().setOffline(false);
  // It asks again by itself as soon as the network is back.
  await page.getByText("ติดต่อเครื่องแม่ข่ายได้แล้ว").waitFor();
  assert.equal(await page.locator(".banner").count(), 0);
  await page.context().close();
});
