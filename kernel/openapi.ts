/** OpenAPI 3.1, projected from the list of rooms: there is no second description to keep true. */
import type { TSchema } from "typebox";
import { problemKinds } from "./problem.ts";
import type { Room } from "./room.ts";

const problem = (status: string) => ({ [status]: { $ref: "#/components/responses/Problem" } });
const json = (schema: object) => ({ content: { "application/json": { schema } } });

export function openApi(rooms: readonly Room[]): object {
  const paths: Record<string, object> = {};
  for (const room of rooms) {
    for (const [name, act] of Object.entries(room.acts)) {
      paths[`/api/${room.name}.${name}`] = {
        post: {
          operationId: `${room.name}.${name}`,
          tags: [room.name],
          summary: act.en,
          description: `${act.th}. Duty: ${act.duty}. Legal basis: ${act.basis.join(", ")}.`,
          parameters: [
            { $ref: "#/components/parameters/ActingAs" },
            { $ref: "#/components/parameters/IdempotencyKey" },
          ],
          requestBody: { required: true, ...json(act.input as TSchema) },
          responses: answers,
          "x-duty": act.duty,
          "x-legal-basis": act.basis,
        },
      };
    }
    for (const [name, view] of Object.entries(room.views)) {
      paths[`/api/${room.name}.${name}`] = {
        post: {
          operationId: `${room.name}.${name}`,
          tags: [room.name],
          summary: view.en,
          description: `${view.th}.${view.duty ? ` Duty: ${view.duty}.` : ""} Reads only; row-level security decides which rows.`,
          parameters: [{ $ref: "#/components/parameters/ActingAs" }],
          requestBody: { required: true, ...json(view.input) },
          responses: answers,
        },
      };
    }
    for (const [name, download] of Object.entries(room.downloads ?? {})) {
      const path = `/api/${room.name}.${name}`;
      paths[path] = {
        ...paths[path], // a view of the same name is asked for by POST
        get: {
          operationId: `${room.name}.${name}.download`,
          tags: [room.name],
          summary: download.en,
          description: `${download.th}.${download.duty ? ` Duty: ${download.duty}.` : ""}`,
          parameters: [{ name: "input", in: "query", ...json(download.input) }, as],
          responses: { "200": { description: "The file", content: { "application/octet-stream": {} } }, ...faults },
        },
      };
    }
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Changwat",
      version: "0.1.0",
      description:
        "The working system of a Thai provincial office. Every act and view, as the program itself checks them.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    security: [{ session: [] }],
    tags: rooms.map((room) => ({ name: room.name, description: `${room.th} (${room.en}). ${room.serves}` })),
    paths: {
      ...paths,
      ...beside,
    },
    components: {
      securitySchemes: { session: { type: "apiKey", in: "cookie", name: "changwat.session_token" } },
      parameters: {
        ActingAs: {
          name: "X-Acting-As",
          in: "header",
          description: "The occupancy by which the caller acts",
          schema: { type: "integer" },
        },
        IdempotencyKey: {
          name: "Idempotency-Key",
          in: "header",
          description: "A repeat with the same key acts once",
          schema: { type: "string", minLength: 8, maxLength: 200 },
        },
      },
      responses: {
        Problem: {
          description: "RFC 9457 problem details",
          content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
        },
      },
      schemas: {
        Problem: {
          type: "object",
          required: ["type", "status", "code", "title", "title_th", "detail", "detail_th", "errors"],
          properties: {
            type: { type: "string" },
            status: { type: "integer" },
            code: { type: "string", enum: Object.keys(problemKinds) },
            title: { type: "string" },
            title_th: { type: "string" },
            detail: { type: "string" },
            detail_th: { type: "string" },
            errors: {
              type: "array",
              items: {
                type: "object",
                properties: {
                  field: { type: "string" },
                  message: { type: "object", properties: { th: { type: "string" }, en: { type: "string" } } },
                },
              },
            },
          },
        },
      },
    },
  };
}

const as = {
  name: "as",
  in: "query",
  description: "The occupancy by which the caller acts, where a header cannot be sent",
  schema: { type: "integer" },
};
const faults = problem("4XX");
const answers = { "200": { description: "The row itself", ...json({}) }, ...faults };

const list = (items: object) => ({ type: "array", items });
const text = { type: "string" };
const bytes = { content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } } };

/** What is neither act nor view: the program's own addresses. Signing in is better-auth's, for the login page alone. */
const beside: Record<string, object> = {
  "/api/may": {
    post: {
      operationId: "may",
      summary: "Whether the caller may perform acts, with these inputs, now",
      description: "Changes nothing. The answers come in the order of the questions.",
      parameters: [{ $ref: "#/components/parameters/ActingAs" }],
      requestBody: {
        required: true,
        ...json({
          type: "object",
          required: ["ask"],
          properties: {
            ask: {
              type: "array",
              maxItems: 50,
              items: { type: "array", prefixItems: [text, {}], minItems: 1, maxItems: 2 },
            },
          },
        }),
      },
      responses: {
        "200": {
          description: "One verdict a question",
          ...json(
            list({
              type: "object",
              required: ["may"],
              properties: { may: { type: "boolean" }, problem: { $ref: "#/components/schemas/Problem" } },
            }),
          ),
        },
        ...faults,
      },
    },
  },
  "/api/files": {
    post: {
      operationId: "upload",
      summary: "Upload files, to be bound to a matter by an act that takes `files`",
      description:
        "As multipart/form-data, or one file as bare bytes with its name in X-File-Name (percent-encoded UTF-8). All are taken or none.",
      parameters: [{ $ref: "#/components/parameters/ActingAs" }, { name: "X-File-Name", in: "header", schema: text }],
      requestBody: {
        required: true,
        content: {
          "multipart/form-data": {
            schema: { type: "object", properties: { file: list({ type: "string", format: "binary" }) } },
          },
          ...bytes.content,
        },
      },
      responses: {
        "200": {
          description: "A token for each file, good for a day",
          ...json({
            type: "object",
            properties: {
              files: list({
                type: "object",
                properties: { token: text, hash: text, name: text, size: { type: "integer" }, type: text },
              }),
            },
          }),
        },
        ...faults,
      },
    },
  },
  "/files/{id}": {
    get: {
      operationId: "file",
      summary: "The bytes of a file, to who sees its matter",
      parameters: [
        { name: "id", in: "path", required: true, schema: { type: "integer" } },
        { name: "inline", in: "query", schema: text },
        as,
      ],
      responses: {
        "200": { description: "The file", ...bytes },
        "206": { description: "The part asked for by Range", ...bytes },
        ...faults,
      },
    },
  },
  "/api/live": {
    get: {
      operationId: "live",
      summary: "Server-sent events: topics of which something has changed",
      parameters: [as],
      responses: {
        "200": { description: 'A stream of `data: {"topic": …}`', content: { "text/event-stream": { schema: text } } },
        ...faults,
      },
    },
  },
  "/api/openapi.json": {
    get: {
      operationId: "openapi",
      summary: "This description",
      security: [],
      responses: { "200": { description: "OpenAPI 3.1", ...json({ type: "object" }) }, ...faults },
    },
  },
  "/healthz": {
    get: {
      operationId: "healthz",
      summary: "Liveness, database, migrations, disk",
      security: [],
      responses: {
        "200": { description: "Well", ...json({ type: "object" }) },
        "503": { description: "Not well", ...json({ type: "object" }) },
        ...faults,
      },
    },
  },
};
