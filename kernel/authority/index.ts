/**
 * Authority (อำนาจหน้าที่): units, positions, who sits in them, who acts for whom, what is delegated, which duties go with
 * which post. Nothing is ever granted to a person. What other rooms use is handed out here.
 */

import { sql } from "kysely";
import { machinery } from "../actor.ts";
import { transaction } from "../database.ts";
import { stateAdministration } from "../law/clauses.ts";
import { type House, type Room, room } from "../room.ts";
import { absences, appointActing, recordAbsence, recordReturn } from "./acting.ts";
import { appoint, endOccupancy, standIn, withdrawOccupancy } from "./appointments.ts";
import { acceptDelegation, delegate, delegation, delegations, revokeDelegation, subdelegate } from "./delegations.ts";
import { endGrant, grant } from "./grants.ts";
import { addPerson, correctPerson, people, person } from "./people.ts";
import { addPosition, changePosition, closePosition, position, positions } from "./positions.ts";
import { duties, table } from "./table.ts";
import { addUnit, changeUnit, closeUnit, unit, units } from "./units.ts";
import { chain, who } from "./who.ts";

export { grantDefaultsTo, syncDuties } from "./grant-defaults.ts";
export * from "./rules.ts";
export { signatureOf } from "./sign.ts";
export { plainPost, type Signing, shortPost, signatureBlock } from "./signature.ts";
export { type AuthorityRow, authorityTable } from "./table.ts";
export { type Answer, type Competence, competentUnit, whoMay } from "./who.ts";

const everybody = {
  governor: "own",
  vice_governor: "own",
  assistant_governor: "own",
  palad: "own",
  office_head: "own",
  group_head: "own",
  planner: "own",
  clerk: "own",
  officer: "own",
  administrator: "own",
  agency_head: "own",
  agency_officer: "own",
  district_chief: "own",
  district_deputy: "own",
} as const;

/** The room. `rooms` gives the list of all rooms, this one among them, once the program is put together. */
export const authorityRoom = (rooms: () => readonly Room[]) =>
  room({
    name: "authority",
    th: "อำนาจหน้าที่",
    en: "Authority",
    serves: "พระราชบัญญัติระเบียบบริหารราชการแผ่นดิน พ.ศ. ๒๕๓๔ มาตรา ๓๘–๕๐, ๕๑–๖๘",
    migrations: [new URL("./authority.sql", import.meta.url)],
    duties: {
      "authority.appoint": {
        th: "บันทึกการแต่งตั้งและรักษาการในตำแหน่ง",
        en: "Record appointments",
        basis: stateAdministration("๕๗"),
        granted: { governor: "province", office_head: "province", administrator: "province" },
      },
      "authority.absence": {
        th: "บันทึกการไม่อยู่และผู้รักษาราชการแทน",
        en: "Record absences and who acts",
        basis: stateAdministration("๔๘"),
        granted: {
          governor: "province",
          office_head: "province",
          administrator: "province",
          palad: "line",
          agency_head: "line",
          district_chief: "line",
          group_head: "unit",
        },
      },
      "authority.delegate": {
        th: "มอบอำนาจ",
        en: "Delegate",
        basis: stateAdministration("๓๘"),
        granted: {
          governor: "own",
          vice_governor: "own",
          assistant_governor: "own",
          palad: "own",
          group_head: "own",
          agency_head: "own",
          district_chief: "own",
          office_head: "province",
          administrator: "province",
        },
      },
      "authority.accept": {
        th: "รับมอบอำนาจ",
        en: "Accept delegations",
        basis: stateAdministration("๓๙"),
        granted: everybody,
      },
      "authority.administer": {
        th: "ดูแลหน่วยงาน ตำแหน่ง และอำนาจหน้าที่ในระบบ",
        en: "Administer units, positions and duties",
        basis: stateAdministration("๖๐"),
        granted: { administrator: "province" },
      },
    },
    acts: {
      appoint,
      standIn,
      endOccupancy,
      withdrawOccupancy,
      recordAbsence,
      recordReturn,
      appointActing,
      delegate,
      subdelegate,
      acceptDelegation,
      revokeDelegation,
      addUnit,
      changeUnit,
      closeUnit,
      addPosition,
      changePosition,
      closePosition,
      grant,
      endGrant,
      addPerson,
      correctPerson,
    },
    views: {
      who: who(rooms),
      table: table(rooms),
      duties,
      chain,
      units,
      unit,
      positions,
      position,
      people,
      person,
      absences,
      delegations,
      delegation,
    },
    clockwork: {
      turnOfDay: {
        th: "ปรับผังหน่วยงานตามคำสั่งที่มีผลวันนี้",
        en: "Bring units to the state of the day",
        cron: "1 0 * * *",
        run: (house: House) =>
          transaction(house.database, machinery, async (db) => {
            const { rows } = await sql<{ units: number }>`SELECT units_turn(thai_today()) AS units`.execute(db);
            return rows[0]!;
          }),
      },
    },
  });
