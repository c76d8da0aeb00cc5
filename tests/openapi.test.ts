/** The description of the interface, as a client from outside reads it: valid OpenAPI 3.1 under a linter, every schema a JSON Schema that compiles. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import Ajv2020 from "ajv/dist/2020.js";
import { openHttp } from "../kernel/http.ts";
import { problemKinds } from "../kernel/problem.ts";
import type { Room } from "../kernel/room.ts";
import { openTestHouse, type TestHouse } from "../kernel/testing.ts";
import { rooms as assembled } from "../office/rooms.ts";
import { root } from "./sources.ts";

const rooms: readonly Room[] = assembled;
interface Described {
  openapi: string;
  paths: Record<
    string,
    Record<
      string,
      {
        operationId: string;
        summary: string;
        description?: string;
        requestBody?: { content: { "application/json": { schema: object } } };
        parameters?: object[];
        "x-duty"?: string;
        "x-legal-basis"?: string[];
      }
    >
  >;
  components: { schemas: Record<string, object> };
}

let t: TestHouse;
let url: string;
let text: string;
let described: Described;
let close: () => Promise<void>;
before(async () => {
  t = await openTestHouse({ rooms });
  const server = await openHttp(t.house, async () => null, []);
  url = await server.listen({ port: 0, host: "127.0.0.1" });
  close = () => server.close();
  text = await (await fetch(`${url}/api/openapi.json`)).text();
  described = JSON.parse(text) as Described;
});
after(async () => {
  await close?.();
  await t?.close();
});

/** The linter's errors, in words. */
async function lint(description: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "changwat-openapi-"));
  try {
    await writeFile(join(folder, "openapi.json"), description);
    await writeFile(join(folder, "redocly.yaml"), "extends:\n  - recommended\n");
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        join(root, "node_modules/@redocly/cli/bin/cli.js"),
        "lint",
        "openapi.json",
        "--format",
        "json",
        "--max-problems",
        "200",
      ],
      {
        cwd: folder,
        maxBuffer: 50_000_000,
        env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", CI: "true" },
      },
    ).catch((failed: { stdout: string }) => failed);
    const said = JSON.parse(stdout.slice(stdout.indexOf("{"))) as {
      problems: { severity: string; ruleId: string; message: string; location: { pointer: string }[] }[];
    };
    return said.problems
      .filter(({ severity }) => severity === "error")
      .map(({ ruleId, message, location }) => `${ruleId}: ${message} at ${location[0]?.pointer}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test("a linter of OpenAPI finds no error in it (3.1)", async () => {
  assert.match(described.openapi, /^3\.1\.\d$/);
  assert.deepEqual(await lint(text), []);
  assert.notDeepEqual(
    await lint(text.replaceAll("#/components/schemas/Problem", "#/components/schemas/Nothing")),
    [],
    "it would find one",
  );
});

test("every act, view and download is in it, once, with its words, duty and clauses", () => {
  const operations = new Map<string, Described["paths"][string][string]>(
    Object.entries(described.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, operation] as const),
    ),
  );
  const ids = [...operations.values()].map(({ operationId }) => operationId);
  assert.deepEqual(
    ids.filter((id, index) => ids.indexOf(id) !== index),
    [],
    "two operations of one name",
  );
  for (const room of rooms) {
    for (const [name, act] of Object.entries(room.acts)) {
      const operation = operations.get(`post /api/${room.name}.${name}`);
      assert.ok(operation, `${room.name}.${name}`);
      assert.equal(operation["x-duty"], act.duty);
      assert.deepEqual(operation["x-legal-basis"], act.basis);
      assert.ok(operation.summary === act.en && operation.description?.includes(act.th));
    }
    for (const name of Object.keys(room.views))
      assert.ok(operations.has(`post /api/${room.name}.${name}`), `${room.name}.${name}`);
    for (const name of Object.keys(room.downloads ?? {}))
      assert.ok(operations.has(`get /api/${room.name}.${name}`), `${room.name}.${name}`);
  }
  for (const path of [
    "get /healthz",
    "get /api/openapi.json",
    "post /api/may",
    "post /api/files",
    "get /files/{id}",
    "get /api/live",
  ])
    assert.ok(operations.has(path), `${path} is not described`);
});

test("every schema compiles with a JSON Schema validator that is not ours", () => {
  const ajv = new Ajv2020.default({
    strict: false,
    allErrors: true,
    formats: { day: /^\d{4}-\d{2}-\d{2}$/, binary: true, "uri-reference": true },
  });
  let compiled = 0;
  const compile = (schema: object, where: string) => {
    // What refers to the description's own parts is read beside them.
    const validate = ajv.compile({ ...schema, components: described.components });
    assert.equal(typeof validate({ nonsense: "\u0000" }), "boolean", where);
    compiled++;
  };
  for (const [path, methods] of Object.entries(described.paths)) {
    for (const operation of Object.values(methods)) {
      const schema = operation.requestBody?.content["application/json"]?.schema;
      if (schema) compile(schema, path);
    }
  }
  for (const [name, schema] of Object.entries(described.components.schemas)) compile(schema, name);
  assert.ok(compiled > 60);
});

test("a refusal over the wire is what its schema says", async () => {
  const validate = new Ajv2020.default({ strict: false }).compile(described.components.schemas["Problem"]!);
  const answers = await Promise.all([
    fetch(`${url}/api/orders.issue`, { method: "POST", body: "{}", headers: { "content-type": "application/json" } }),
    fetch(`${url}/api/nothing.here`, { method: "POST", body: "{}", headers: { "content-type": "application/json" } }),
    fetch(`${url}/api/orders.issue`, { method: "POST", body: "{", headers: { "content-type": "application/json" } }),
    fetch(`${url}/api/orders.issue`, { method: "POST", body: "x", headers: { "content-type": "text/plain" } }),
  ]);
  for (const answer of answers) {
    const problem = (await answer.json()) as { code: keyof typeof problemKinds };
    assert.ok(validate(problem), JSON.stringify(validate.errors));
    assert.equal(problemKinds[problem.code][0], answer.status);
  }
});
