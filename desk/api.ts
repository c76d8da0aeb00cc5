/** What the server can do, as its list of rooms says: every `call`, `useView` and `useAct` is typed by the rooms themselves. */
import type { Office } from "../office/rooms.ts";

/** An interface, so that a mistake is reported by this name and not by the whole list. */
export interface Api extends Office {}
