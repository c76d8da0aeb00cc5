/**
 * The one place where the desk learns what the server can do. Replace this line by
 * `import type { Office } from "../office/rooms.ts"; export type Api = Office;`
 * and every `call`, `useView` and `useAct` is typed by the rooms themselves.
 */
export interface Api {
  [name: string]: { input: unknown; output: unknown };
}
