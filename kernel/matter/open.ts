/** A matter is opened, placed and given its number here, whichever room it belongs to; and the work in it is ended here. */
import { sql } from "kysely";
import { AreaCode, Fields, Note, Type } from "../input.ts";
import { fieldFault } from "../problem.ts";
import type { Office } from "../room.ts";

/** A new matter as rooms open it. */
export interface Opening {
  /** The room's noun, as declared in its `matters`. */
  kind: string;
  title: string;
  ownerUnit: number;
  secrecy?: number;
  urgency?: number;
  /** Positions named in it from the start: they alone see a secret one. */
  readers: readonly number[];
}

/** Opens a matter and returns its id. The room's own row, which extends it, follows in the same act. */
export async function openMatter(
  office: Office,
  { kind, title, ownerUnit, secrecy = 0, urgency = 0, readers }: Opening,
): Promise<number> {
  const { id } = await office.sql
    .insertInto("matter")
    .values({
      kind,
      title,
      owner_unit: ownerUnit,
      secrecy,
      urgency,
      reader_positions: [...new Set(readers)],
      touched_at: office.now,
      ...office.by,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** The number by which the matter is known from now on, as printed. */
export async function nameMatter(office: Office, matter: number, printed: string): Promise<void> {
  await office.sql.updateTable("matter").set({ printed }).where("id", "=", matter).execute();
}

/** An area, a point in degrees (WGS 84) within the country, or both, as inputs of acts take it. */
export const Place = Fields({
  area: Type.Optional(AreaCode),
  lon: Type.Optional(Type.Number({ minimum: 95, maximum: 108 })),
  lat: Type.Optional(Type.Number({ minimum: 4, maximum: 22 })),
  label: Type.Optional(Note(300)),
});

/** Says where the matter is. Throws `input` on `places/N/…` for an unknown area code, half a point, or neither. */
export async function placeMatter(
  office: Office,
  matter: number,
  places: readonly { area?: string; lon?: number; lat?: number; label?: string }[],
): Promise<void> {
  if (places.length === 0) return;
  const known = await office.sql
    .selectFrom("area_now")
    .select("code")
    .where(
      "code",
      "in",
      places.map((each) => each.area ?? ""),
    )
    .execute();
  places.forEach((each, index) => {
    if (each.area && !known.some((row) => row.code === each.area))
      throw fieldFault(`places/${index}/area`, "ไม่มีรหัสพื้นที่นี้", "No such area code");
    if ((each.lon === undefined) !== (each.lat === undefined))
      throw fieldFault(`places/${index}/lat`, "ต้องระบุพิกัดทั้งคู่", "Give both coordinates");
    if (!each.area && each.lon === undefined)
      throw fieldFault(`places/${index}`, "ต้องระบุพื้นที่หรือพิกัด", "Give an area or a point");
  });
  await office.sql
    .insertInto("matter_place")
    .values(
      places.map((each) => ({
        matter_id: matter,
        area_code: each.area ?? null,
        lon: each.lon ?? null,
        lat: each.lat ?? null,
        label: each.label ?? "",
      })),
    )
    .execute();
}

/** Cancels work that is still open in a matter, each assignment with its own line in the ledger. */
export async function cancelOpen(
  office: Office,
  matter: number,
  assignments: readonly number[],
  reason: string,
): Promise<void> {
  if (assignments.length === 0) return;
  await sql`INSERT INTO assignment_cancellation (assignment_id, reason, by_person, by_position, by_capacity, at)
    SELECT unnest(${[...assignments]}::bigint[]), ${reason}, ${office.by.by_person}, ${office.by.by_position}, ${office.by.by_capacity}, ${office.now}`.execute(
    office.sql,
  );
  for (const assignment of assignments)
    office.record("assignments.cancelled", { matter, detail: { assignment, reason } });
}
