/**
 * The screens of the desk, one line each. A room adds its lines here and nothing else: the router, the menu, the
 * command palette and the address bar all read this list. A room that is not built has no line, so nothing leads nowhere.
 */
import type { LucideIcon } from "lucide-react";
import {
  Gauge,
  Inbox,
  Library,
  ListChecks,
  Network,
  Scale,
  ScrollText,
  SlidersHorizontal,
  UserCog,
} from "lucide-react";
import type { ComponentType } from "react";
import type { Both } from "./words.ts";

export type Wing = "common" | "administration" | "strategy" | "information" | "personnel" | "office";

export interface Screen {
  /** Path with parameters as TanStack Router writes them: '/orders/$order'. */
  path: string;
  title: Both;
  /** Left out for screens that are reached from others (a matter's page). */
  nav?: {
    wing: Wing;
    icon: LucideIcon;
    order: number /** Second key after `g`, by its place on the keyboard: 'KeyI'. */;
    key?: string;
    /** Only shown to a position that has this duty; without it the screen would have nothing to say. */
    duty?: string;
  };
  /** Without the frame and without a session: signing in. */
  isBare?: boolean;
  load: () => Promise<{ default: ComponentType }>;
}

export const screens: readonly Screen[] = [
  {
    path: "/",
    title: { th: "งานของฉัน", en: "My work" },
    nav: { wing: "common", icon: Inbox, order: 0, key: "KeyI" },
    load: () => import("./matters/InboxPage.tsx"),
  },
  {
    path: "/search",
    title: { th: "ค้นหาเรื่อง", en: "Find matters" },
    load: () => import("./search/SearchPage.tsx"),
  },
  {
    path: "/matters/$matter",
    title: { th: "เรื่อง", en: "Matter" },
    load: () => import("./matters/MatterPage.tsx"),
  },
  {
    path: "/orders",
    title: { th: "กระดานติดตามข้อสั่งการ", en: "Orders board" },
    nav: { wing: "administration", icon: ListChecks, order: 0, key: "KeyO" },
    load: () => import("../office/administration/orders/screens/OrdersBoard.tsx"),
  },
  {
    path: "/orders/new",
    title: { th: "ออกข้อสั่งการ", en: "Issue an order" },
    load: () => import("../office/administration/orders/screens/IssueOrder.tsx"),
  },
  {
    path: "/orders/overview",
    title: { th: "กระดานผู้ว่าราชการจังหวัด", en: "The governor's board" },
    nav: { wing: "administration", icon: Gauge, order: 1, key: "KeyV", duty: "orders.oversee" },
    load: () => import("../office/administration/orders/screens/GovernorBoard.tsx"),
  },
  {
    path: "/orders/$order",
    title: { th: "ข้อสั่งการ", en: "Order" },
    load: () => import("../office/administration/orders/screens/OrderPage.tsx"),
  },
  {
    path: "/people",
    title: { th: "บุคคลและตำแหน่ง", en: "People and positions" },
    nav: { wing: "office", icon: Network, order: 0, key: "KeyP" },
    load: () => import("./people/PeoplePage.tsx"),
  },
  {
    path: "/people/unit/$id",
    title: { th: "หน่วยงาน", en: "Unit" },
    load: () => import("./people/UnitPage.tsx"),
  },
  {
    path: "/people/position/$id",
    title: { th: "ตำแหน่ง", en: "Position" },
    load: () => import("./people/PositionPage.tsx"),
  },
  {
    path: "/people/person/$id",
    title: { th: "บุคคล", en: "Person" },
    load: () => import("./people/PersonPage.tsx"),
  },
  {
    path: "/authority",
    title: { th: "ใครมีอำนาจ", en: "Who may" },
    nav: { wing: "office", icon: Scale, order: 1, key: "KeyA" },
    load: () => import("./authority/AuthorityPage.tsx"),
  },
  {
    path: "/authority/delegations",
    title: { th: "การมอบอำนาจ", en: "Delegations" },
    load: () => import("./authority/DelegationsPage.tsx"),
  },
  {
    path: "/authority/delegations/$id",
    title: { th: "การมอบอำนาจ", en: "Delegation" },
    load: () => import("./authority/DelegationPage.tsx"),
  },
  {
    path: "/authority/absences",
    title: { th: "การไม่อยู่และรักษาราชการแทน", en: "Absences and acting" },
    load: () => import("./authority/AbsencesPage.tsx"),
  },
  {
    path: "/law",
    title: { th: "ห้องสมุดกฎหมาย", en: "Law library" },
    nav: { wing: "office", icon: Library, order: 2, key: "KeyL" },
    load: () => import("./law/LawsPage.tsx"),
  },
  {
    path: "/law/$law",
    title: { th: "กฎหมาย", en: "Law" },
    load: () => import("./law/LawPage.tsx"),
  },
  {
    path: "/law/$law/$clause",
    title: { th: "มาตรา/ข้อ", en: "Clause" },
    load: () => import("./law/ClausePage.tsx"),
  },
  {
    path: "/ledger",
    title: { th: "บันทึกหลักฐาน", en: "Ledger" },
    nav: { wing: "office", icon: ScrollText, order: 3, key: "KeyE" },
    load: () => import("./ledger/LedgerPage.tsx"),
  },
  {
    path: "/administration",
    title: { th: "บริหารระบบ", en: "Administration" },
    nav: { wing: "office", icon: SlidersHorizontal, order: 4, key: "KeyM" },
    load: () => import("./administration/AdministrationPage.tsx"),
  },
  {
    path: "/administration/users",
    title: { th: "บัญชีผู้ใช้", en: "Logins" },
    load: () => import("./administration/UsersPage.tsx"),
  },
  {
    path: "/administration/appointments",
    title: { th: "แต่งตั้ง", en: "Appointments" },
    load: () => import("./administration/AppointmentsPage.tsx"),
  },
  {
    path: "/administration/holidays",
    title: { th: "วันหยุดราชการ", en: "Holidays" },
    load: () => import("./administration/HolidaysPage.tsx"),
  },
  {
    path: "/administration/books",
    title: { th: "ทะเบียน", en: "Books" },
    load: () => import("./administration/BooksPage.tsx"),
  },
  {
    path: "/administration/books/$book",
    title: { th: "ทะเบียน", en: "Book" },
    load: () => import("./administration/BookPage.tsx"),
  },
  {
    path: "/administration/background",
    title: { th: "งานเบื้องหลัง", en: "Background work" },
    load: () => import("./administration/BackgroundPage.tsx"),
  },
  {
    path: "/settings",
    title: { th: "การตั้งค่าของฉัน", en: "My settings" },
    nav: { wing: "office", icon: UserCog, order: 5, key: "KeyT" },
    load: () => import("./settings/SettingsPage.tsx"),
  },
  {
    path: "/login",
    title: { th: "เข้าสู่ระบบ", en: "Sign in" },
    isBare: true,
    load: () => import("./login/LoginPage.tsx"),
  },
  {
    path: "/forgot",
    title: { th: "ลืมรหัสผ่าน", en: "Forgotten password" },
    isBare: true,
    load: () => import("./login/ForgotPage.tsx"),
  },
  {
    path: "/set-password",
    title: { th: "ตั้งรหัสผ่าน", en: "Set a password" },
    isBare: true,
    load: () => import("./login/SetPasswordPage.tsx"),
  },
  {
    path: "/specimen",
    title: { th: "ตัวอย่างส่วนประกอบ", en: "Specimen" },
    isBare: true,
    load: () => import("./specimen/Specimen.tsx"),
  },
];

export const wings: readonly Wing[] = ["common", "administration", "strategy", "information", "personnel", "office"];

/** The menu: wings in the order of the office, each with its screens; an empty wing is not shown. */
export function menu(all: readonly Screen[] = screens): { wing: Wing; screens: Screen[] }[] {
  return wings
    .map((wing) => ({
      wing,
      screens: all.filter(({ nav }) => nav?.wing === wing).sort((a, b) => (a.nav?.order ?? 0) - (b.nav?.order ?? 0)),
    }))
    .filter((entry) => entry.screens.length > 0);
}
