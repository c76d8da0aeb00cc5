import assert from "node:assert/strict";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { after, before, beforeEach, describe, test } from "node:test";
import { SMTPServer } from "smtp-server";
import { machinery } from "../actor.ts";
import { transaction } from "../database.ts";
import { ground } from "../outbox/ground.fixture.ts";
import { officeOf } from "../perform.ts";
import { openTestHouse, type TestHouse } from "../testing.ts";
import { type Mailer, mailSettings, startMail } from "./mail.ts";
import { notify, secretWords } from "./notify.ts";

test("mail is off unless the environment names a server and a sender", () => {
  assert.equal(mailSettings({}), null);
  assert.throws(() => mailSettings({ SMTP_URL: "http://x" }), /smtp/);
  assert.throws(() => mailSettings({ SMTP_URL: "smtp://x" }), /MAIL_FROM/);
  assert.deepEqual(
    mailSettings({ SMTP_URL: "smtp://x", MAIL_FROM: "a@b.example", PUBLIC_URL: "https://office.example/" }),
    {
      smtp: "smtp://x",
      from: "a@b.example",
      origin: "https://office.example",
      digestSeconds: 300,
    },
  );
});

describe("mail through a real SMTP server", () => {
  let t: TestHouse;
  let server: SMTPServer;
  let port: number;
  let letters: { to: string[]; raw: string; subject: string; text: string }[] = [];
  let failing: null | { code: number } = null;
  let mailer: Mailer;

  const listen = async (at: number) => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      onRcptTo: (_address, _session, done) =>
        done(failing ? Object.assign(new Error("no"), { responseCode: failing.code }) : null),
      onData(stream, session, done) {
        let raw = "";
        stream.on("data", (data) => (raw += data.toString("utf8")));
        stream.on("end", () => {
          letters.push({ to: session.envelope.rcptTo.map((each) => each.address), raw, ...opened(raw) });
          done();
        });
      },
    });
    server.on("error", () => {});
    server.listen(at, "127.0.0.1");
    await once(server.server, "listening");
    port = (server.server.address() as AddressInfo).port;
  };
  before(async () => {
    t = await openTestHouse({ rooms: ground() });
    await listen(0);
    mailer = startMail(t.house, {
      smtp: `smtp://127.0.0.1:${port}`,
      from: "สำนักงานจังหวัดทดสอบ <office@province.example>",
      origin: "https://office.example",
      digestSeconds: 0,
      retrySeconds: 0.01,
      lookSeconds: 3600,
    });
    await mailer.look();
  });
  after(async () => {
    await mailer.stop();
    await new Promise<void>((done) => server.close(() => done()));
    await t.close();
  });
  beforeEach(async () => {
    letters = [];
    failing = null;
    await t.owner.query("DELETE FROM notice");
  });
  const tell = (to: string, th: string, more: { matter?: number; kind?: string } = {}) =>
    transaction(t.house.database, machinery, (db) =>
      notify(officeOf(t.house, db, machinery, t.house.clock(), [], true), {
        to: [t.position[to]!],
        kind: "trial.told",
        th,
        en: "In English",
        ...more,
      }),
    );
  const states = async () => (await t.owner.query("SELECT state, tries, fault FROM mail ORDER BY id")).rows;
  const pause = () => new Promise((done) => setTimeout(done, 60));

  test("a notice comes as a mail in Thai, to who sits in the position, with a link, once", async () => {
    await tell("clerk", "มีข้อสั่งการใหม่ถึงท่าน เรื่องการเตรียมรับน้ำท่วม <ด่วน>");
    assert.equal(await mailer.look(), 1);
    assert.equal(await mailer.look(), 0);
    const [letter] = letters;
    assert.deepEqual(letter?.to, ["clerk@test.invalid"]);
    assert.equal(letter?.subject, "มีข้อสั่งการใหม่ถึงท่าน เรื่องการเตรียมรับน้ำท่วม <ด่วน>");
    assert.match(letter?.text ?? "", /In English/);
    assert.match(letter?.text ?? "", /&#60;ด่วน&#62;/);
    assert.match(letter?.raw ?? "", /^Subject: =\?UTF-8\?/m);
    assert.match(letter?.raw ?? "", /^Auto-Submitted: auto-generated/m);
    assert.deepEqual(
      (await states()).map((mail) => mail.state),
      ["sent"],
    );
  });

  test("several that gather go in one mail; what was read meanwhile is not sent", async () => {
    await tell("vice1", "หนึ่ง");
    await tell("vice1", "สอง");
    await tell("vice1", "สาม");
    const vice = await t.as("vice1");
    const { notices } = await t.look<{ notices: { id: number; th: string }[] }>("notices.mine", vice);
    await t.perform("notices.read", vice, { notices: [notices.find((each) => each.th === "สอง")!.id] });
    assert.equal(await mailer.look(), 1);
    assert.match(letters[0]!.subject, /2 เรื่อง/);
    assert.ok(
      letters[0]!.text.includes("หนึ่ง") && letters[0]!.text.includes("สาม") && !letters[0]!.text.includes("สอง"),
    );
    assert.deepEqual((await states()).map((mail) => mail.state).sort(), ["needless", "sent", "sent"]);
  });

  test("gathering waits: a mail is not sent before its time", async () => {
    const patient = startMail(t.house, {
      smtp: `smtp://127.0.0.1:${port}`,
      from: "a@b.example",
      origin: "",
      digestSeconds: 300,
      lookSeconds: 3600,
    });
    await patient.look();
    await tell("vice2", "รอ");
    assert.equal(await patient.look(), 0);
    await t.owner.query("UPDATE mail SET not_before = now()");
    assert.equal(await patient.look(), 1);
    await patient.stop();
  });

  test("a secret matter's subject is never in a mail, also when it has become secret since", async () => {
    const { matter } = await t.perform<{ matter: number }>("trial.open", await t.as("clerk"), {
      title: "เปิด",
      positions: [t.position["palad"]],
    });
    await tell("palad", "เรื่อง: ชื่อที่จะกลายเป็นลับ", { matter });
    await t.owner.query("UPDATE matter SET secrecy = 1 WHERE id = $1", [matter]);
    await mailer.look();
    assert.equal(letters[0]?.subject, secretWords.th);
    assert.ok(!letters[0]!.text.includes("กลายเป็นลับ"));
  });

  test("a failing server: kept, tried again later, sent once it is well", async () => {
    failing = { code: 451 };
    await tell("planner", "หนึ่ง");
    assert.equal(await mailer.look(), 0);
    const [mail] = await states();
    assert.deepEqual([mail.state, mail.tries], ["queued", 1]);
    assert.match(mail.fault, /451/);
    await pause();
    await mailer.look();
    assert.equal((await states())[0].tries, 2);
    failing = null;
    await pause();
    await pause();
    assert.equal(await mailer.look(), 1);
    assert.deepEqual((await states())[0], { state: "sent", tries: 3, fault: null });
  });

  test("a server that is away altogether, and comes back", async () => {
    const at = port;
    await new Promise<void>((done) => server.close(() => done()));
    await tell("planner", "สอง");
    assert.equal(await mailer.look(), 0);
    assert.match((await states())[0].fault, /ECONNREFUSED/);
    await listen(at);
    await pause();
    assert.equal(await mailer.look(), 1);
    assert.equal(letters.length, 1);
  });

  test("an address that is refused is given up after some tries", async () => {
    failing = { code: 550 };
    await tell("planner", "ไม่มีตู้จดหมายนี้");
    for (let i = 0; i < 6; i++) {
      await mailer.look();
      await t.owner.query("UPDATE mail SET not_before = now()");
    }
    assert.deepEqual(
      (await states()).map((mail) => [mail.state, mail.tries]),
      [["dead", 4]],
    );
  });

  test("who has said no gets none; a kind's own choice goes before the general one", async () => {
    const clerk = await t.as("clerk");
    await t.perform("notices.setMail", clerk, { kind: "*", mail: false });
    await t.perform("notices.setMail", clerk, { kind: "trial.urgent", mail: true });
    await tell("clerk", "ทั่วไป");
    await tell("clerk", "ด่วน", { kind: "trial.urgent" });
    await mailer.look();
    assert.deepEqual(
      letters.map((letter) => letter.subject),
      ["ด่วน"],
    );
  });
});

/** Opens what the server got: the subject decoded, the parts' text together. */
function opened(raw: string): { subject: string; text: string } {
  const unfolded = raw.replace(/\r\n[ \t]+/g, " ");
  const header = /^Subject: (.*)$/m.exec(unfolded)?.[1]?.trim() ?? "";
  const words = header
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?UTF-8\?([BQ])\?(.*?)\?=/gi, (_all, how: string, text: string) =>
      how.toUpperCase() === "B"
        ? `\u0001${text}\u0002`
        : `\u0001${Buffer.from(quoted(text.replaceAll("_", " ")), "latin1").toString("base64")}\u0002`,
    );
  // Words may be cut within a letter: their bytes are joined before they are read.
  const subject = words.replace(/(\u0001[^\u0002]*\u0002)+/g, (run) =>
    Buffer.concat(
      [...run.matchAll(/\u0001([^\u0002]*)\u0002/g)].map((match) => Buffer.from(match[1]!, "base64")),
    ).toString("utf8"),
  );
  const parts = raw.split(/^--.*$/m).slice(1);
  const text = parts
    .map((part) => {
      const [head = "", ...body] = part.split("\r\n\r\n");
      const content = body.join("\r\n\r\n");
      return /base64/i.test(head)
        ? Buffer.from(content, "base64").toString("utf8")
        : Buffer.from(quoted(content), "latin1").toString("utf8");
    })
    .join("\n");
  return { subject, text };
}
const quoted = (text: string): string =>
  text
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
