/** The ledger's events in words: what was done. Who did it, as what and when stands beside. */

import { sayDay } from "../days.ts";
import { type Both, fill } from "../words.ts";

/** What an event is called. */
const words: Readonly<Record<string, Both>> = {
  "accounts.opened": { th: "เปิดบัญชีผู้ใช้", en: "Opened a login" },
  "accounts.linkMade": { th: "ออกลิงก์ตั้งรหัสผ่าน", en: "Made a link to set a password" },
  "accounts.suspended": { th: "ระงับบัญชีผู้ใช้", en: "Suspended a login" },
  "accounts.reinstated": { th: "ยกเลิกการระงับบัญชีผู้ใช้", en: "Reinstated a login" },
  "accounts.signedOut": { th: "ให้ผู้ใช้ออกจากระบบทุกอุปกรณ์", en: "Signed a person out everywhere" },
  "accounts.secondStepRemoved": { th: "ลบการยืนยันสองขั้นของผู้ใช้", en: "Removed a person's second step" },
  "accounts.sessionEnded": { th: "ให้อุปกรณ์หนึ่งของตนออกจากระบบ", en: "Signed out one of the own devices" },
  "accounts.preferencesSet": { th: "ตั้งค่าการแสดงผลของตน", en: "Set the own display" },
  "assignments.given": { th: "มอบหมายงาน", en: "Gave an assignment" },
  "assignments.acknowledged": { th: "รับทราบการมอบหมาย", en: "Acknowledged an assignment" },
  "assignments.reported": { th: "รายงานผลการดำเนินงาน", en: "Reported on an assignment" },
  "assignments.accepted": { th: "รับผลการปฏิบัติ", en: "Accepted a report" },
  "assignments.returned": { th: "ส่งรายงานคืนให้ดำเนินการเพิ่มเติม", en: "Returned a report" },
  "assignments.timeAsked": { th: "ขอขยายเวลา", en: "Asked for time" },
  "assignments.timeDecided": { th: "พิจารณาคำขอขยายเวลา", en: "Decided on a request for time" },
  "assignments.cancelled": { th: "ยกเลิกการมอบหมาย", en: "Cancelled an assignment" },
  "assignments.reminded": { th: "เตือนให้เร่งดำเนินการ", en: "Sent a reminder" },
  "assignments.escalated": { th: "รายงานเรื่องเกินกำหนดต่อผู้บังคับบัญชา", en: "Escalated a late assignment" },
  "authority.absenceRecorded": { th: "บันทึกการไม่อยู่", en: "Recorded an absence" },
  "authority.returned": { th: "บันทึกการกลับมาปฏิบัติราชการ", en: "Recorded a return" },
  "authority.actingAppointed": { th: "บันทึกคำสั่งแต่งตั้งผู้รักษาราชการแทน", en: "Recorded an acting appointment" },
  "authority.actingTurned": { th: "เปลี่ยนผู้รักษาราชการแทนโดยผลของกฎหมาย", en: "Another acts by law" },
  "authority.appointed": { th: "บันทึกการแต่งตั้งให้ดำรงตำแหน่ง", en: "Recorded an appointment" },
  "authority.standInAppointed": { th: "บันทึกคำสั่งให้รักษาการในตำแหน่ง", en: "Recorded a stand-in" },
  "authority.occupancyEnded": { th: "บันทึกการพ้นจากตำแหน่ง", en: "Ended an appointment" },
  "authority.occupancyWithdrawn": { th: "ถอนรายการแต่งตั้งที่บันทึกผิด", en: "Withdrew a mistaken appointment" },
  "authority.delegated": { th: "มอบอำนาจ", en: "Delegated" },
  "authority.delegationAccepted": { th: "รับมอบอำนาจ", en: "Accepted a delegation" },
  "authority.delegationRevoked": { th: "ยกเลิกการมอบอำนาจ", en: "Revoked a delegation" },
  "authority.granted": { th: "กำหนดอำนาจหน้าที่ให้ตำแหน่ง", en: "Granted a duty to a position" },
  "authority.grantEnded": { th: "ยกเลิกอำนาจหน้าที่ของตำแหน่ง", en: "Ended a duty of a position" },
  "authority.personAdded": { th: "เพิ่มบุคคล", en: "Added a person" },
  "authority.personCorrected": { th: "แก้ไขชื่อหรือที่ติดต่อของบุคคล", en: "Corrected a person's name or contact" },
  "authority.positionAdded": { th: "เพิ่มตำแหน่ง", en: "Added a position" },
  "authority.positionChanged": { th: "แก้ไขข้อมูลตำแหน่ง", en: "Corrected a position" },
  "authority.positionClosed": { th: "ยุบเลิกตำแหน่ง", en: "Closed a position" },
  "authority.unitAdded": { th: "เพิ่มหน่วยงาน", en: "Added a unit" },
  "authority.unitChanged": { th: "เปลี่ยนชื่อหรือย้ายหน่วยงาน", en: "Renamed or moved a unit" },
  "authority.unitClosed": { th: "ยุบเลิกหน่วยงาน", en: "Closed a unit" },
  "books.created": { th: "เปิดทะเบียน", en: "Opened a book" },
  "books.amended": { th: "แก้ชื่อหรือรูปแบบเลขของทะเบียน", en: "Amended a book" },
  "books.reserved": { th: "จองเลขทะเบียน", en: "Reserved numbers" },
  "books.voided": { th: "ยกเลิกเลขทะเบียน", en: "Voided a number" },
  "books.tookOver": { th: "ต่อเลขจากทะเบียนเล่มเดิม", en: "Went on from the paper book" },
  "calendar.holidaySet": { th: "บันทึกวันหยุดราชการ", en: "Entered a holiday" },
  "calendar.holidayRemoved": { th: "ยกเลิกวันหยุดราชการ", en: "Removed a holiday" },
  "files.attached": { th: "แนบเอกสาร", en: "Attached files" },
  "files.removed": { th: "นำเอกสารออก", en: "Took out a file" },
  "law.textWritten": { th: "บันทึกตัวบทกฎหมาย", en: "Wrote a clause's text" },
  "law.added": { th: "เพิ่มกฎหมาย", en: "Added a law" },
  "ledger.verified": { th: "ตรวจสอบบันทึกหลักฐาน", en: "Verified the ledger" },
  "matters.commented": { th: "บันทึกความเห็น", en: "Commented" },
  "matters.linked": { th: "เชื่อมโยงกับเรื่องอื่น", en: "Linked two matters" },
  "notices.read": { th: "อ่านการแจ้งเตือน", en: "Read notices" },
  "notices.mailSet": { th: "เลือกการรับอีเมลแจ้งเตือน", en: "Chose which notices come by mail" },
  "orders.issued": { th: "ออกข้อสั่งการ", en: "Issued an order" },
  "orders.closed": { th: "ยุติข้อสั่งการ", en: "Closed an order" },
  "orders.reopened": { th: "รื้อฟื้นข้อสั่งการ", en: "Reopened an order" },
  "orders.listSaved": { th: "บันทึกรายชื่อผู้รับ", en: "Saved a list of addressees" },
  "orders.remindersSet": { th: "กำหนดเกณฑ์การแจ้งเตือน", en: "Set when to remind" },
  "orders.listRemoved": { th: "ลบรายชื่อผู้รับ", en: "Removed a list of addressees" },
  "outbox.retried": { th: "สั่งแจ้งต่ออีกครั้ง", en: "Told a failed happening again" },
};

/** The same with its facts, where the line carries them. */
const told: Readonly<Record<string, Both>> = {
  "assignments.reported": { th: "รายงานผลการดำเนินงานร้อยละ {percent}", en: "Reported {percent} per cent" },
  "assignments.timeAsked": { th: "ขอขยายเวลาถึง {due}", en: "Asked for time until {due}" },
  "authority.absenceRecorded": { th: "บันทึกการไม่อยู่ตั้งแต่ {from}", en: "Recorded an absence from {from}" },
  "authority.returned": { th: "บันทึกการกลับมาปฏิบัติราชการวันที่ {on}", en: "Recorded a return on {on}" },
  "authority.actingAppointed": {
    th: "บันทึกคำสั่งแต่งตั้งผู้รักษาราชการแทน ตาม{instrument}",
    en: "Recorded an acting appointment by {instrument}",
  },
  "authority.appointed": {
    th: "บันทึกการแต่งตั้งให้ดำรงตำแหน่ง ตาม{instrument}",
    en: "Recorded an appointment by {instrument}",
  },
  "authority.standInAppointed": {
    th: "บันทึกคำสั่งให้รักษาการในตำแหน่ง ตาม{instrument}",
    en: "Recorded a stand-in by {instrument}",
  },
  "authority.occupancyEnded": { th: "บันทึกการพ้นจากตำแหน่งวันที่ {on}", en: "Ended an appointment on {on}" },
  "authority.delegated": { th: "มอบอำนาจ ตาม{instrument}", en: "Delegated by {instrument}" },
  "authority.delegationRevoked": { th: "ยกเลิกการมอบอำนาจตั้งแต่ {on}", en: "Revoked a delegation from {on}" },
  "authority.personAdded": { th: "เพิ่มบุคคล {first} {last}", en: "Added a person: {first} {last}" },
  "authority.positionAdded": { th: "เพิ่มตำแหน่ง {th}", en: "Added the position {en}" },
  "authority.positionClosed": { th: "ยุบเลิกตำแหน่งวันที่ {on}", en: "Closed a position on {on}" },
  "authority.unitAdded": { th: "เพิ่มหน่วยงาน {th}", en: "Added the unit {en}" },
  "authority.unitChanged": { th: "เปลี่ยนชื่อหรือย้ายหน่วยงานเป็น {th}", en: "Renamed or moved a unit: {en}" },
  "authority.unitClosed": { th: "ยุบเลิกหน่วยงานวันที่ {on}", en: "Closed a unit on {on}" },
  "books.created": { th: "เปิดทะเบียน {th}", en: "Opened the book {en}" },
  "books.reserved": { th: "จองเลข {first}–{last} ปี {year}", en: "Reserved {first}–{last} of {year}" },
  "books.voided": { th: "ยกเลิกเลข {printed}", en: "Voided {printed}" },
  "books.tookOver": { th: "ต่อเลขจากทะเบียนเล่มเดิมถึงเลข {last} ปี {year}", en: "Went on after {last} of {year}" },
  "calendar.holidaySet": { th: "บันทึกวันหยุด {th} วันที่ {day}", en: "Entered the holiday of {day}: {th}" },
  "calendar.holidayRemoved": { th: "ยกเลิกวันหยุด {was} วันที่ {day}", en: "Removed the holiday of {day}: {was}" },
  "law.textWritten": { th: "บันทึกตัวบทข้อ/มาตรา {number}", en: "Wrote the text of clause {number}" },
  "law.added": { th: "เพิ่มกฎหมาย {th}", en: "Added the law {en}" },
  "ledger.verified": { th: "ตรวจสอบบันทึกหลักฐานลำดับ {from}–{to}", en: "Verified the ledger, places {from}–{to}" },
  "orders.issued": {
    th: "ออกข้อสั่งการเลขที่ {number} ถึง {addressees} ตำแหน่ง",
    en: "Issued order {number} to {addressees} positions",
  },
};

/** All events that can be filtered by, room by room. */
export const knownEvents = Object.keys(words);

/** What an event is called without its facts; an unknown one keeps its own name, so that nothing is hidden. */
export const eventWords = (event: string): Both => words[event] ?? { th: event, en: event };

const isDay = (value: unknown): value is string => typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);

/** What happened, with its facts: "ออกข้อสั่งการเลขที่ 30/2569 ถึง 16 ตำแหน่ง"; without them where the line lacks one. */
export function tell(event: string, detail: Readonly<Record<string, unknown>>): Both {
  const template = told[event];
  if (!template) return eventWords(event);
  const needed = [...`${template.th}${template.en}`.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
  if (needed.some((name) => !["string", "number"].includes(typeof detail[name]))) return eventWords(event);
  const facts = (language: "th" | "en") =>
    Object.fromEntries(
      needed.map((name) => {
        const value = detail[name];
        return [name, isDay(value) ? sayDay(value, language) : (value as string | number)];
      }),
    );
  return { th: fill(template.th, facts("th")), en: fill(template.en, facts("en")) };
}
