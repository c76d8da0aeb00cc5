/** Ten weeks of orders in an invented office. Every line is an act, performed by its position on its day: nothing is written past the rules. */
import { type Actor, actorIn, machinery } from "../kernel/actor.ts";
import { addDays } from "../kernel/calendar/day.ts";
import { addWorkingDays, isWorkingDay } from "../kernel/calendar/rules.ts";
import { transaction } from "../kernel/database.ts";
import { asOwner } from "../kernel/house.ts";
import { fiscalYear, thaiToday } from "../kernel/language/dates.ts";
import { findAct, perform } from "../kernel/perform.ts";
import { Problem } from "../kernel/problem.ts";
import type { House } from "../kernel/room.ts";
import type { Tell } from "../kernel/store/problem.ts";
import { unitsOf } from "../reference/agencies.ts";
import { addresseesOf, fillOrder, type OrderTemplate, orderTemplates } from "../reference/orders.ts";
import { provinceFacts } from "../reference/province.ts";
import { dice } from "./dice.ts";

interface Post {
  id: number;
  key: string;
  unit: string;
  role: string;
  area: string | null;
  heads: boolean;
}
/** One thing that will happen, in the order of time. */
interface Scene {
  at: Date;
  play(): Promise<Scene[]>;
}

const urgencies = { normal: 0, urgent: 1, very_urgent: 2, most_urgent: 3 } as const;
const WEEKS = 10;

/** Performs the story up to now. Deterministic for one province and day. */
export async function tellStory(house: House, progress: Tell): Promise<void> {
  const { posts, holidays, province } = await cast(house);
  const draw = dice(`changwat ${province}`);
  const today = thaiToday(new Date());
  const now = Date.now();
  const actors = new Map<number, Actor>();
  const actor = async (post: Post): Promise<Actor | undefined> => {
    const known = actors.get(post.id);
    if (known) return known;
    const found = await transaction(house.database, machinery, (db) => actorIn(db, post.id), "read");
    if (found) actors.set(post.id, found);
    return found;
  };
  const by = (test: (post: Post) => boolean): Post => posts.find(test)!;
  const governor = by(({ role }) => role === "governor");
  const vice = by(({ role }) => role === "vice_governor");
  const officeHead = by(({ role }) => role === "office_head");
  const units = unitsOf(province);
  const headOf = (unit: string) => posts.find((post) => post.unit === unit && post.heads);
  // Some units answer at once, some must be asked twice; it stays so through the weeks.
  const diligence = new Map(units.map((unit) => [unit.key, 0.35 + 0.75 * draw()]));

  const act = async <R>(post: Post, name: string, input: object, at: Date): Promise<R | undefined> => {
    const who = await actor(post);
    const found = findAct(house.rooms, name);
    if (!who || !found) return undefined;
    try {
      return (await perform({ ...house, clock: () => at, wake() {} }, found, who, input)) as R;
    } catch (error) {
      if (error instanceof Problem && error.code === "conflict") return undefined; // somebody was faster
      throw error;
    }
  };
  /** Office hours of the n-th working day after a day, as a moment. */
  const onDay = (day: string, after: number): Date => {
    const then = after <= 0 ? day : addWorkingDays(day, after, holidays);
    return new Date(
      `${then}T${String(1 + Math.floor(draw() * 8)).padStart(2, "0")}:${String(Math.floor(draw() * 60)).padStart(2, "0")}:00Z`,
    );
  };
  const pickSome = <T>(list: readonly T[], count: number): T[] => shuffled(list, draw).slice(0, count);
  const desks = posts.filter(({ role }) => role === "planner" || role === "clerk" || role === "group_head");
  const pick = <T>(list: readonly T[]): T => list[Math.floor(draw() * list.length)]!;

  const issue = (template: OrderTemplate, day: string, fresh: boolean): Scene => {
    const at = onDay(day, 0);
    return {
      at,
      async play() {
        const to = addresseesOf(template.to, units)
          .map(headOf)
          .filter((post): post is Post => post !== undefined && post.id !== officeHead.id);
        const issuer = draw() < 0.8 ? governor : vice;
        const recorded = issuer === governor && draw() < 0.35;
        const districts = to.filter(({ area }) => area?.length === 4);
        const given = await act<{ matter: number; assignments: number[] }>(
          recorded ? officeHead : issuer,
          "orders.issue",
          {
            title: template.titleTh,
            body: template.bodyTh,
            to: to.map(({ id }) => id),
            urgency: urgencies[template.urgency],
            workingDays: template.workingDays,
            ...(recorded
              ? { issuer: governor.id, source: "meeting", sourceNote: "ที่ประชุมหัวหน้าส่วนราชการประจำเดือน (ตัวอย่าง)" }
              : {}),
            ...(districts.length > 0 ? { places: pickSome(districts, 3).map(({ area }) => ({ area })) } : {}),
            copies: pickSome(desks, 2).map(({ id }) => id),
          },
          at,
        );
        if (!given) return [];
        const answers = given.assignments.flatMap((assignment, index) =>
          to[index] ? answer(template, assignment, to[index], day, fresh) : [],
        );
        if (!fresh && draw() < 0.55)
          answers.push(close(given.matter, issuer, addWorkingDays(day, template.workingDays + 4, holidays)));
        return answers;
      },
    };
  };

  /** How one addressee answers: acknowledges, reports on the way, finishes early or late, is sent back now and then. */
  const answer = (template: OrderTemplate, assignment: number, post: Post, day: string, fresh: boolean): Scene[] => {
    const care = diligence.get(post.unit) ?? 0.7;
    if (fresh && draw() > care) return [];
    const known = onDay(day, Math.floor(draw() * (3 - 2 * care)));
    const pace = template.workingDays * (0.55 + (1.1 - care) * 1.1 * draw() + 0.25 * draw());
    const scenes: Scene[] = [
      { at: known, play: async () => (await act(post, "assignments.acknowledge", { assignment }, known), []) },
    ];
    const report = (percent: number, at: Date): Scene => ({
      at,
      async play() {
        const done = await act<{ report: number }>(
          post,
          "assignments.report",
          {
            assignment,
            percent,
            text: pick(template.progressTh),
            ...(post.area ? { area: post.area } : {}),
          },
          at,
        );
        if (!done || percent < 100) return [];
        const decided = onDay(thaiToday(at), 1 + Math.floor(draw() * 3));
        return [judge(template, done.report, decided, () => report(100, onDay(thaiToday(decided), 2)))];
      },
    });
    if (pace > 4)
      scenes.push(report(30 + 10 * Math.floor(draw() * 5), onDay(day, Math.max(1, Math.round(pace * 0.5)))));
    if (draw() < 0.08) {
      const at = onDay(day, Math.max(1, template.workingDays - 2));
      scenes.push(askTime(template, assignment, post, addWorkingDays(day, template.workingDays + 5, holidays), at));
    }
    scenes.push(report(100, onDay(day, Math.max(1, Math.round(pace)))));
    return scenes;
  };
  const judge = (template: OrderTemplate, report: number, at: Date, again: () => Scene): Scene => ({
    at,
    async play() {
      if (draw() < 0.14) {
        await act(officeHead, "assignments.sendBack", { report, reason: pick(template.returnReasonsTh) }, at);
        return [again()];
      }
      await act(officeHead, "assignments.accept", { report }, at);
      return [];
    },
  });
  const askTime = (template: OrderTemplate, assignment: number, post: Post, due: string, at: Date): Scene => ({
    at,
    async play() {
      const asked = await act<{ request: number }>(
        post,
        "assignments.askTime",
        { assignment, due, reason: pick(template.extensionReasonsTh) },
        at,
      );
      if (!asked) return [];
      const decided = onDay(thaiToday(at), 1);
      return [
        {
          at: decided,
          play: async () => (
            await act(
              officeHead,
              "assignments.decideTime",
              { request: asked.request, granted: draw() < 0.8, remark: "พิจารณาตามความจำเป็น" },
              decided,
            ),
            []
          ),
        },
      ];
    },
  });
  /** Closed once everybody's work is accepted; until then the issuer asks again some days later. */
  const close = (order: number, issuer: Post, day: string): Scene => {
    const at = onDay(day, 1);
    return {
      at,
      async play() {
        const done = await act(issuer, "orders.close", { order, result: "ดำเนินการแล้วเสร็จตามวัตถุประสงค์ (ตัวอย่าง)" }, at);
        return done ? [] : [close(order, issuer, addWorkingDays(thaiToday(at), 3, holidays))];
      },
    };
  };
  /** A subject that no unit owns: the head of the office takes it and passes it to his planner. */
  const orphan = (template: OrderTemplate, day: string): Scene => {
    const at = onDay(day, 0);
    return {
      at,
      async play() {
        const given = await act<{ assignments: number[] }>(
          governor,
          "orders.issue",
          {
            title: template.titleTh,
            body: template.bodyTh,
            residual: true,
            urgency: 1,
            workingDays: template.workingDays,
          },
          at,
        );
        if (!given) return [];
        const passed = onDay(day, 1);
        const planner = by(({ key }) => key === "office.strategy.planner_1");
        return [
          {
            at: passed,
            play: async () => (
              await act(
                officeHead,
                "assignments.passDown",
                { assignment: given.assignments[0], to: [planner.id], instruction: "จัดทำรายงานและข้อเสนอ (ตัวอย่าง)" },
                passed,
              ),
              []
            ),
          },
        ];
      },
    };
  };
  /** A secret one, that only those named in it will ever see. */
  const secret = (day: string): Scene => {
    const at = onDay(day, 0);
    const police = headOf("agency.provincial_police") ?? by(({ role }) => role === "palad");
    return {
      at,
      play: async () => (
        await act(
          governor,
          "orders.issue",
          {
            title: "การข่าวด้านยาเสพติดในพื้นที่ (ตัวอย่าง ลับ)",
            body: "ด้วยมีข้อมูลการข่าวที่ต้องตรวจสอบ จึงขอให้รายงานผลเป็นการลับภายในกำหนด",
            secrecy: 1,
            urgency: 2,
            to: [police.id],
            workingDays: 10,
          },
          at,
        ),
        []
      ),
    };
  };

  const days = workingDaysUpTo(today, WEEKS * 7, holidays);
  const templates = shuffled(
    orderTemplates().map((each) => fillOrder(each, provinceFacts(province).th, fiscalYear(today))),
    draw,
  );
  const count = Math.min(templates.length - 2, 21);
  const scenes = templates.slice(0, count).map((template, index) => {
    const day = days[Math.min(days.length - 1, Math.floor((index / (count - 1)) * (days.length - 1)))]!;
    return issue(template, day, index >= count - 4);
  });
  const late = days[days.length - 12]!;
  // The governor delegates the closing of orders to a deputy; a district chief is away for a week and his senior deputy acts by law.
  const begin = onDay(days[0]!, 0);
  await act(
    governor,
    "authority.delegate",
    {
      to: vice.id,
      duties: ["orders.close"],
      instrument: "คำสั่งจังหวัด (ตัวอย่าง) ที่ ๑๒๓๔/๒๕๖๙",
      signed_on: days[0],
      from: days[0],
      conditions: "เฉพาะข้อสั่งการที่รองผู้ว่าราชการจังหวัดกำกับดูแล",
    },
    begin,
  );
  await accept(house, act, vice, begin);
  const chief = posts.filter(({ role }) => role === "district_chief")[3]!;
  await act(
    officeHead,
    "authority.recordAbsence",
    {
      position: chief.id,
      reason: "duty_elsewhere",
      from: today,
      to: addWorkingDays(today, 5, holidays),
      note: "ไปราชการส่วนกลาง (ตัวอย่าง)",
    },
    new Date(),
  );
  await play(
    [...scenes, orphan(templates[count]!, late), orphan(templates[count + 1]!, days[days.length - 4]!), secret(late)],
    now,
    count + 3,
    progress,
  );
}

/** The deputy accepts what was delegated to him (s. 39). */
async function accept(
  house: House,
  act: (post: Post, name: string, input: object, at: Date) => Promise<unknown>,
  by: Post,
  at: Date,
): Promise<void> {
  const waiting = await asOwner(house.database, (client) =>
    client.query<{ id: number }>("SELECT id FROM delegation WHERE to_position = $1", [by.id]),
  );
  for (const { id } of waiting.rows) await act(by, "authority.acceptDelegation", { delegation: id }, at);
}

/** Plays the scenes in the order of time; what lies in the future is not played. */
async function play(scenes: Scene[], now: number, orders: number, progress: Tell): Promise<void> {
  const waiting = scenes.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  let played = 0;
  while (waiting.length > 0 && waiting[0]!.at.getTime() <= now) {
    for (const next of await waiting.shift()!.play()) {
      const at = waiting.findIndex((scene) => scene.at > next.at);
      waiting.splice(at === -1 ? waiting.length : at, 0, next);
    }
    if (++played % 200 === 0)
      progress({
        th: `งานตัวอย่าง ${orders} ข้อสั่งการ: ${played} รายการ`,
        en: `Demonstration work, ${orders} orders: ${played} acts`,
      });
  }
}

function workingDaysUpTo(today: string, span: number, holidays: ReadonlySet<string>): string[] {
  const days: string[] = [];
  for (let day = addDays(today, -span); day <= today; day = addDays(day, 1))
    if (isWorkingDay(day, holidays)) days.push(day);
  return days;
}

function shuffled<T>(list: readonly T[], draw: () => number): T[] {
  return list
    .map((item) => ({ item, at: draw() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

async function cast(house: House) {
  return asOwner(house.database, async (client) => {
    const { rows: posts } = await client.query<Post>(
      `SELECT p.id, p.key, u.key AS unit, p.role, CASE WHEN u.kind = 'district' THEN u.area_code END AS area, p.heads_unit AS heads FROM position p JOIN unit u ON u.id = p.unit_id ORDER BY p.id`,
    );
    const { rows: days } = await client.query<{ day: string }>("SELECT day FROM holiday");
    const { rows: office } = await client.query<{ province_code: string }>("SELECT province_code FROM office");
    return { posts, holidays: new Set(days.map(({ day }) => day)), province: office[0]!.province_code };
  });
}
