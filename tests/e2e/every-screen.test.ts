/**
 * Every screen of the desk, as its list has them: for a governor and for a district chief, wide and on a phone, light and dark, Thai and
 * English. No barrier that axe finds, nothing wider than the page, no clipped Thai, no word in the other language. Pictures of all go to CHANGWAT_SHOTS.
 */
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { screens } from "../../desk/screens.ts";
import { type Demo, openOffice, skip, type TestOffice } from "./office.ts";

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;
const people: readonly Demo[] = ["governor", "district-chief", "administrator"];
// The specimen of components is looked at by its own test; its sample texts are in both languages on purpose.
const looked = screens.filter(({ path }) => path !== "/specimen");
const inside = looked.filter(({ isBare }) => !isBare);
/** The rooms of administration open only to the administrator, and these are what is looked at for that post. */
const screensOf = (who: Demo) =>
  who === "administrator" ? inside.filter(({ path }) => path.startsWith("/administration")) : inside;
const shots = process.env["CHANGWAT_SHOTS"];

describe("every screen", { skip, timeout: 400_000, concurrency: 2 }, () => {
  let office: TestOffice;
  let sample: Record<string, string> = {};
  before(async () => {
    office = await openOffice();
    sample = await samplesOf(office);
    if (shots) await mkdir(shots, { recursive: true });
    // Signed in once, one after the other; the pages then share the sessions.
    for (const who of people) await (await office.page(who)).context().close();
  });
  after(() => office?.close());
  afterEach((t) => office.endOf(t as { name: string; passed?: boolean }));

  const addressOf = (path: string): string =>
    path.includes("$") ? (sample[path] ?? assert.fail(`no sample of ${path}`)) : path;

  for (const who of people)
    for (const size of sizes)
      test(`${who} at ${size.width} px`, async () => {
        const page = await office.page(who, "/", { ...size, forgive: [/403/] });
        const faults: string[] = [];
        for (const { path } of screensOf(who))
          faults.push(...(await look(page, who, path, addressOf(path), size.width)));
        assert.deepEqual(faults, []);
        await page.context().close();
      });

  test("the door: signing in, forgotten, setting a password", async () => {
    const faults: string[] = [];
    for (const size of sizes) {
      const page = await office.page(null, "/login", size);
      for (const { path } of looked.filter(({ isBare }) => isBare))
        faults.push(
          ...(await look(page, "nobody", path, path === "/set-password" ? `${path}?token=x` : path, size.width)),
        );
      await page.context().close();
    }
    assert.deepEqual(faults, []);
  });

  // The words of the desk are the same for everybody who may see a screen.
  for (const who of ["governor", "administrator"] as const)
    test(`${who} in English: no Thai in menus, heads, labels and buttons`, async () => {
      const page = await office.page(who, "/", { language: "en", forgive: [/403/] });
      const faults: string[] = [];
      for (const { path } of screensOf(who)) {
        await open(page, addressOf(path));
        assert.equal(await page.evaluate(() => document.documentElement.lang), "en", path);
        for (const text of await thaiInChrome(page)) faults.push(`${path}: ${text}`);
      }
      assert.deepEqual(faults, []);
      await page.context().close();
    });
});

/** Things that screens with a parameter can show, such as both people may see. */
async function samplesOf(office: TestOffice): Promise<Record<string, string>> {
  const ask = <R>(name: string, input: object = {}) => office.call<R>("governor", name, input);
  const { rows } = await office.call<{ rows: { matter: number }[] }>("district-chief", "orders.board", {
    state: "all",
    sort: "newest",
  });
  const matter = String(rows[0]!.matter);
  const { units } = await ask<{ units: { id: number; kind: string; th: string }[] }>("authority.units");
  const positions = await ask<{ id: number; role: string }[]>("authority.positions");
  const [vice, head] = ["vice_governor", "office_head"].map((role) => positions.find((each) => each.role === role)!.id);
  const [person] = await ask<{ id: number }[]>("authority.people");
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  const { delegation } = await ask<{ delegation: number }>("authority.delegate", {
    to: vice,
    duties: ["orders.close"],
    instrument: "คำสั่งจังหวัดที่ 9/2569",
    signed_on: today,
    from: today,
  });
  return {
    "/matters/$matter": `/matters/${matter}`,
    "/orders/$order": `/orders/${matter}`,
    "/people/unit/$id": `/people/unit/${units.find(({ kind }) => kind === "district")!.id}`,
    "/people/position/$id": `/people/position/${head}`,
    "/people/person/$id": `/people/person/${person!.id}`,
    "/authority/delegations/$id": `/authority/delegations/${delegation}`,
    "/law/$law": "/law/state-administration",
    "/law/$law/$clause": "/law/state-administration/57",
    "/administration/books/$book": "/administration/books/orders",
  };
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator("h1").first().waitFor();
  await page.waitForFunction(() => !document.querySelector(".skeleton, [data-stale]"));
  await page.evaluate(() => document.fonts.ready);
}

/** Everything that is wrong with one screen, as lines. */
async function look(page: Page, who: string, path: string, address: string, width: number): Promise<string[]> {
  const faults: string[] = [];
  const fault = (what: string) => faults.push(`${path}: ${what}`);
  await page.emulateMedia({ colorScheme: "light" });
  await open(page, address);
  const picture = async (theme: string) => {
    if (!shots) return;
    const name = `${path === "/" ? "inbox" : path.slice(1).replace(/[/$]+/g, "-")} ${who} ${width} ${theme}.png`;
    await page.screenshot({ path: join(shots, name), fullPage: true });
  };
  await picture("light");
  const facts = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    wide: document.documentElement.scrollWidth - window.innerWidth,
    heading: document.querySelector("h1")?.textContent ?? "",
  }));
  if (facts.lang !== "th") fault(`lang is ${facts.lang}`);
  if (facts.heading === "หน้านี้แสดงไม่สำเร็จ" || facts.heading === "ไม่พบหน้านี้") fault(`"${facts.heading}" (${address})`);
  if (facts.wide > 0) fault(`${facts.wide} px wider than the page: ${(await wideParts(page)).join("; ")}`);
  for (const text of await clipped(page)) fault(`clipped: ${text}`);
  for (const text of await englishIn(page)) fault(`English: ${text}`);
  for (const { id, nodes } of (await axe(page).analyze()).violations)
    fault(
      `axe ${id}: ${nodes
        .slice(0, 3)
        .map(({ target, failureSummary }) => `${target} (${failureSummary?.split("\n")[1]?.trim()})`)
        .join("; ")}`,
    );
  // What a chief sees wide has been seen in the dark as the governor.
  if (who === "district-chief" && width > 400) return faults;
  await page.emulateMedia({ colorScheme: "dark" });
  await picture("dark");
  // Of all the rules only contrast can differ in the dark.
  for (const { id, nodes } of (await axe(page).withRules(["color-contrast"]).analyze()).violations)
    fault(
      `dark, axe ${id}: ${nodes
        .slice(0, 3)
        .map(({ target }) => target)
        .join("; ")}`,
    );
  return faults;
}

/** Only what is wrong is told, which takes half the time; there are no frames that would need more than the old way. */
const axe = (page: Page) => new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode(true);

const wideParts = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((each) => each.getBoundingClientRect().right > window.innerWidth + 1 && each.checkVisibility())
      .slice(-3)
      .map((each) => `${each.tagName.toLowerCase()}.${each.className}`),
  );

/** Texts of one line whose box hides part of their height: tone marks and vowels above and below go first. */
const clipped = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("body *")]
      .filter((each) => {
        const hasText = [...each.childNodes].some(
          (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
        );
        if (!hasText || !each.checkVisibility() || each.closest(".unseen, svg") || each.clientHeight < 8) return false;
        const style = getComputedStyle(each);
        if (!/hidden|clip/.test(style.overflowY) || style.webkitLineClamp !== "none") return false;
        return each.scrollHeight > each.clientHeight + 1;
      })
      .map((each) => `${each.tagName.toLowerCase()}.${each.className} “${each.textContent?.trim().slice(0, 40)}”`),
  );

/** Words that are the same in Thai offices, and things that are no words. */
const allowed =
  /^(?:[\w.+-]+@[\w.-]+|https?:\/\/\S+|\S+\.(?:pdf|png|jpe?g|xlsx|docx|zip|json)|[0-9a-f]{8,}…?|excel|ctrl|enter|english|office|otop|changwat|sha-?256|json|email|e-mail|totp|chrome|chromium|linux|headless\w*|windows|android|firefox|safari|passkey|authenticator|backspace|shift|openssl|microsoft|google|import|date-holidays)$/i;

/** Latin words in what is shown or said while the desk speaks Thai. */
async function englishIn(page: Page): Promise<string[]> {
  const said = await page.evaluate(() => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent || parent.closest("script, style, noscript, code, kbd, [lang=en], time")) continue;
      if (/[A-Za-z]{4,}/.test(node.textContent ?? "") && parent.checkVisibility()) texts.push(node.textContent ?? "");
    }
    for (const each of document.querySelectorAll("body *"))
      for (const name of [
        "aria-label",
        "aria-description",
        "aria-valuetext",
        "aria-roledescription",
        "placeholder",
        "title",
        "alt",
      ]) {
        const text = each.getAttribute(name);
        if (each.closest(".map-notice")) continue; // a source is cited as it calls itself
        if (text && /[A-Za-z]{4,}/.test(text)) texts.push(`${name}=${text}`);
      }
    return texts;
  });
  const isLeak = (text: string) =>
    text
      .replace(/^[\w-]+=/, "")
      .split(/[\s"'“”(),:;·/]+/)
      .some((word) => /[A-Za-z]{4,}/.test(word) && !allowed.test(word));
  return [...new Set(said)].filter(isLeak).map((text) => text.trim().slice(0, 80));
}

/** Thai in the parts that the desk itself says: menus, heads of tables, labels, tabs and buttons; what officials wrote stays as written. */
async function thaiInChrome(page: Page): Promise<string[]> {
  const found = await page.evaluate(() => {
    const parts =
      ".sidenav nav, .topbar .find, .bottombar, main h2, main h3, main label, main .label, main legend, main dt, main [role=tab], main [role=columnheader], main th[scope=col], main summary, main button, main .button";
    return (
      [...document.querySelectorAll<HTMLElement>(parts)]
        .filter(
          (each) =>
            each.checkVisibility() &&
            !each.closest("[lang=th], [role=row] [role=gridcell], [role=row] [role=rowheader]"),
        )
        .map((each) => (each.innerText || each.getAttribute("aria-label") || "").trim())
        // The name of the other language stands in that language.
        .filter((text) => text !== "ไทย" && /[\u0E00-\u0E7F]/.test(text))
    );
  });
  return [...new Set(found)].map((text) => text.replace(/\s+/g, " ").slice(0, 80));
}
