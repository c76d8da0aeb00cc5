/** Values that programs stumble over, and inputs made of them along a schema. */
import fc from "fast-check";

export const nastyTexts: readonly string[] = [
  "",
  " ",
  "\t\n",
  "\u0000",
  "ก\u0000ข",
  "\ud800",
  "\udfff",
  "ก\ud800",
  "\u202ecod.exe",
  "\u0007",
  "\u001b[31m",
  "\ufeff",
  "\u200b".repeat(50),
  "'; DROP TABLE matter; --",
  "#{7*7}",
  "{{7*7}}",
  "<script>alert(1)</script>",
  "%00",
  "%s%n",
  "../../../../etc/passwd",
  "\\\\server\\share",
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "null",
  "undefined",
  "NaN",
  "true",
  "-1",
  "1e309",
  "0x10",
  "๑๒๓",
  "2026-02-30",
  "2025-02-29",
  "3112-12-05",
  "0000-00-00",
  "9999-99-99",
  "2026-13-01",
  "-2026-01-01",
  "2569-12-05",
  "2026-1-1",
  "2026-01-01T00:00:00Z",
  "state-administration:๕๗",
  "office-head@demo.invalid",
  "1401",
  "99",
  "ก".repeat(70_000),
  "👨‍👩‍👧‍👦".repeat(300),
  "กำ".normalize("NFD").repeat(10),
  "a".repeat(300),
];
export const nastyNumbers: readonly number[] = [
  0,
  -0,
  -1,
  0.5,
  1,
  2,
  3,
  13,
  1e21,
  -1e21,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 53 - 1,
  2 ** 53,
  2 ** 63,
  1.7976931348623157e308,
  5e-324,
  2569,
  999_999_999,
];
const nastyThings: readonly unknown[] = [
  null,
  true,
  false,
  [],
  {},
  [[]],
  [null],
  [{}],
  { __proto__: null },
  { constructor: { prototype: {} } },
  { length: 1e9 },
  { toString: 1 },
  JSON.parse('{"then":1}'),
  Array.from({ length: 1200 }, (_, i) => i),
];

const nasty = fc.oneof(
  fc.constantFrom(...nastyTexts),
  fc.constantFrom(...nastyNumbers),
  fc.constantFrom(...nastyThings),
  fc.jsonValue({ maxDepth: 3 }),
);

interface Shape {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  format?: string;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
  anyOf?: Shape[];
}
/** Ids of living rows by field name, so that inputs reach beyond the check of their shape. */
export type Known = Record<string, readonly unknown[]>;

/** Mostly what the schema wants, here and there what it does not. */
function along(shape: Shape, key: string, known: Known): fc.Arbitrary<unknown> {
  const right = ((): fc.Arbitrary<unknown> => {
    if (shape.const !== undefined) return fc.constant(shape.const);
    if (shape.enum) return fc.constantFrom(...shape.enum);
    if (shape.anyOf) return fc.oneof(...shape.anyOf.map((inner) => along(inner, key, known)));
    if (shape.format === "day")
      return fc.constantFrom("2026-11-23", "2020-02-29", "2099-12-31", "1857-01-01", "2026-02-30", "3112-12-05");
    switch (shape.type) {
      case "boolean":
        return fc.boolean();
      case "integer":
      case "number":
        return fc.oneof(
          fc.constantFrom(...(known[key] ?? [1, 2, 3])),
          fc.constantFrom(shape.minimum ?? 0, shape.maximum ?? 2 ** 31 - 1),
        );
      case "string":
        return fc.oneof(
          fc.constantFrom(...(known[key] ?? ["ทดสอบ"])),
          fc.constantFrom("orders", "14", "1401", "x".repeat(200)),
        );
      case "array":
        return fc.array(along(shape.items ?? {}, key, known), { maxLength: 4 });
      case "object":
        return objectOf(shape, known);
      default:
        return fc.jsonValue({ maxDepth: 2 });
    }
  })();
  return fc.oneof({ weight: 7, arbitrary: right }, { weight: 1, arbitrary: nasty });
}

function objectOf(shape: Shape, known: Known): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.fromEntries(
    Object.entries(shape.properties ?? {}).map(([key, inner]) => [key, along(inner, key, known)]),
  );
  return fc.record(fields, {
    requiredKeys: (shape.required ?? []).filter((key) => key in fields),
    noNullPrototype: true,
  });
}

/** Bodies for an act or view: along its schema, with unknown fields, or something else altogether. */
export function bodies(input: unknown, known: Known): fc.Arbitrary<unknown> {
  const proper = objectOf(input as Shape, known);
  const extra = fc
    .tuple(proper, fc.constantFrom("__proto__", "constructor", "prototype", "toString", "nonsense", "ก", ""), nasty)
    .map(
      ([body, key, value]) =>
        JSON.parse(
          `${JSON.stringify(body).slice(0, -1)}${Object.keys(body).length > 0 ? "," : ""}${JSON.stringify(key)}:${JSON.stringify(value) ?? "null"}}`,
        ) as unknown,
    );
  return fc.oneof({ weight: 6, arbitrary: proper }, { weight: 2, arbitrary: extra }, { weight: 2, arbitrary: nasty });
}
