/** The kernel's own rooms, in the order in which their tables are made. */
import { accounts } from "./accounts/index.ts";
import { authorityRoom } from "./authority/index.ts";
import { books } from "./books/index.ts";
import { calendar } from "./calendar/index.ts";
import { files } from "./files/index.ts";
import { jobs } from "./jobs/index.ts";
import { lawRoom } from "./law/index.ts";
import { ledger } from "./ledger/index.ts";
import { assignments } from "./matter/assignments.ts";
import { matters } from "./matter/index.ts";
import { notices } from "./notices/index.ts";
import { outbox } from "./outbox/index.ts";
import { places } from "./place/index.ts";
import type { Room } from "./room.ts";
import { search } from "./search/index.ts";

let all: readonly Room[] = [];
/** Tells the rooms that speak of all rooms (the authority table, the law library) which there are. */
export function assemble<const R extends readonly Room[]>(rooms: R): R {
  all = rooms;
  return rooms;
}

export const authority = authorityRoom(() => all);
export const law = lawRoom(() => all);

export const kernelRooms = [
  calendar,
  authority,
  ledger,
  books,
  matters,
  assignments,
  places,
  files,
  outbox,
  jobs,
  notices,
  search,
  accounts,
  law,
] as const;
