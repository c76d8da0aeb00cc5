/** ข้อสั่งการผู้ว่าราชการจังหวัด และการติดตาม: an instruction goes out, is answered, and everybody sees where it stands. */
import { stateAdministration } from "../../../kernel/law/clauses.ts";
import { room } from "../../../kernel/room.ts";
import { choices, removeList, saveList } from "./addressees.ts";
import { board, order, orderText } from "./board.ts";
import { governor } from "./governor.ts";
import { close, issue, reopen } from "./orders.ts";
import { reminderRule, sendReminders, setReminders } from "./reminders.ts";
import * as sheets from "./sheets.ts";

export const orders = room({
  name: "orders",
  th: "ข้อสั่งการผู้ว่าราชการจังหวัด และการติดตาม",
  en: "The governor's orders and their follow-up",
  serves: "พ.ร.บ.ระเบียบบริหารราชการแผ่นดิน พ.ศ. ๒๕๓๔ มาตรา ๕๗, ๖๐",
  migrations: [new URL("./orders.sql", import.meta.url)],
  duties: {
    "orders.issue": {
      th: "ออกข้อสั่งการ",
      en: "Issue orders",
      basis: stateAdministration("๕๗"),
      granted: {
        governor: "province",
        vice_governor: "province",
        palad: "line",
        office_head: "province",
        agency_head: "line",
        district_chief: "line",
      },
    },
    "orders.record": {
      th: "บันทึกข้อสั่งการในนามผู้ว่าราชการจังหวัด",
      en: "Record orders in the governor's name",
      basis: stateAdministration("๖๐"),
      granted: { office_head: "province" },
    },
    "orders.close": {
      th: "ปิดข้อสั่งการ",
      en: "Close orders",
      basis: stateAdministration("๕๗"),
      granted: {
        governor: "province",
        vice_governor: "own",
        palad: "line",
        office_head: "province",
        agency_head: "line",
        district_chief: "line",
      },
    },
    "orders.oversee": {
      th: "ดูภาพรวมข้อสั่งการทั้งจังหวัด",
      en: "Oversee all orders",
      basis: stateAdministration("๕๗"),
      granted: {
        governor: "province",
        vice_governor: "province",
        assistant_governor: "province",
        palad: "province",
        office_head: "province",
        group_head: "province",
        planner: "province",
      },
    },
  },
  matters: { order: { th: "ข้อสั่งการ", en: "Order", path: (matter) => `/orders/${matter}`, text: orderText } },
  acts: { issue, close, reopen, saveList, removeList, setReminders },
  views: { board, order, governor, choices, reminderRule },
  downloads: { board: sheets.board, addressees: sheets.addressees },
  clockwork: {
    reminders: {
      th: "แจ้งเตือนและรายงานตามสายบังคับบัญชา",
      en: "Reminders and escalation",
      cron: "30 8 * * 1-5",
      run: sendReminders,
    },
  },
});
