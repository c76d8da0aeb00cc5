/**
 * A living input for every act: made from its schema, with what the schema cannot know beside it. An act whose input cannot be made fails the
 * suite with "add a sample", so that no act is left out of the authority suite by being forgotten.
 */
import type { TSchema } from "typebox";
import type { Act } from "../../kernel/room.ts";
import type { Thread, World } from "./world.fixture.ts";

export interface Sample {
  /** What the schema cannot know. Laid over the generic input. */
  input?: (world: World, thread: Thread) => Record<string, unknown>;
  /** The seeded positions that may do it to this very subject, none else. Absent: at least one may. */
  insiders?: readonly string[];
}

const administrators = ["administrator"];
const heads = ["governor", "office_head", "administrator"];
const keepers = ["office_head", "administrator"];
const registry = ["office_head", "group_head", "clerk"];
/** The issuer, his deputies (the province is their unit too), and the office that keeps his orders. */
const issuers = ["governor", "vice1", "vice2", "office_head"];
/** Closing needs the issuer, or who keeps orders in his name; a deputy closes his own. */
const closers = ["governor", "office_head"];
const deputies = ["governor", "vice1", "vice2"];
const orderers = [...issuers, "palad", "agency1_head", "agency2_head", "district1_chief", "district2_chief"];
/** The governor's own people see the whole province; the agency is party to the order. */
const parties = [...issuers, "palad", "group_head", "clerk", "planner", "agency1_head", "agency1_officer"];

/** By act. What stands here was read against the clause that the act rests on. */
export const samples: Readonly<Record<string, Sample>> = {
  "authority.appoint": {
    input: ({ things }) => ({ person: things["newcomer"], position: things["emptyPosition"] }),
    insiders: heads,
  },
  "authority.standIn": {
    input: ({ things }) => ({ person: things["newcomer"], position: things["emptyPosition"] }),
    insiders: heads,
  },
  "authority.recordAbsence": { insiders: [...heads, "district1_chief"] },
  "authority.endOccupancy": { input: ({ things }) => ({ occupancy: things["occupancy"] }), insiders: heads },
  "authority.withdrawOccupancy": { input: ({ things }) => ({ occupancy: things["occupancy"] }), insiders: heads },
  "authority.recordReturn": { input: ({ things }) => ({ absence: things["absence"] }), insiders: heads },
  "authority.appointActing": {
    input: ({ t, things }) => ({ position: t.position["palad"], person: things["newcomer"] }),
    insiders: [...heads, "palad"],
  },
  "authority.delegate": {
    input: ({ t }) => ({ position: t.position["governor"], to: t.position["vice1"], duties: ["orders.issue"] }),
    insiders: heads,
  },
  "authority.subdelegate": {
    input: ({ t, things }) => ({ parent: things["accepted"], to: t.position["vice1"], duties: ["orders.issue"] }),
    insiders: ["palad", ...keepers],
  },
  "authority.acceptDelegation": { input: ({ things }) => ({ delegation: things["offered"] }), insiders: ["vice1"] },
  "authority.revokeDelegation": { input: ({ things }) => ({ delegation: things["accepted"] }), insiders: heads },
  "authority.addUnit": {
    input: ({ t }) => ({ parent: t.unit["office"], kind: "work_group" }),
    insiders: administrators,
  },
  "authority.changeUnit": {
    input: ({ things }) => ({ unit: things["emptyUnit"], th: "ชื่อใหม่" }),
    insiders: administrators,
  },
  "authority.closeUnit": { input: ({ things }) => ({ unit: things["emptyUnit"] }), insiders: administrators },
  "authority.addPosition": { input: () => ({ role: "planner" }), insiders: administrators },
  "authority.changePosition": {
    input: ({ things }) => ({ position: things["emptyPosition"], th: "ชื่อใหม่" }),
    insiders: administrators,
  },
  "authority.closePosition": {
    input: ({ things }) => ({ position: things["emptyPosition"] }),
    insiders: administrators,
  },
  "authority.grant": { input: () => ({ duty: "orders.issue" }), insiders: administrators },
  "authority.endGrant": { input: ({ things }) => ({ grant: things["grant"] }), insiders: administrators },
  "authority.addPerson": { insiders: heads },
  "authority.correctPerson": { input: () => ({ first: "ชื่อใหม่" }), insiders: heads },
  "books.reserve": { input: () => ({ book: "orders" }), insiders: registry },
  "books.void": { input: ({ day }) => ({ book: "orders", year: day.year, n: 1 }), insiders: registry },
  "books.create": { input: () => ({ key: "new-book" }), insiders: keepers },
  "books.amend": { input: () => ({ book: "orders", th: "ชื่อใหม่" }), insiders: keepers },
  "books.takeOver": { input: ({ day }) => ({ book: "unused", year: day.year, last: 41 }), insiders: keepers },
  "calendar.setHoliday": { insiders: [...registry, "administrator"] },
  "calendar.removeHoliday": { input: ({ day }) => ({ day: day.later }), insiders: [...registry, "administrator"] },
  "ledger.verify": { insiders: heads },
  "matters.comment": { insiders: parties },
  "matters.link": { input: ({ closed }, { matter }) => ({ matter, to: closed.order }), insiders: parties },
  "assignments.acknowledge": {
    input: (_world, { untouched }) => ({ assignment: untouched }),
    insiders: ["agency1_officer"],
  },
  "assignments.askTime": {
    input: (_world, { untouched }) => ({ assignment: untouched }),
    insiders: ["agency1_officer"],
  },
  "assignments.passDown": { input: ({ t }) => ({ to: [t.position["agency1_officer"]] }), insiders: ["agency1_head"] },
  "assignments.report": { insiders: ["agency1_head"] },
  "assignments.accept": { insiders: issuers },
  "assignments.sendBack": { insiders: issuers },
  "assignments.decideTime": { insiders: issuers },
  "assignments.cancel": { insiders: issuers },
  "assignments.remind": { insiders: issuers },
  "files.attach": { insiders: [...issuers, "agency1_head", "agency1_officer"] },
  "files.remove": { insiders: deputies },
  "outbox.retry": { input: ({ things }) => ({ happening: things["happening"] }), insiders: administrators },
  "notices.read": { input: ({ things }) => ({ notices: [things["notice"]] }), insiders: ["clerk"] },
  "notices.readAll": { input: ({ things }) => ({ upto: things["notice"] }), insiders: ["clerk"] },
  "notices.setMail": { input: () => ({ kind: "*" }) },
  "accounts.create": { input: ({ things }) => ({ person: things["newcomer"] }), insiders: keepers },
  "accounts.resetLink": { input: () => ({ login: "login-clerk" }), insiders: keepers },
  "accounts.disable": { input: () => ({ login: "login-clerk" }), insiders: keepers },
  "accounts.enable": { input: () => ({ login: "login-planner" }), insiders: keepers },
  "accounts.signOut": { input: () => ({ login: "login-clerk" }), insiders: keepers },
  "accounts.removeSecondStep": { input: () => ({ login: "login-clerk" }), insiders: keepers },
  "accounts.revokeSession": { input: ({ things }) => ({ session: things["session"] }), insiders: ["governor"] },
  "law.writeText": { input: () => ({ law: "state-administration", number: "๕๗" }), insiders: keepers },
  "law.addLaw": { input: () => ({ key: "a-new-law" }), insiders: keepers },
  "orders.issue": { input: ({ t }) => ({ to: [t.position["district1_chief"]] }), insiders: orderers },
  "orders.close": { input: () => ({ cancelOpen: true }), insiders: closers },
  "orders.reopen": { input: ({ closed }) => ({ order: closed.order }), insiders: closers },
  "orders.setReminders": { insiders: closers },
  "orders.saveList": { insiders: orderers },
  "orders.removeList": { input: ({ things }) => ({ list: things["list"] }), insiders: deputies },
};

interface Shape {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  minimum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
  anyOf?: Shape[];
}

/** A valid input for the act in this world, about this thread. Throws "add a sample" where the schema alone does not say enough. */
export function sampleOf(name: string, act: Pick<Act, "input">, world: World, thread: Thread): Record<string, unknown> {
  const given = samples[name]?.input?.(world, thread) ?? {};
  const shape = act.input as Shape;
  const made: Record<string, unknown> = {};
  for (const key of shape.required ?? [])
    if (!(key in given)) made[key] = valueFor(shape.properties?.[key] ?? {}, key, name, world, thread);
  return { ...made, ...given };
}

const words = ["ทดสอบ", "test", "word", "1", "14", "orders.issue", "2024-01-01"];

function valueFor(shape: Shape, key: string, act: string, world: World, thread: Thread): unknown {
  const missing = () =>
    new Error(`add a sample for ${act} to tests/authority/samples.ts: the schema does not say what “${key}” may be`);
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return shape.enum[0];
  if (shape.anyOf) return valueFor(shape.anyOf[0]!, key, act, world, thread);
  if (shape.format === "day") return /until|to$/.test(key) ? world.day.later : world.day.today;
  switch (shape.type) {
    case "boolean":
      return true;
    case "integer":
    case "number": {
      const known = idOf(key, world, thread);
      if (known !== undefined) return known;
      // A row's id cannot be guessed; any other number is as good as the least.
      if (shape.minimum === 1 && isIdLike(shape)) throw missing();
      return shape.minimum ?? 1;
    }
    case "string": {
      const least = shape.minLength ?? 0;
      const fitting = words.find(
        (word) =>
          word.length >= least &&
          word.length <= (shape.maxLength ?? 1e9) &&
          (!shape.pattern || new RegExp(shape.pattern, "u").test(word)),
      );
      if (fitting === undefined) throw missing();
      return fitting;
    }
    case "array":
      return Array.from({ length: shape.minItems ?? 0 }, () => valueFor(shape.items ?? {}, key, act, world, thread));
    case "object":
      return Object.fromEntries(
        (shape.required ?? []).map((inner) => [
          inner,
          valueFor(shape.properties?.[inner] ?? {}, inner, act, world, thread),
        ]),
      );
    default:
      throw missing();
  }
}

const isIdLike = (shape: Shape & { maximum?: number }) => (shape.maximum ?? 0) >= 2_147_483_647;

function idOf(key: string, { t }: World, thread: Thread): number | undefined {
  if (Object.hasOwn(thread, key)) return thread[key as keyof Thread];
  if (/^positions?$|^to$|_position$/.test(key)) return t.position["district1_chief"];
  if (/^person$/.test(key)) return t.person["clerk"];
  if (/^unit$/.test(key)) return t.unit["strategy"];
  return undefined;
}

/** The fields of a thread, by their ids, that an input schema takes: what makes it an act or view about a matter. */
export const aboutThread = (input: TSchema): (keyof Thread)[] =>
  (["matter", "order", "assignment", "report", "request", "file"] as const).filter(
    (key) => (input as Shape).properties?.[key]?.type === "integer",
  );
