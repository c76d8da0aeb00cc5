/**
 * The field's words: what the program calls a thing in Thai and in English, and what it means. One word for one thing
 * everywhere: database, code, interface, screens. Screens take their words from here (`term`). Values that the database
 * stores as codes have keys of the form `kind.code` ("urgency.1", "capacity.acting").
 */
export type Term = { th: string; en: string; definition_en: string };
export type Language = "th" | "en";

// biome-ignore format: a table, one term to a line
const terms = {
  // The six words of the kernel
  matter: { th: "เรื่อง", en: "matter", definition_en: "Anything the office is seized of: a letter, an order, a complaint, a resolution, a project." },
  position: { th: "ตำแหน่ง", en: "position", definition_en: "The holder of authority. Nothing is granted to a person but through a position." },
  duty: { th: "อำนาจหน้าที่", en: "duty", definition_en: "A named power granted to a position, with a reach and a period." },
  act: { th: "การปฏิบัติราชการ", en: "act", definition_en: "One verb of the office, done by a position that has the duty, resting on a clause; the only way that anything is written." },
  law: { th: "กฎหมายและระเบียบ", en: "law", definition_en: "Acts, decrees, regulations and orders on which acts of office rest." },
  ledger: { th: "บันทึกหลักฐาน", en: "ledger", definition_en: "The append-only, chained evidence of every act: who, as what, for whom, under which clause." },

  // People, positions and units
  person: { th: "บุคคล", en: "person", definition_en: "A human being who occupies positions; has no authority of their own." },
  unit: { th: "หน่วยงาน", en: "unit", definition_en: "A part of the administration with its own place in the tree: province, office, work group, agency, district." },
  holder: { th: "ผู้ดำรงตำแหน่ง", en: "holder", definition_en: "Who is appointed to a position; one at a time." },
  head: { th: "หัวหน้าหน่วยงาน", en: "head of the unit", definition_en: "The position that leads a unit and commands those below it." },
  superior: { th: "ผู้บังคับบัญชา", en: "superior", definition_en: "The position above in the line of command." },
  line: { th: "สายการบังคับบัญชา", en: "line of command", definition_en: "A unit with all units below it; the way up which a late matter goes." },
  appointment: { th: "การแต่งตั้ง", en: "appointment", definition_en: "The instrument by which a person takes up a position from a day on." },
  vacancy: { th: "ตำแหน่งว่าง", en: "vacancy", definition_en: "A position without a holder on the day." },
  absence: { th: "ไม่อยู่หรือไม่อาจปฏิบัติราชการได้", en: "absence", definition_en: "A period in which a holder cannot perform the duties, so that another acts." },
  instrument: { th: "คำสั่งหรือหนังสือที่เป็นหลักฐาน", en: "instrument", definition_en: "The written order on which an appointment, acting or delegation rests." },
  delegation: { th: "การมอบอำนาจ", en: "delegation", definition_en: "Passing on named duties in writing, within limits and for a period (State Administration Act, ss. 38–40)." },
  subdelegation: { th: "การมอบอำนาจต่อ", en: "sub-delegation", definition_en: "Passing on a delegated duty, allowed only where the delegator provides for it (s. 39)." },
  succession: { th: "ลำดับผู้รักษาราชการแทน", en: "succession", definition_en: "Who acts when the governor is absent, in the order that section 56 lays down." },
  acting_as: { th: "ปฏิบัติหน้าที่ในฐานะ", en: "acting as", definition_en: "The position, among several, in which a person works now." },
  signature_block: { th: "ลายมือชื่อและตำแหน่งท้ายหนังสือ", en: "signature block", definition_en: "Name, position and capacity as printed under a document." },
  seniority: { th: "ลำดับอาวุโส", en: "seniority", definition_en: "The order among equals by which acting falls to one of them." },

  // Capacities
  capacity: { th: "ฐานะ", en: "capacity", definition_en: "As what a person acts in a position." },
  "capacity.holder": { th: "ดำรงตำแหน่ง", en: "holder", definition_en: "In one's own position." },
  "capacity.acting": { th: "รักษาราชการแทน", en: "acting", definition_en: "For a holder who is absent, or in a vacant post named by law, with the same powers (ss. 48, 56)." },
  "capacity.standing_in": { th: "รักษาการในตำแหน่ง", en: "standing in", definition_en: "In a vacant civil-service position, by order." },
  "capacity.delegated": { th: "ปฏิบัติราชการแทน", en: "delegated", definition_en: "In one's own position, exercising a duty that another has delegated." },

  // Reasons of absence
  "absence.unable": { th: "ไม่อาจปฏิบัติราชการได้", en: "unable to act", definition_en: "Cannot perform the duties for any other reason." },
  "absence.vacant": { th: "ตำแหน่งว่าง", en: "vacant", definition_en: "No one holds the position." },
  "absence.leave": { th: "ลา", en: "on leave", definition_en: "On leave of any kind." },
  "absence.duty_elsewhere": { th: "ไปราชการ", en: "on duty elsewhere", definition_en: "Away on official duty." },

  // Reach of a duty
  reach: { th: "ขอบเขตอำนาจ", en: "reach", definition_en: "For which units a duty may be exercised." },
  "reach.own": { th: "เรื่องของตน", en: "own matters", definition_en: "Matters in which the position itself takes part." },
  "reach.unit": { th: "หน่วยงานของตน", en: "own unit", definition_en: "Matters of the position's unit." },
  "reach.line": { th: "หน่วยงานในสายบังคับบัญชา", en: "own line", definition_en: "Matters of the unit and all units below it." },
  "reach.province": { th: "ทั้งจังหวัด", en: "whole province", definition_en: "Matters of every unit in the province." },

  // Kinds of units
  "unit.province": { th: "จังหวัด", en: "province", definition_en: "The province, a legal person (s. 52)." },
  "unit.provincial_office": { th: "สำนักงานจังหวัด", en: "provincial office", definition_en: "General affairs and development planning of the province (s. 60 (1)); what no other unit is competent for comes here." },
  "unit.work_group": { th: "กลุ่มงาน", en: "work group", definition_en: "A division of the provincial office." },
  "unit.agency": { th: "ส่วนราชการประจำจังหวัด", en: "provincial agency", definition_en: "A ministry's or department's unit in the province (s. 60 (2))." },
  "unit.district": { th: "อำเภอ", en: "district", definition_en: "The district under the district chief (ss. 61–62)." },
  "unit.local": { th: "องค์กรปกครองส่วนท้องถิ่น", en: "local government", definition_en: "A provincial administrative organization, municipality or subdistrict administrative organization." },
  "unit.enterprise": { th: "รัฐวิสาหกิจ", en: "state enterprise", definition_en: "A state enterprise's office in the province (s. 57 (8))." },
  "unit.independent": { th: "หน่วยงานอิสระ", en: "independent body", definition_en: "A court, prosecutor or constitutional body, with which the governor coordinates (s. 57 (5))." },
  "unit.external": { th: "หน่วยงานภายนอก", en: "external body", definition_en: "Any body outside the province's administration." },

  // Branch of administration
  admin_type: { th: "ประเภทการบริหารราชการ", en: "branch of administration", definition_en: "How a unit stands to the governor." },
  "admin_type.R": { th: "ราชการส่วนภูมิภาค", en: "regional administration", definition_en: "Under the governor's command." },
  "admin_type.C": { th: "ราชการส่วนกลางที่ตั้งในจังหวัด", en: "central administration in the province", definition_en: "A central unit in the province, which the governor supervises (s. 57 (4))." },
  "admin_type.S": { th: "รัฐวิสาหกิจ", en: "state enterprise", definition_en: "Overseen by the governor (s. 57 (8))." },
  "admin_type.L": { th: "ราชการส่วนท้องถิ่น", en: "local administration", definition_en: "Supervised by law (s. 57 (7))." },
  "admin_type.I": { th: "องค์กรอิสระ", en: "independent", definition_en: "Outside the governor's supervision; coordination only." },

  // Assignments
  assignment: { th: "การมอบหมาย", en: "assignment", definition_en: "Work given by one position to another, with a due day: assign, acknowledge, report, accept or return." },
  assign: { th: "มอบหมาย", en: "assign", definition_en: "To give work to a position." },
  acknowledge: { th: "รับทราบ", en: "acknowledge", definition_en: "To confirm that an assignment has been received and understood." },
  report: { th: "รายงาน", en: "report", definition_en: "To say what has been done, with percent, text, files and place." },
  progress_report: { th: "รายงานความก้าวหน้า", en: "progress report", definition_en: "A report before the work is complete." },
  final_report: { th: "รายงานผลเสร็จสิ้น", en: "final report", definition_en: "A report that the work is complete, which the issuer accepts or returns." },
  accept: { th: "รับผลการปฏิบัติ", en: "accept", definition_en: "To find the report sufficient; ends the assignment." },
  return: { th: "ส่งคืนให้ดำเนินการเพิ่มเติม", en: "return", definition_en: "To send the report back with reasons." },
  delegate: { th: "มอบหมายต่อ", en: "pass on", definition_en: "To give an assignment, or part of it, to a position below." },
  extension: { th: "ขอขยายเวลา", en: "extension", definition_en: "A request for a later due day, with reasons; granted or refused." },
  remind: { th: "เตือน", en: "remind", definition_en: "A notice before, on or after the due day." },
  escalate: { th: "รายงานผู้บังคับบัญชา", en: "escalate", definition_en: "To bring a late assignment before the next superior." },
  cancel: { th: "ยกเลิก", en: "cancel", definition_en: "To withdraw, with a reason; the record stays." },
  close: { th: "ยุติเรื่อง", en: "close", definition_en: "To end a matter; the issuer's act, never the doer's." },
  reopen: { th: "รื้อฟื้นเรื่อง", en: "reopen", definition_en: "To take up a closed matter again, with a reason." },
  "assignment.given": { th: "รอรับทราบ", en: "awaiting acknowledgement", definition_en: "Given, not yet acknowledged." },
  "assignment.acknowledged": { th: "กำลังดำเนินการ", en: "in progress", definition_en: "Acknowledged, not yet finally reported." },
  "assignment.reported": { th: "รอตรวจรับผล", en: "awaiting acceptance", definition_en: "Reported as complete; the issuer has to decide." },
  "assignment.returned": { th: "ส่งคืนแก้ไข", en: "returned", definition_en: "The report was sent back; the doer has to act." },
  "assignment.accepted": { th: "แล้วเสร็จ", en: "completed", definition_en: "The report was accepted." },
  "assignment.cancelled": { th: "ยกเลิก", en: "cancelled", definition_en: "Withdrawn by the issuer." },
  "purpose.action": { th: "เพื่อดำเนินการ", en: "for action", definition_en: "The addressee has to act and report." },
  "purpose.information": { th: "เพื่อทราบ", en: "for information", definition_en: "The addressee has only to know." },
  due: { th: "วันครบกำหนด", en: "due day", definition_en: "The last Thai working day for the report." },
  late: { th: "เกินกำหนด", en: "late", definition_en: "Past the due day, counted in working days." },
  issuer: { th: "ผู้สั่งการ", en: "issuer", definition_en: "The position that gave the order or assignment." },
  addressee: { th: "ผู้รับมอบหมาย", en: "addressee", definition_en: "The position that an assignment is given to." },
  inbox: { th: "งานของฉัน", en: "inbox", definition_en: "What a position has to act on, waits for, or has been told." },
  follow_up: { th: "การติดตาม", en: "follow-up", definition_en: "Watching assignments until they are accepted." },
  "reminder.before": { th: "ใกล้ครบกำหนด", en: "due soon", definition_en: "Sent some working days before the due day." },
  "reminder.due": { th: "ครบกำหนดวันนี้", en: "due today", definition_en: "Sent on the due day." },
  "reminder.late": { th: "เกินกำหนด", en: "late", definition_en: "Sent after the due day." },
  "reminder.escalated": { th: "รายงานผู้บังคับบัญชาแล้ว", en: "escalated", definition_en: "Brought before the superior." },

  // Orders, letters, meetings
  order: { th: "ข้อสั่งการ", en: "order", definition_en: "An instruction of the governor or another superior, sent to positions and followed up." },
  written_order: { th: "คำสั่ง", en: "written order", definition_en: "A numbered directive document (Correspondence Regulation, cl. 16)." },
  letter: { th: "หนังสือราชการ", en: "official letter", definition_en: "A document of correspondence between offices, kept under a number." },
  circular: { th: "หนังสือเวียน", en: "circular", definition_en: "A letter of one text to many addressees; ว stands before its number." },
  complaint: { th: "เรื่องร้องเรียน/ร้องทุกข์", en: "complaint", definition_en: "A grievance brought before the Damrongdhama Centre." },
  meeting: { th: "การประชุม", en: "meeting", definition_en: "A sitting of a board, committee or working group." },
  resolution: { th: "มติที่ประชุม", en: "resolution", definition_en: "What a meeting has decided." },
  project: { th: "โครงการ", en: "project", definition_en: "Planned work with a budget, a place and targets." },
  book: { th: "ทะเบียน", en: "book", definition_en: "A register that gives out numbers without gaps, by year." },
  number: { th: "เลขที่", en: "number", definition_en: "The number by which a document is known; never given twice." },
  void: { th: "ยกเลิกเลข", en: "void", definition_en: "To strike a number, with a reason; it is not used again." },
  reservation: { th: "จองเลข", en: "reservation", definition_en: "Keeping a number for a document to come." },
  comment: { th: "ความเห็น", en: "comment", definition_en: "A remark on a matter; kept, never changed." },
  timeline: { th: "ลำดับเหตุการณ์", en: "timeline", definition_en: "Everything that happened to a matter, in order." },
  file: { th: "เอกสารแนบ", en: "file", definition_en: "A document or picture that belongs to a matter, kept by the hash of its content." },
  place: { th: "สถานที่", en: "place", definition_en: "Where a matter lies: an area, a point or a shape." },
  area: { th: "พื้นที่ปกครอง", en: "area", definition_en: "Province, district or subdistrict by its official code." },
  "area.province": { th: "จังหวัด", en: "province", definition_en: "Area with a two-digit code." },
  "area.district": { th: "อำเภอ", en: "district", definition_en: "Area with a four-digit code." },
  "area.subdistrict": { th: "ตำบล", en: "subdistrict", definition_en: "Area with a six-digit code." },
  approximate_boundary: { th: "ขอบเขตโดยประมาณ", en: "approximate boundary", definition_en: "A computed cell shown until an official boundary is imported." },
  "link.relates": { th: "เกี่ยวข้องกับ", en: "relates to", definition_en: "Two matters that concern each other." },
  "link.follows": { th: "สืบเนื่องจาก", en: "follows", definition_en: "A matter that arose from another." },
  "link.answers": { th: "ตอบเรื่อง", en: "answers", definition_en: "A matter that answers another." },
  "link.part_of": { th: "เป็นส่วนหนึ่งของ", en: "part of", definition_en: "A matter within another." },

  // Urgency and secrecy
  urgency: { th: "ชั้นความเร็ว", en: "urgency", definition_en: "How fast a matter must be dealt with." },
  "urgency.0": { th: "ปกติ", en: "ordinary", definition_en: "In the usual time." },
  "urgency.1": { th: "ด่วน", en: "urgent", definition_en: "Faster than usual, as far as possible." },
  "urgency.2": { th: "ด่วนมาก", en: "very urgent", definition_en: "Soon." },
  "urgency.3": { th: "ด่วนที่สุด", en: "most urgent", definition_en: "At once on receipt." },
  secrecy: { th: "ชั้นความลับ", en: "secrecy", definition_en: "Who may know of a matter." },
  "secrecy.0": { th: "ปกติ", en: "ordinary", definition_en: "Not secret." },
  "secrecy.1": { th: "ลับ", en: "confidential", definition_en: "Disclosure would harm the state's interest." },
  "secrecy.2": { th: "ลับมาก", en: "secret", definition_en: "Disclosure would gravely harm it." },
  "secrecy.3": { th: "ลับที่สุด", en: "top secret", definition_en: "Disclosure would most gravely harm it." },

  // Law
  clause: { th: "มาตรา/ข้อ", en: "clause", definition_en: "A section of an act or a clause of a regulation." },
  basis: { th: "ฐานอำนาจตามกฎหมาย", en: "legal basis", definition_en: "The clauses on which an act of office rests." },
  authority_table: { th: "ตารางอำนาจหน้าที่", en: "authority table", definition_en: "Who may do what, under which law." },
  not_authoritative: { th: "ไม่ใช่ตัวบทอย่างเป็นทางการ", en: "not authoritative", definition_en: "A text for reference; the Royal Gazette decides." },

  // Calendar
  day: { th: "วัน", en: "day", definition_en: "A Thai day (Asia/Bangkok)." },
  working_day: { th: "วันทำการ", en: "working day", definition_en: "Monday to Friday, less the holidays of the cabinet's list." },
  holiday: { th: "วันหยุดราชการ", en: "public holiday", definition_en: "A day of the cabinet's list on which offices are closed." },
  "holiday.holiday": { th: "วันหยุดราชการประจำปี", en: "annual holiday", definition_en: "A holiday of every year's list." },
  "holiday.substitution": { th: "วันหยุดชดเชย", en: "substitution day", definition_en: "A day off for a holiday that fell on a weekend." },
  "holiday.special": { th: "วันหยุดราชการกรณีพิเศษ", en: "special holiday", definition_en: "A day off by resolution for one occasion." },
  fiscal_year: { th: "ปีงบประมาณ", en: "fiscal year", definition_en: "1 October to 30 September, named by the Buddhist year in which it ends." },
  quarter: { th: "ไตรมาส", en: "quarter", definition_en: "A quarter of the fiscal year; the first is October to December." },
  buddhist_year: { th: "พุทธศักราช", en: "Buddhist year", definition_en: "The Christian year and 543." },

  // The ledger and accounts
  seal: { th: "ผนึกหลักฐาน", en: "seal", definition_en: "To chain lines of the ledger by their hashes, so that a change is found." },
  evidence: { th: "หลักฐาน", en: "evidence", definition_en: "A line of the ledger." },
  account: { th: "บัญชีผู้ใช้", en: "account", definition_en: "The means by which a person signs in." },
  session: { th: "การเข้าใช้งาน", en: "session", definition_en: "A period of being signed in on one device." },
  notice: { th: "การแจ้งเตือน", en: "notice", definition_en: "Word to a person that something concerns them." },
  search: { th: "ค้นหา", en: "search", definition_en: "Finding matters by their words, among those that the position may see." },
  demonstration: { th: "ข้อมูลสาธิต", en: "demonstration data", definition_en: "Invented people and matters, marked as such." },
} as const satisfies Record<string, Term>;

export type TermKey = keyof typeof terms;

export const GLOSSARY: Readonly<Record<TermKey, Term>> = terms;

/** The word for a thing in a language: `term("capacity.acting", "th")` → "รักษาราชการแทน". */
export function term(key: TermKey, language: Language): string {
  return GLOSSARY[key][language];
}

/** @returns whether the text is a key of the glossary; for codes that come from the database. */
export function isTermKey(key: string): key is TermKey {
  return Object.hasOwn(terms, key);
}

/** The word for a stored code: `termOf("urgency", 2, "th")` → "ด่วนมาก". The code itself where the glossary lacks it. */
export function termOf(kind: string, code: string | number, language: Language): string {
  const key = `${kind}.${code}`;
  return isTermKey(key) ? term(key, language) : String(code);
}
