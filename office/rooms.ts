/** The list of rooms: one line each. Whatever the program can do, it can do because its room stands here. */

import type { Api } from "../kernel/room.ts";
import { assemble, kernelRooms } from "../kernel/rooms.ts";
import { orders } from "./administration/orders/index.ts";

export const rooms = assemble([...kernelRooms, orders]);

/** Every act and view with its input and answer, for the screens: `call("orders.issue", {…})`. */
export type Office = Api<typeof rooms>;
