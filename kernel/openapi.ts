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
          parameters: [{ $ref: "#/components/parameters/ActingAs" }, { $ref: "#/components/parameters/IdempotencyKey" }],
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
      paths[`/api/${room.name}.${name}`] = {
        get: {
          operationId: `${room.name}.${name}`,
          tags: [room.name],
          summary: download.en,
          description: `${download.th}.`,
          parameters: [{ name: "input", in: "query", ...json(download.input) }],
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
      description: "The working system of a Thai provincial office. Every act and view, as the program itself checks them.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    security: [{ session: [] }],
    tags: rooms.map((room) => ({ name: room.name, description: `${room.th} (${room.en}). ${room.serves}` })),
    paths: {
      ...paths,
      "/healthz": {
        get: {
          operationId: "healthz",
          summary: "Liveness, database, migrations, disk",
          security: [],
          responses: { "200": { description: "Well", ...json({ type: "object" }) }, "503": { description: "Not well", ...json({ type: "object" }) }, ...problem("4XX") },
        },
      },
    },
    components: {
      securitySchemes: { session: { type: "apiKey", in: "cookie", name: "changwat.session_token" } },
      parameters: {
        ActingAs: { name: "X-Acting-As", in: "header", description: "The occupancy by which the caller acts", schema: { type: "integer" } },
        IdempotencyKey: { name: "Idempotency-Key", in: "header", description: "A repeat with the same key acts once", schema: { type: "string", minLength: 8, maxLength: 200 } },
      },
      responses: { Problem: { description: "RFC 9457 problem details", content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } } } },
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
                properties: { field: { type: "string" }, message: { type: "object", properties: { th: { type: "string" }, en: { type: "string" } } } },
              },
            },
          },
        },
      },
    },
  };
}

const faults = problem("4XX");
const answers = { "200": { description: "The row itself", ...json({}) }, ...faults };
