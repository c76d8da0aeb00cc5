/**
 * A whole office for the tests in a browser: the program as users start it, in a home of its own with the demonstration province,
 * and Chromium before it. What the pages are asked for by their words stands here too, so that a changed word is changed once.
 */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from "playwright-core";
import { demoPassword } from "../../demonstration/index.ts";

const root = resolve(import.meta.dirname, "../..");
const inPath = (process.env["PATH"] ?? "").split(":").map((folder) => join(folder, "chromium"));
const chrome = [process.env["CHROMIUM"] ?? "", "/usr/bin/chromium", ...inPath].find((path) => path && existsSync(path));
/** Why these tests cannot run here, or false. */
export const skip = chrome ? false : "no Chromium in /usr/bin or on PATH";

const flags =
  "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run";

/** Who can sign in to the demonstration province. */
export type Demo =
  | "governor"
  | "vice-governor"
  | "office-head"
  | "clerk"
  | "planner"
  | "agency-head"
  | "district-chief"
  | "administrator";

export interface PageOptions {
  width?: number;
  height?: number;
  theme?: "light" | "dark";
  language?: "th" | "en";
  /** Signs in anew instead of using the session that this person already has. */
  isNewSession?: boolean;
  /** Faults in the page that this test brings about on purpose. */
  forgive?: RegExp[];
}

export interface TestOffice {
  url: string;
  browser: Browser;
  /** A page of somebody's own browser, signed in, at an address of the desk. */
  page(who: Demo | null, path?: string, options?: PageOptions): Promise<Page>;
  /** Calls a view or an act past the screens, as a person or as one of that person's occupancies. */
  call<R>(who: Demo, name: string, input?: object, options?: { as?: number; key?: string }): Promise<R>;
  /** At the end of each test: no fault in any page; when it failed, pictures of the pages go to CHANGWAT_SHOTS. */
  endOf(test: { name: string; passed?: boolean }): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
  /** Starts it again on the same home and port. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the program and a browser. Takes some seconds: the province is built and ten weeks of work are done in it. */
export async function openOffice(): Promise<TestOffice> {
  const home = await mkdtemp(join(tmpdir(), "changwat-e2e-"));
  await chmod(home, 0o755); // the database server may run as another user
  const dir = join(home, "var");
  const port = await freePort();
  const url = `http://localhost:${port}`;
  let child: ChildProcess | undefined;
  const sessions = new Map<Demo, Awaited<ReturnType<BrowserContext["storageState"]>>>();
  const contexts = new Set<BrowserContext>();
  let found: string[] = [];
  let isDown = false;
  let browser: Browser | undefined;

  const postmaster = (): number | undefined => {
    try {
      return Number(readFileSync(join(dir, "postgres", "data", "postmaster.pid"), "utf8").split("\n")[0]);
    } catch {
      return undefined;
    }
  };
  // Should the tests themselves be killed, nothing of the office stays behind.
  const atExit = () => {
    if (!child) return;
    child.kill("SIGKILL");
    const pid = postmaster();
    if (pid) process.kill(pid, "SIGQUIT");
  };
  process.once("exit", atExit);
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => process.exit(1));

  async function start(): Promise<void> {
    const given = { ...process.env };
    for (const name of ["DATABASE_URL", "PUBLIC_URL", "HOST", "SMTP_URL", "OIDC_ISSUER"]) delete given[name];
    const program = spawn(process.execPath, ["changwat.ts", "serve"], {
      cwd: root,
      env: { ...given, CHANGWAT_HOME: dir, PORT: String(port), LOG_LEVEL: "warn" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child = program;
    let said = "";
    let isUp = () => {};
    const up = new Promise<void>((done) => {
      isUp = done;
    });
    for (const stream of [program.stdout, program.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        if (said.includes(`${url}\n`)) isUp();
      });
    }
    const gone = once(program, "exit").then(([code]) => {
      if (child === program) throw new Error(`The office ended (${code}):\n${said.slice(-4000)}`);
    });
    gone.catch(() => {});
    await Promise.race([
      up,
      gone,
      sleep(180_000, undefined, { ref: false }).then(() => assert.fail(`No start:\n${said}`)),
    ]);
    const health = (await (await fetch(`${url}/healthz`)).json()) as { ok: boolean };
    assert.equal(health.ok, true, "the office says of itself that it is not well");
    // The page that says "being prepared" is not the desk.
    for (let waited = 0; (await fetch(`${url}/login`)).status === 503; waited += 200) {
      assert.ok(waited < 60_000 && !said.includes("The desk could not be built"), `No desk:\n${said.slice(-4000)}`);
      await sleep(200);
    }
  }

  async function stop(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    const program = child;
    child = undefined;
    if (!program || program.exitCode !== null || program.signalCode !== null) return;
    const gone = once(program, "exit");
    program.kill(signal);
    await Promise.race([gone, sleep(20_000, undefined, { ref: false }).then(() => program.kill("SIGKILL"))]);
  }

  function watch(page: Page, who: string, forgive: RegExp[]): void {
    const note = (what: string) => {
      if (!forgive.some((each) => each.test(what)))
        found.push(`${who} at ${new URL(page.url() || url).pathname}: ${what}`);
    };
    page.on("pageerror", (error) => note(`page error: ${error.stack ?? error.message}`));
    page.on("console", (line) => {
      // While the office is down on purpose, whatever page is open says so.
      if (line.type() === "error" && !(isDown && /net::ERR_/.test(line.text())))
        note(`console: ${line.text()} ${line.location().url}`);
    });
    page.on("response", (answer) => {
      if (answer.status() >= 500) note(`${answer.status()} ${answer.request().method()} ${answer.url()}`);
    });
  }

  async function newPage(who: Demo | null, path = "/", options: PageOptions = {}): Promise<Page> {
    const { width = 1440, height = 900, theme = "light", language = "th", isNewSession, forgive = [] } = options;
    const known = who && !isNewSession ? sessions.get(who) : undefined;
    const context = await browser!.newContext({
      baseURL: url,
      viewport: { width, height },
      colorScheme: theme,
      reducedMotion: "reduce",
      locale: "th-TH",
      timezoneId: "Asia/Bangkok",
      hasTouch: width < 500,
      acceptDownloads: true,
      ...(known ? { storageState: known } : {}),
    });
    contexts.add(context);
    context.on("close", () => contexts.delete(context));
    context.setDefaultTimeout(10_000);
    if (language !== "th")
      await context.addInitScript((chosen) => {
        if (!localStorage.getItem("changwat.settings"))
          localStorage.setItem(
            "changwat.settings",
            JSON.stringify({ language: chosen, theme: "auto", text: "normal" }),
          );
      }, language);
    const page = await context.newPage();
    watch(page, who ?? "nobody", forgive);
    if (who && !known) {
      await signIn(page, who);
      if (!isNewSession) sessions.set(who, await context.storageState());
      if (path === "/") return page;
    }
    await page.goto(path);
    await page.locator("h1").first().waitFor();
    return page;
  }

  const cookies = new Map<Demo, string>();
  async function cookieOf(who: Demo): Promise<string> {
    const known = cookies.get(who);
    if (known) return known;
    const answer = await fetch(`${url}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: url },
      body: JSON.stringify({ email: emailOf(who), password: demoPassword, rememberMe: true }),
    });
    assert.equal(answer.status, 200, `${who} could not sign in: ${await answer.text()}`);
    const cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(";")[0]!)
      .join("; ");
    cookies.set(who, cookie);
    return cookie;
  }
  async function call<R>(
    who: Demo,
    name: string,
    input: object = {},
    options: { as?: number; key?: string } = {},
  ): Promise<R> {
    const answer = await fetch(`${url}/api/${name}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        cookie: await cookieOf(who),
        ...(options.as ? { "x-acting-as": String(options.as) } : {}),
        ...(options.key ? { "idempotency-key": options.key } : {}),
      },
      body: JSON.stringify(input),
    });
    const body = (await answer.json()) as R;
    if (!answer.ok)
      throw Object.assign(new Error(`${name} → ${answer.status} ${JSON.stringify(body)}`), { status: answer.status });
    return body;
  }

  async function shoot(name: string): Promise<void> {
    const folder = process.env["CHANGWAT_SHOTS"];
    if (!folder) return;
    await mkdir(folder, { recursive: true });
    const pages = [...contexts].flatMap((context) => context.pages());
    for (const [index, page] of pages.entries())
      await page.screenshot({ path: join(folder, `failed ${name.slice(0, 60)} ${index + 1}.png`) }).catch(() => {});
  }

  async function close(): Promise<void> {
    await browser?.close();
    await stop("SIGTERM");
    const pid = postmaster();
    if (pid && isAlive(pid)) process.kill(pid, "SIGQUIT"); // the program should have ended it
    process.off("exit", atExit);
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }

  try {
    const opened = chromium.launch({ executablePath: chrome!, args: flags.split(" ") }).then((one) => {
      browser = one;
    });
    // Both are awaited to their end: what is still opening cannot be closed.
    const [program, window_] = await Promise.allSettled([start(), opened]);
    if (program.status === "rejected") throw program.reason;
    if (window_.status === "rejected") throw window_.reason;
  } catch (error) {
    await close();
    throw error;
  }
  return {
    url,
    browser: browser!,
    page: newPage,
    call,
    async endOf(test) {
      const faults = found;
      found = [];
      if (test.passed === false) await shoot(test.name);
      assert.deepEqual(faults, [], "faults in the pages");
    },
    async kill() {
      isDown = true;
      await stop("SIGKILL");
    },
    async start() {
      await start();
      isDown = false;
    },
    close,
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "localhost");
  await once(server, "listening");
  const address = server.address();
  assert.ok(address && typeof address === "object");
  server.close();
  await once(server, "close");
  return address.port;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const emailOf = (who: Demo): string => `${who}@demo.invalid`;

/** Signs in at the door, as a person does; ends on the page of one's own work. */
export async function signIn(page: Page, who: Demo): Promise<void> {
  if (new URL(page.url() === "about:blank" ? "http://x/" : page.url()).pathname !== "/login") await page.goto("/login");
  const language = await page.evaluate(() => document.documentElement.lang);
  const words = language === "en" ? ["Office e-mail", "Password", "Sign in"] : ["อีเมลราชการ", "รหัสผ่าน", "เข้าสู่ระบบ"];
  await page.getByRole("textbox", { name: words[0]!, exact: true }).fill(emailOf(who));
  await page.getByRole("textbox", { name: words[1]!, exact: true }).fill(demoPassword);
  await page.getByRole("button", { name: words[2]!, exact: true }).click();
  await page.waitForURL((address) => address.pathname !== "/login");
  await page.locator("main h1").waitFor();
}

/** Signs in over the page after the session has ended in the middle of the work. */
export async function signInAgain(page: Page): Promise<void> {
  const dialog = page.getByRole("alertdialog", { name: "หมดเวลาการเข้าใช้งาน" });
  await dialog.getByRole("textbox", { name: "รหัสผ่าน", exact: true }).fill(demoPassword);
  await dialog.getByRole("button", { name: "เข้าสู่ระบบแล้วทำต่อ" }).click();
  await dialog.waitFor({ state: "detached" });
}

/** The part of a page under a heading. */
export const part = (page: Page, heading: string | RegExp): Locator =>
  page.locator("section.section").filter({ has: page.getByRole("heading", { level: 2, name: heading }) });

/** A picker of many, by the label of its field, with its chips and its ready sets. */
export const picker = (page: Page, label: string | RegExp): Locator =>
  page.locator(".multi").filter({ has: page.getByRole("combobox", { name: label }) });

/** Types into a picker or a combo box and takes the first that fits. */
export async function pick(field: Locator, text: string, option: string | RegExp = text): Promise<void> {
  const page = field.page();
  await field.click();
  await field.pressSequentially(text);
  await page.getByRole("option", { name: option }).first().click();
  // A picker of many stays open for the next; Esc without an open list would close the sheet that the field is in.
  if (await page.getByRole("listbox").filter({ visible: true }).count()) await page.keyboard.press("Escape");
}

/** Types the digits of a day (day, month and Buddhist year) into a date field and leaves it. */
export async function typeDay(page: Page, label: string, digits: string): Promise<void> {
  await page.getByRole("group", { name: label }).getByRole("spinbutton").first().focus();
  await page.keyboard.type(digits);
}

export interface WrittenOrder {
  title: string;
  body: string;
}

/** Fills the least that an order needs. */
export async function writeOrder(page: Page, order: WrittenOrder): Promise<void> {
  await page.getByRole("textbox", { name: /^เรื่อง/ }).fill(order.title);
  await page.getByRole("textbox", { name: /^ข้อความสั่งการ/ }).fill(order.body);
}
export const issueButton = (page: Page): Locator => page.getByRole("button", { name: "สั่งการ", exact: true });

/** The number in the address of an order's page, once the desk has gone there. */
export async function orderOpened(page: Page): Promise<number> {
  await page.waitForURL(/\/orders\/\d+/);
  return Number(/\/orders\/(\d+)/.exec(page.url())![1]);
}

/** Waits until the page says so: in a notice at its edge, or in the sheet where it was done. */
export async function told(page: Page, words: string | RegExp): Promise<void> {
  await page.locator(".toast, [role=status]").filter({ hasText: words }).first().waitFor();
}

/** Waits until a file that was chosen has reached the server. */
export async function sent(within: Locator, name: string): Promise<void> {
  const row = within.getByRole("listitem").filter({ hasText: name });
  await row
    .locator(".file-state")
    .getByText(/^[\d.]+ (B|KB|MB)$/)
    .waitFor();
}
