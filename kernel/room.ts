/** How a room says what it does: acts (all that is written), views (all that is read), duties, events. */
import type { Static, TSchema } from "typebox";
import type { Actor } from "./actor.ts";
import type { Database, Sql } from "./database.ts";
import type { Clause } from "./law/clauses.ts";
import type { Problem } from "./problem.ts";

/** Columns that every happening carries: who, as what, when. Spread into an insert. */
export interface By {
  by_person: number;
  by_position: number;
  by_capacity: string;
  at: Date;
}

/** What an act or view has in reach. Nothing else: no other connection, clock or file. */
export interface Office {
  sql: Sql;
  actor: Actor;
  /** The moment of the act, one for the whole transaction. */
  now: Date;
  /** The Thai day of the act, 'YYYY-MM-DD'. */
  today: string;
  by: By;
  files: FileShelf;
  /** Adds FOR UPDATE when acting, nothing when only asked "may I?". */
  lock<Q extends { forUpdate(): Q }>(query: Q): Q;
  /** Writes the ledger line (and the event that search, notices and live screens start from) with the act's commit. */
  record(event: string, about?: { matter?: number; detail?: Record<string, unknown> }): void;
}

/** Files as rooms see them: content-addressed, already stored; the row in `file` binds content to a matter. */
export interface FileShelf {
  open(hash: string): NodeJS.ReadableStream;
}

export interface Label {
  th: string;
  en: string;
}

type Verdict = boolean | Problem;

export interface Act<I extends TSchema = TSchema, S = unknown, R = unknown> extends Label {
  duty: string;
  basis: readonly Clause[];
  input: I;
  /** Loads and locks what the act is about; undefined or null is answered 404. */
  subject(office: Office, input: Static<I>): Promise<S | undefined | null>;
  /** Whether this actor may do it to this subject: false is 403 with duty and clause, a Problem says itself why not. */
  may(actor: Actor, subject: S, input: Static<I>): Verdict;
  run(office: Office, input: Static<I>, subject: S): Promise<R>;
}
export const act = <I extends TSchema, S, R>(definition: Act<I, S, R>): Act<I, S, R> => definition;

export interface View<I extends TSchema = TSchema, R = unknown> extends Label {
  /** The duty needed to look; absent = every official, row-level security deciding what he sees. */
  duty?: string;
  input: I;
  run(office: Office, input: Static<I>): Promise<R>;
}
export const view = <I extends TSchema, R>(definition: View<I, R>): View<I, R> => definition;

/** A view whose answer is a file: GET /api/<room>.<name>?input=<json>. */
export interface Sheet {
  name: string;
  type: string;
  body: Buffer;
}
export type Download<I extends TSchema = TSchema> = View<I, Sheet>;
export const download = <I extends TSchema>(definition: Download<I>): Download<I> => definition;

export interface Duty extends Label {
  basis: Clause;
  /** Which roles have it from the start, and how far. An administrator's grants come on top. */
  granted: Readonly<Record<string, "own" | "unit" | "line" | "province">>;
}

/** One thing that happened, as told after its commit. */
export interface Happening {
  id: number;
  ledger: number;
  event: string;
  matter: number | null;
  detail: Record<string, unknown>;
}
export interface MatterKind extends Label {
  /** Where the desk shows it. */
  path(matter: number): string;
  /** All words by which it should be found, beyond title, number, comments and reports. */
  text?(sql: Sql, matter: number): Promise<string>;
}

export interface Room extends Label {
  name: string;
  /** The regulation the room serves. */
  serves: string;
  migrations: readonly URL[];
  duties: Readonly<Record<string, Duty>>;
  // biome-ignore lint/suspicious/noExplicitAny: a list of acts of many shapes; each is checked where it is written
  acts: Readonly<Record<string, Act<any, any, any>>>;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  views: Readonly<Record<string, View<any, any>>>;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  downloads?: Readonly<Record<string, Download<any>>>;
  matters?: Readonly<Record<string, MatterKind>>;
  /** Called after commit, at least once, as machinery, in a transaction of its own. Keys are event names. */
  on?: Readonly<Record<string, (office: Office, happening: Happening) => Promise<void>>>;
  /** Work by the clock (cron in Thai time), as machinery. */
  clockwork?: Readonly<Record<string, Label & { cron: string; run(house: House): Promise<unknown> }>>;
}
export const room = <const R extends Room>(definition: R): R => definition;

/** The running program as its parts see it. */
export interface House {
  database: Database;
  rooms: readonly Room[];
  files: FileShelf;
  clock(): Date;
  log: Log;
  /** Tells the outbox that something was committed. */
  wake(): void;
}
export interface Log {
  info(facts: object, message?: string): void;
  warn(facts: object, message?: string): void;
  error(facts: object, message?: string): void;
}

/** What travels: dates become strings, bigints numbers. */
export type Wire<T> = T extends Date
  ? string
  : T extends (infer E)[]
    ? Wire<E>[]
    : T extends object
      ? { [K in keyof T]: Wire<T[K]> }
      : T;

type Verbs<R extends Room, Kind extends "acts" | "views"> = {
  [N in keyof R[Kind] & string as `${R["name"]}.${N}`]: R[Kind][N] extends {
    input: infer I extends TSchema;
    run: (...args: never[]) => Promise<infer O>;
  }
    ? { input: Static<I>; output: Wire<O> }
    : never;
};
type Merge<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer I) => void ? I : never;
/** The typed map of every act and view of a list of rooms: `call("orders.issue", {…})`. */
export type Api<Rooms extends readonly Room[]> = Merge<
  { [I in keyof Rooms]: Rooms[I] extends Room ? Verbs<Rooms[I], "acts"> & Verbs<Rooms[I], "views"> : never }[number]
>;
