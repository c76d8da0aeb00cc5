/** Field types that rooms share, and the check of what comes in. */
import Type, { type Static, type TSchema } from "typebox";
import { Compile, type Validator } from "typebox/compile";
import { type FieldFault, Problem, type Words } from "./problem.ts";

export type { Static, TSchema };
export { Type };

/** An object that refuses unknown fields. */
export const Fields = <P extends Record<string, TSchema>>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });
/** A row id. */
export const Id = Type.Integer({ minimum: 1, maximum: 9_007_199_254_740_991 });
/** A small id (unit, position, person …): PostgreSQL integer. */
export const SmallId = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });
/** A line or text of 1 to `max` characters, not only white space. */
export const Text = (max = 4000) => Type.String({ minLength: 1, maxLength: max, pattern: "\\S" });
/** A text that may be empty. */
export const Note = (max = 4000) => Type.String({ maxLength: max });
/** A day, 'YYYY-MM-DD' in the common era; that it exists and is near our time is checked with the input. */
export const Day = Type.String({ format: "day", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });
export const OneOf = <const L extends readonly string[]>(...words: L) => Type.Unsafe<L[number]>(Type.Enum([...words]));
export const Grade = Type.Integer({ minimum: 0, maximum: 3 });
export const Percent = Type.Integer({ minimum: 0, maximum: 100 });
export const AreaCode = Type.String({ pattern: "^[1-9][0-9](?:[0-9]{2}){0,2}$" });

const validators = new WeakMap<TSchema, Validator>();
const validatorOf = (schema: TSchema): Validator => {
  let found = validators.get(schema);
  if (!found) {
    found = Compile(schema) as unknown as Validator;
    validators.set(schema, found);
  }
  return found;
};

/** Checks and returns the input, or throws a Problem that names each wrong field in both languages. */
export function checked<I extends TSchema>(schema: I, value: unknown): Static<I> {
  const given = value ?? {};
  const validator = validatorOf(schema);
  const faults: FieldFault[] = validator.Check(given) ? [] : faultsOf(validator.Errors(given) as SchemaFault[]);
  strayCharacters(given, "", faults);
  if (faults.length === 0) impossibleDays(schema, given, "", faults);
  if (faults.length > 0) {
    throw new Problem(
      "input",
      {
        th: `ข้อมูลไม่ถูกต้อง ${faults.length} แห่ง: ${faults[0]!.message.th}`,
        en: `${faults.length} fault(s): ${faults[0]!.message.en}`,
      },
      faults.slice(0, 50),
    );
  }
  return given as Static<I>;
}

interface SchemaFault {
  keyword: string;
  instancePath: string;
  params: Record<string, unknown>;
}

function faultsOf(errors: SchemaFault[]): FieldFault[] {
  const byField = new Map<string, FieldFault>();
  const add = (field: string, message: Words) => {
    if (!byField.has(field)) byField.set(field, { field, message });
  };
  for (const { keyword, instancePath, params } of errors) {
    const at = instancePath.slice(1);
    if (keyword === "required") {
      for (const name of (params["requiredProperties"] as string[]) ?? []) {
        add(at ? `${at}/${name}` : name, { th: "ต้องระบุ", en: "Required" });
      }
    } else if (keyword === "additionalProperties") {
      for (const name of (params["additionalProperties"] as string[]) ?? []) {
        add(at ? `${at}/${name}` : name, { th: "ไม่รู้จักช่องข้อมูลนี้", en: "Unknown field" });
      }
    } else if (keyword !== "boolean") {
      add(at, wording(keyword, params));
    }
  }
  return byField.size > 0 ? [...byField.values()] : [{ field: "", message: { th: "รูปแบบไม่ถูกต้อง", en: "Wrong shape" } }];
}

function wording(keyword: string, params: Record<string, unknown>): Words {
  const limit = String(params["limit"] ?? "");
  switch (keyword) {
    case "minLength":
      return {
        th: limit === "1" ? "ต้องระบุ" : `ต้องยาวอย่างน้อย ${limit} อักขระ`,
        en: limit === "1" ? "Required" : `At least ${limit} characters`,
      };
    case "maxLength":
      return { th: `ยาวเกิน ${limit} อักขระ`, en: `Longer than ${limit} characters` };
    case "minItems":
      return { th: `ต้องมีอย่างน้อย ${limit} รายการ`, en: `At least ${limit} item(s)` };
    case "maxItems":
      return { th: `เกิน ${limit} รายการ`, en: `More than ${limit} items` };
    case "uniqueItems":
      return { th: "มีรายการซ้ำ", en: "Repeated items" };
    case "minimum":
      return { th: `ต้องไม่น้อยกว่า ${limit}`, en: `Not less than ${limit}` };
    case "maximum":
      return { th: `ต้องไม่เกิน ${limit}`, en: `Not more than ${limit}` };
    case "type":
      return { th: "ชนิดข้อมูลไม่ถูกต้อง", en: `Must be ${params["type"]}` };
    case "enum":
    case "const":
    case "anyOf":
      return { th: "เลือกได้เฉพาะค่าที่กำหนด", en: "Not one of the choices" };
    case "pattern":
    case "format":
      return { th: "รูปแบบไม่ถูกต้อง", en: "Wrong format" };
    default:
      return { th: "ไม่ถูกต้อง", en: "Not right" };
  }
}

// PostgreSQL text cannot hold NUL, UTF-8 cannot hold half a character, and control characters hide what a text says.
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/u;
function strayCharacters(value: unknown, at: string, faults: FieldFault[]): void {
  if (typeof value === "string") {
    if (!value.isWellFormed() || forbidden.test(value)) {
      faults.push({
        field: at,
        message: { th: "มีอักขระที่ใช้ไม่ได้ (อักขระควบคุมหรืออักขระเสีย)", en: "Contains control or broken characters" },
      });
    }
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => {
      strayCharacters(item, at ? `${at}/${index}` : String(index), faults);
    });
  } else if (value !== null && typeof value === "object") {
    for (const [key, item] of Object.entries(value)) strayCharacters(item, at ? `${at}/${key}` : key, faults);
  }
}

/** True for a day that the calendar has, between B.E. 2400 and 2643 (what an office can mean). */
export function dayExists(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return (
    !Number.isNaN(date.getTime()) &&
    date.toISOString().slice(0, 10) === day &&
    day >= "1857-01-01" &&
    day <= "2100-12-31"
  );
}

function impossibleDays(schema: TSchema, value: unknown, at: string, faults: FieldFault[]): void {
  const shape = schema as { format?: string; properties?: Record<string, TSchema>; items?: TSchema; anyOf?: TSchema[] };
  if (shape.format === "day" && typeof value === "string" && !dayExists(value)) {
    faults.push({ field: at, message: { th: "ไม่มีวันที่นี้ในปฏิทิน หรือปีผิดไปมาก", en: "No such day, or an absurd year" } });
  } else if (shape.properties && value && typeof value === "object") {
    for (const [key, inner] of Object.entries(shape.properties)) {
      const item = (value as Record<string, unknown>)[key];
      if (item !== undefined) impossibleDays(inner, item, at ? `${at}/${key}` : key, faults);
    }
  } else if (shape.items && Array.isArray(value)) {
    value.forEach((item, index) => {
      impossibleDays(shape.items!, item, `${at}/${index}`, faults);
    });
  } else if (shape.anyOf) {
    for (const inner of shape.anyOf) impossibleDays(inner, value, at, faults);
  }
}
