/** Who is told of what: the kernel's hearers and those of the rooms. */
import type { Happening, Office, Room } from "../room.ts";

/** Told of a happening after its commit: at least once, as machinery, in a transaction. What it does must bear being done twice. */
export type Hear = (office: Office, happening: Happening) => Promise<void>;
/** Hearers by name, each with the events it hears: "orders.issued", "orders.*", "*". */
export type Hearers = Readonly<Record<string, Readonly<Record<string, Hear>>>>;

export interface Hearer {
  /** Under this name the outbox remembers who is still to be told: it must stay the same from version to version. */
  name: string;
  event: string;
  hear: Hear;
}

/** All hearers in order: the kernel's own, then each room's `on`. */
export function hearersOf(rooms: readonly Room[], own: Hearers): Hearer[] {
  const listed = (who: string, on: Readonly<Record<string, Hear>>) =>
    Object.entries(on).map(([event, hear]) => ({ name: `${who}:${event}`, event, hear }));
  return [
    ...Object.entries(own).flatMap(([who, on]) => listed(`kernel.${who}`, on)),
    ...rooms.flatMap((room) => listed(room.name, room.on ?? {})),
  ];
}

export const hears = (pattern: string, event: string): boolean =>
  pattern === "*" || pattern === event || (pattern.endsWith(".*") && event.startsWith(pattern.slice(0, -1)));
