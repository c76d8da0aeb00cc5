/**
 * The words of the desk: Thai first, English second. A room keeps its own words in the same shape beside its screens
 * and says them with `say(both)`; what several rooms need stands here.
 */
import { settings, useSettings } from "./settings.ts";

export type Language = "th" | "en";
export interface Both {
  th: string;
  en: string;
}
type Facts = Record<string, string | number>;

export const words = {
  // The office
  system: { th: "ระบบงานสำนักงานจังหวัด", en: "Provincial office system" },
  product: { th: "จังหวัด", en: "Changwat" },
  home: { th: "หน้าแรก", en: "Home" },
  inCapacityOf: { th: "ในฐานะ", en: "as" },
  workingAs: { th: "ปฏิบัติงานในฐานะ", en: "Working as" },
  switchPosition: { th: "เปลี่ยนตำแหน่งที่ใช้ปฏิบัติงาน", en: "Change the position you work as" },
  holder: { th: "ดำรงตำแหน่ง", en: "holder" },
  acting: { th: "รักษาราชการแทน", en: "acting for" },
  standing_in: { th: "รักษาการในตำแหน่ง", en: "standing in as" },
  delegate: { th: "ปฏิบัติราชการแทน", en: "on behalf of" },
  until: { th: "ถึง {day}", en: "until {day}" },
  noPosition: { th: "ยังไม่มีตำแหน่งในจังหวัดนี้", en: "No position in this province yet" },
  noPositionHelp: {
    th: "ติดต่อกลุ่มงานบริหารทรัพยากรบุคคลเพื่อบันทึกคำสั่งแต่งตั้ง",
    en: "Ask the personnel group to record your appointment",
  },
  administration: { th: "กลุ่มงานอำนวยการ", en: "Administration" },
  strategy: { th: "กลุ่มงานยุทธศาสตร์การพัฒนาจังหวัด", en: "Provincial strategy" },
  information: { th: "กลุ่มงานข้อมูลสารสนเทศและการสื่อสาร", en: "Information and communication" },
  personnel: { th: "กลุ่มงานบริหารทรัพยากรบุคคล", en: "Personnel" },
  common: { th: "โต๊ะทำงาน", en: "Desk" },
  office: { th: "สำนักงานจังหวัด", en: "The office" },

  // Verbs
  save: { th: "บันทึก", en: "Save" },
  cancel: { th: "ยกเลิก", en: "Cancel" },
  close: { th: "ปิด", en: "Close" },
  open: { th: "เปิด", en: "Open" },
  remove: { th: "นำออก", en: "Remove" },
  retry: { th: "ลองอีกครั้ง", en: "Try again" },
  confirm: { th: "ยืนยัน", en: "Confirm" },
  undo: { th: "เลิกทำ", en: "Undo" },
  search: { th: "ค้นหา", en: "Search" },
  clear: { th: "ล้าง", en: "Clear" },
  choose: { th: "เลือก…", en: "Choose…" },
  loadMore: { th: "แสดงเพิ่ม", en: "Show more" },
  back: { th: "ย้อนกลับ", en: "Back" },
  next: { th: "ถัดไป", en: "Next" },
  previous: { th: "ก่อนหน้า", en: "Previous" },
  continue: { th: "ดำเนินการต่อ", en: "Continue" },
  signOut: { th: "ออกจากระบบ", en: "Sign out" },
  signIn: { th: "เข้าสู่ระบบ", en: "Sign in" },

  // Fields
  required: { th: "จำเป็น", en: "required" },
  optional: { th: "ไม่บังคับ", en: "optional" },
  nothingMatches: { th: "ไม่พบรายการที่ตรงกับ “{text}”", en: "Nothing matches “{text}”" },
  nothingToChoose: { th: "ไม่มีรายการให้เลือก", en: "Nothing to choose from" },
  showChoices: { th: "แสดงตัวเลือก", en: "Show choices" },
  chosen: { th: "เลือกแล้ว {count} รายการ", en: "{count} chosen" },
  chosenList: { th: "รายการที่เลือกไว้", en: "Chosen" },
  removeItem: { th: "นำ {item} ออก", en: "Remove {item}" },
  chooseAll: { th: "เลือกทั้งหมดที่แสดง ({count})", en: "Choose all shown ({count})" },
  clearAll: { th: "นำออกทั้งหมด", en: "Remove all" },
  increase: { th: "เพิ่ม", en: "Increase" },
  decrease: { th: "ลด", en: "Decrease" },
  characters: { th: "{count} / {limit} ตัวอักษร", en: "{count} / {limit} characters" },
  showPassword: { th: "แสดงรหัสผ่าน", en: "Show password" },
  hidePassword: { th: "ซ่อนรหัสผ่าน", en: "Hide password" },

  // Days
  calendar: { th: "ปฏิทิน", en: "Calendar" },
  openCalendar: { th: "เปิดปฏิทิน", en: "Open calendar" },
  previousMonth: { th: "เดือนก่อนหน้า", en: "Previous month" },
  nextMonth: { th: "เดือนถัดไป", en: "Next month" },
  buddhistEra: { th: "พ.ศ.", en: "B.E." },
  dayImpossible: {
    th: "ไม่มีวันที่ {typed} เพราะเดือนนี้มี {lastDay} วัน",
    en: "There is no {typed}: that month has {lastDay} days",
  },
  dayChanged: {
    th: "ไม่มีวันที่ {typed} ระบบเปลี่ยนเป็น {now} ให้ก่อน โปรดตรวจสอบ",
    en: "There is no {typed}; it was changed to {now}. Please check",
  },
  yearChristian: { th: "ปี {year} ดูเหมือน ค.ศ. โปรดพิมพ์เป็น พ.ศ.", en: "{year} looks like A.D.; type the Buddhist year" },
  yearFar: { th: "ไม่รับปี {year} ตรวจปี พ.ศ. อีกครั้ง", en: "{year} is no year of this office; check the Buddhist year" },
  yearShort: { th: "พิมพ์ปี พ.ศ. ให้ครบสี่หลัก", en: "Type all four digits of the Buddhist year" },
  useInstead: { th: "ใช้ {day}", en: "Use {day}" },

  // Files
  dropFiles: { th: "ลากไฟล์มาวาง วางจากคลิปบอร์ด หรือ", en: "Drop files, paste, or" },
  chooseFiles: { th: "เลือกไฟล์", en: "choose files" },
  takePhoto: { th: "ถ่ายภาพ", en: "Take a photo" },
  filesAllowed: { th: "รับ {kinds} ไม่เกิน {size} ต่อไฟล์", en: "{kinds}, up to {size} each" },
  fileTooLarge: { th: "ไฟล์ใหญ่ {size} เกินกำหนด {limit}", en: "{size} is over the limit of {limit}" },
  fileEmpty: { th: "ไฟล์ว่าง ไม่มีเนื้อหา", en: "The file is empty" },
  fileKind: { th: "ไม่รับไฟล์ชนิดนี้", en: "This kind of file is not accepted" },
  fileFailed: { th: "ส่งไม่สำเร็จ", en: "Could not be sent" },
  fileSending: { th: "กำลังส่ง {percent}%", en: "Sending {percent}%" },
  fileStored: { th: "ส่งแล้ว", en: "Sent" },
  files: { th: "ไฟล์แนบ", en: "Attachments" },

  // Lists
  rows: { th: "{count} รายการ", en: "{count} rows" },
  shownOf: { th: "แสดง {shown} จาก {total} รายการ", en: "{shown} of {total} shown" },
  sortBy: { th: "เรียงตาม", en: "Sort by" },
  ascending: { th: "น้อยไปมาก", en: "ascending" },
  descending: { th: "มากไปน้อย", en: "descending" },
  loading: { th: "กำลังโหลด", en: "Loading" },
  nothingHere: { th: "ยังไม่มีรายการ", en: "Nothing here yet" },
  timeline: { th: "ลำดับเหตุการณ์", en: "Timeline" },

  // Marks the regulations print
  secret1: { th: "ลับ", en: "Confidential" },
  secret2: { th: "ลับมาก", en: "Secret" },
  secret3: { th: "ลับที่สุด", en: "Top secret" },
  secrecyOf: { th: "ชั้นความลับ", en: "Secrecy class" },
  secrecyCare: {
    th: "เฉพาะตำแหน่งที่ระบุไว้ ห้ามเปิดเผยต่อผู้ไม่เกี่ยวข้อง",
    en: "For the positions named in it only",
  },
  urgent1: { th: "ด่วน", en: "Urgent" },
  urgent2: { th: "ด่วนมาก", en: "Very urgent" },
  urgent3: { th: "ด่วนที่สุด", en: "Most urgent" },
  urgencyOf: { th: "ชั้นความเร็ว", en: "Urgency" },

  // Signing in
  email: { th: "อีเมลราชการ", en: "Office e-mail" },
  password: { th: "รหัสผ่าน", en: "Password" },
  newPassword: { th: "รหัสผ่านใหม่", en: "New password" },
  repeatPassword: { th: "พิมพ์รหัสผ่านใหม่อีกครั้ง", en: "New password again" },
  passwordRule: {
    th: "อย่างน้อย 12 ตัวอักษร จะใช้วลีภาษาไทยหลายคำต่อกันก็ได้",
    en: "At least 12 characters; a phrase of several words is good",
  },
  passwordShort: { th: "สั้นเกินไป ต้องมีอย่างน้อย 12 ตัวอักษร", en: "Too short: at least 12 characters" },
  passwordDiffers: { th: "สองช่องนี้ไม่ตรงกัน", en: "The two do not agree" },
  passwordSet: { th: "ตั้งรหัสผ่านแล้ว", en: "The password is set" },
  passwordSetHelp: { th: "เข้าสู่ระบบด้วยรหัสผ่านใหม่ได้ทันที", en: "You can sign in with it now" },
  setPassword: { th: "ตั้งรหัสผ่าน", en: "Set the password" },
  linkBroken: { th: "ลิงก์นี้ใช้ไม่ได้", en: "This link does not work" },
  linkBrokenHelp: {
    th: "ลิงก์ตั้งรหัสผ่านใช้ได้ครั้งเดียวและมีเวลาจำกัด ขอลิงก์ใหม่ได้ที่หน้าลืมรหัสผ่าน",
    en: "A link works once and for a limited time. Ask for a new one",
  },
  forgot: { th: "ลืมรหัสผ่าน", en: "Forgotten your password?" },
  forgotHelp: {
    th: "กรอกอีเมลที่ใช้เข้าระบบ ระบบจะส่งลิงก์สำหรับตั้งรหัสผ่านใหม่",
    en: "Give your e-mail; a link to set a new password will be sent",
  },
  sendLink: { th: "ส่งลิงก์", en: "Send the link" },
  linkSent: { th: "ตรวจกล่องจดหมายของท่าน", en: "Look into your mailbox" },
  linkSentHelp: {
    th: "หากอีเมลนี้มีบัญชี ลิงก์จะไปถึงภายในไม่กี่นาที หากไม่พบ ดูในจดหมายขยะหรือติดต่อผู้ดูแลระบบ",
    en: "If there is an account with it, a link arrives within minutes. Else look into spam or ask the administrator",
  },
  toSignIn: { th: "ไปหน้าเข้าสู่ระบบ", en: "To the sign-in page" },
  signInLead: { th: "สำหรับเจ้าหน้าที่ของจังหวัด", en: "For officials of the province" },
  needed: { th: "กรอกช่องนี้", en: "Fill this in" },
  secondStep: { th: "ยืนยันขั้นที่สอง", en: "Second step" },
  totpCode: { th: "รหัส 6 หลักจากแอปยืนยันตัวตน", en: "6-digit code of your authenticator" },
  backupCode: { th: "รหัสสำรอง", en: "Backup code" },
  useBackup: { th: "ใช้รหัสสำรองแทน", en: "Use a backup code" },
  useTotp: { th: "ใช้รหัสจากแอปแทน", en: "Use the authenticator" },
  trustDevice: { th: "เชื่อถือเครื่องนี้ 30 วัน", en: "Trust this device for 30 days" },
  trustDeviceHelp: { th: "อย่าเลือกบนเครื่องที่ใช้ร่วมกัน", en: "Not on a shared computer" },
  startAgain: { th: "เริ่มเข้าสู่ระบบใหม่", en: "Start again" },
  withPasskey: { th: "ใช้พาสคีย์", en: "Use a passkey" },
  signInBy: { th: "เข้าสู่ระบบด้วย {name}", en: "Sign in with {name}" },
  or: { th: "หรือ", en: "or" },
  demoAccounts: { th: "บัญชีสาธิต", en: "Demonstration accounts" },
  demoAccountsHelp: {
    th: "บุคคลสมมติในจังหวัดสาธิต เลือกเพื่อกรอกช่องข้างบนให้",
    en: "Invented people; choose one to fill in the form",
  },

  // Frame
  skip: { th: "ข้ามไปยังเนื้อหา", en: "Skip to content" },
  menu: { th: "เมนู", en: "Menu" },
  groups: { th: "กลุ่มงานและงาน", en: "Work groups" },
  mainMenu: { th: "เมนูหลัก", en: "Main menu" },
  notices: { th: "การแจ้งเตือน", en: "Notices" },
  unread: { th: "ยังไม่อ่าน {count} เรื่อง", en: "{count} unread" },
  markAllRead: { th: "ทำเครื่องหมายว่าอ่านแล้วทั้งหมด", en: "Mark all as read" },
  noNotices: { th: "ไม่มีการแจ้งเตือน", en: "No notices" },
  preferences: { th: "การแสดงผล", en: "Display" },
  language: { th: "ภาษา", en: "Language" },
  theme: { th: "พื้นจอ", en: "Theme" },
  themeAuto: { th: "ตามเครื่อง", en: "As device" },
  themeLight: { th: "สว่าง", en: "Light" },
  themeDark: { th: "มืด", en: "Dark" },
  textSize: { th: "ขนาดตัวอักษร", en: "Text size" },
  textNormal: { th: "ปกติ", en: "Normal" },
  textLarge: { th: "ใหญ่", en: "Large" },
  textLarger: { th: "ใหญ่มาก", en: "Larger" },
  findAnything: { th: "ค้นเรื่อง เลขที่ บุคคล หรือไปยังหน้า…", en: "Find a matter, number, person, or go to…" },
  goTo: { th: "ไปยัง", en: "Go to" },
  searchAll: { th: "ค้นหา “{text}” ในทุกเรื่อง", en: "Find “{text}” in all matters" },
  found: { th: "เรื่องที่พบ", en: "Matters found" },
  paletteHelp: { th: "พิมพ์เพื่อค้นหา ใช้ลูกศรขึ้นลงแล้วกด Enter", en: "Type to search; arrows and Enter to open" },
  keyboardHelp: { th: "แป้นลัด", en: "Keyboard shortcuts" },
  keyThen: { th: "แล้ว", en: "then" },
  pageOpened: { th: "เปิดหน้า {title}", en: "{title} opened" },
  notFound: { th: "ไม่พบหน้านี้", en: "There is no such page" },
  notFoundHelp: {
    th: "ที่อยู่อาจพิมพ์ผิด เรื่องอาจถูกย้าย หรือตำแหน่งที่ใช้อยู่ไม่มีสิทธิเห็น",
    en: "The address may be wrong, or your present position may not see it",
  },
  screenFailed: { th: "หน้านี้แสดงไม่สำเร็จ", en: "This page could not be shown" },
  screenFailedHelp: {
    th: "ข้อมูลที่บันทึกแล้วไม่สูญหาย ลองโหลดหน้านี้ใหม่ หากยังเกิดขึ้นอีก แจ้งผู้ดูแลระบบพร้อมข้อความด้านล่าง",
    en: "Saved work is safe. Reload; if it happens again, give the text below to the administrator",
  },
  serverAway: { th: "ติดต่อเครื่องแม่ข่ายไม่ได้", en: "The server cannot be reached" },
  serverAwayHelp: {
    th: "งานที่พิมพ์ค้างไว้ยังอยู่ ระบบจะลองใหม่เองทุก {seconds} วินาที",
    en: "What you typed is kept. Trying again every {seconds} seconds",
  },
  offline: { th: "เครื่องนี้ไม่ได้ต่อเครือข่าย", en: "This device is offline" },
  serverBack: { th: "ติดต่อเครื่องแม่ข่ายได้แล้ว", en: "The server is back" },
  sessionEnded: { th: "หมดเวลาการเข้าใช้งาน", en: "Your session has ended" },
  sessionEndedHelp: {
    th: "งานที่พิมพ์ค้างไว้ยังอยู่ครบ เข้าสู่ระบบที่นี่แล้วทำต่อได้ทันที",
    en: "Everything you typed is still here. Sign in and go on",
  },
  goOn: { th: "เข้าสู่ระบบแล้วทำต่อ", en: "Sign in and go on" },
  sessionBack: { th: "เข้าสู่ระบบแล้ว กดบันทึกอีกครั้งได้เลย", en: "Signed in. You can save again" },
  unexpected: { th: "เกิดเหตุที่ไม่คาดไว้ ({code})", en: "Something unexpected happened ({code})" },
  fixFields: { th: "มี {count} ช่องที่ต้องแก้ไข", en: "{count} fields need attention" },
  demo: { th: "จังหวัดสาธิต ข้อมูลบุคคลสมมติ", en: "Demonstration province, invented people" },
  now: { th: "ใช้อยู่", en: "in use" },
  basis: { th: "คำสั่ง/ฐานอำนาจ", en: "Instrument" },
  shortcutMove: { th: "เลื่อนแถวลง / ขึ้น", en: "Next / previous row" },
  shortcutOpen: { th: "เปิดรายการที่เลือก", en: "Open the row" },
  shortcutBack: { th: "ย้อนกลับ หรือปิดหน้าต่าง", en: "Back, or close" },
  shortcutHelp: { th: "แสดงแป้นลัด", en: "Show shortcuts" },
  shortcutThaiNote: {
    th: "ใช้ได้ทั้งแป้นพิมพ์ไทยและอังกฤษ และไม่ทำงานขณะพิมพ์ข้อความ",
    en: "Works in Thai and English layouts, never while typing",
  },
} satisfies Record<string, Both>;

export type Word = keyof typeof words;

/** Fills `{name}` in a text from facts; a missing fact stays visible so that it is noticed. */
export const fill = (text: string, facts: Facts = {}): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in facts ? String(facts[name]) : whole));

/** A word in the present language, outside React. Inside a component use `useWords`, which follows a change. */
export const word = (key: Word, facts?: Facts): string => fill(words[key][settings().language], facts);

export interface Wording {
  language: Language;
  /** A word of the desk. */
  w: (key: Word, facts?: Facts) => string;
  /** A text of a room or of the server in both languages. */
  say: (both: Both, facts?: Facts) => string;
}

/** Words in the language the person reads now. */
export function useWords(): Wording {
  const { language } = useSettings();
  return {
    language,
    w: (key, facts) => fill(words[key][language], facts),
    say: (both, facts) => fill(both[language], facts),
  };
}
