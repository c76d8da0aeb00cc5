/** Keys of the clauses that acts of office rest on: 'law:clause', the clause in Thai digits as the law prints it. */
export type Clause = `${string}:${string}`;

interface Name {
  th: string;
  en: string;
  /** How the law calls its parts: มาตรา in acts and decrees, ข้อ in regulations. */
  part: "section" | "item";
}

/** The laws that can be cited, by key, with the names by which a citation calls them. */
export const lawNames = {
  "state-administration": {
    th: "พ.ร.บ.ระเบียบบริหารราชการแผ่นดิน พ.ศ. ๒๕๓๔",
    en: "State Administration Act B.E. 2534",
    part: "section",
  },
  "digital-government": {
    th: "พ.ร.บ.การบริหารงานและการให้บริการภาครัฐผ่านระบบดิจิทัล พ.ศ. ๒๕๖๒",
    en: "Digital Government Act B.E. 2562",
    part: "section",
  },
  "official-information": {
    th: "พ.ร.บ.ข้อมูลข่าวสารของราชการ พ.ศ. ๒๕๔๐",
    en: "Official Information Act B.E. 2540",
    part: "section",
  },
  "good-governance": {
    th: "พ.ร.ฎ.ว่าด้วยหลักเกณฑ์และวิธีการบริหารกิจการบ้านเมืองที่ดี พ.ศ. ๒๕๔๖",
    en: "Good Governance Decree B.E. 2546",
    part: "section",
  },
  "electronic-transactions": {
    th: "พ.ร.บ.ว่าด้วยธุรกรรมทางอิเล็กทรอนิกส์ พ.ศ. ๒๕๔๔",
    en: "Electronic Transactions Act B.E. 2544",
    part: "section",
  },
  "electronic-government-procedures": {
    th: "พ.ร.บ.การปฏิบัติราชการทางอิเล็กทรอนิกส์ พ.ศ. ๒๕๖๕",
    en: "Electronic Performance of Government Duties Act B.E. 2565",
    part: "section",
  },
  cybersecurity: {
    th: "พ.ร.บ.การรักษาความมั่นคงปลอดภัยไซเบอร์ พ.ศ. ๒๕๖๒",
    en: "Cybersecurity Act B.E. 2562",
    part: "section",
  },
  "civil-service": { th: "พ.ร.บ.ระเบียบข้าราชการพลเรือน พ.ศ. ๒๕๕๑", en: "Civil Service Act B.E. 2551", part: "section" },
  "administrative-procedure": {
    th: "พ.ร.บ.วิธีปฏิบัติราชการทางปกครอง พ.ศ. ๒๕๓๙",
    en: "Administrative Procedure Act B.E. 2539",
    part: "section",
  },
  "national-archives": {
    th: "พ.ร.บ.จดหมายเหตุแห่งชาติ พ.ศ. ๒๕๕๖",
    en: "National Archives Act B.E. 2556",
    part: "section",
  },
  "correspondence-regulation": {
    th: "ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. ๒๕๒๖",
    en: "Correspondence Regulation B.E. 2526",
    part: "item",
  },
  "secrecy-regulation": {
    th: "ระเบียบว่าด้วยการรักษาความลับของทางราชการ พ.ศ. ๒๕๔๔",
    en: "Official Secrets Regulation B.E. 2544",
    part: "item",
  },
} as const satisfies Record<string, Name>;
export type LawKey = keyof typeof lawNames;

const of =
  (law: LawKey) =>
  (clause: string): Clause =>
    `${law}:${clause}`;

/** พ.ร.บ.ระเบียบบริหารราชการแผ่นดิน พ.ศ. ๒๕๓๔ */
export const stateAdministration = of("state-administration");
/** พ.ร.บ.การบริหารงานและการให้บริการภาครัฐผ่านระบบดิจิทัล พ.ศ. ๒๕๖๒ */
export const digitalGovernment = of("digital-government");
/** พ.ร.บ.ข้อมูลข่าวสารของราชการ พ.ศ. ๒๕๔๐ */
export const officialInformation = of("official-information");
/** พ.ร.ฎ.ว่าด้วยหลักเกณฑ์และวิธีการบริหารกิจการบ้านเมืองที่ดี พ.ศ. ๒๕๔๖ */
export const goodGovernance = of("good-governance");
/** พ.ร.บ.ธุรกรรมทางอิเล็กทรอนิกส์ พ.ศ. ๒๕๔๔ */
export const electronicTransactions = of("electronic-transactions");
/** พ.ร.บ.การปฏิบัติราชการทางอิเล็กทรอนิกส์ พ.ศ. ๒๕๖๕ */
export const electronicGovernment = of("electronic-government-procedures");
/** พ.ร.บ.การรักษาความมั่นคงปลอดภัยไซเบอร์ พ.ศ. ๒๕๖๒ */
export const cybersecurity = of("cybersecurity");
/** ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. ๒๕๒๖ */
export const correspondence = of("correspondence-regulation");
/** ระเบียบว่าด้วยการรักษาความลับของทางราชการ พ.ศ. ๒๕๔๔ */
export const secrecyRegulation = of("secrecy-regulation");
/** พ.ร.บ.ระเบียบข้าราชการพลเรือน พ.ศ. ๒๕๕๑ */
export const civilService = of("civil-service");
/** พ.ร.บ.วิธีปฏิบัติราชการทางปกครอง พ.ศ. ๒๕๓๙ */
export const administrativeProcedure = of("administrative-procedure");
/** พ.ร.บ.จดหมายเหตุแห่งชาติ พ.ศ. ๒๕๕๖ */
export const nationalArchives = of("national-archives");

/** A clause key taken apart: 'state-administration:๕๖' → law and number. A text without a colon is a law without a clause. */
export function partsOfClause(clause: string): { law: string; number: string } {
  const at = clause.indexOf(":");
  return at < 0 ? { law: clause, number: "" } : { law: clause.slice(0, at), number: clause.slice(at + 1) };
}

/** How a clause is cited: "มาตรา ๕๖ พ.ร.บ.ระเบียบบริหารราชการแผ่นดิน พ.ศ. ๒๕๓๔", "s. 56 State Administration Act B.E. 2534". */
export function citation(clause: string): { th: string; en: string } {
  const { law, number } = partsOfClause(clause);
  const name: Name | undefined = (lawNames as Record<string, Name>)[law];
  if (!name) return { th: clause, en: clause };
  const arabic = number.replace(/[๐-๙]/gu, (digit) => String(digit.charCodeAt(0) - 0x0e50));
  const [th, en] = name.part === "section" ? ["มาตรา", "s."] : ["ข้อ", "cl."];
  return { th: `${th} ${number} ${name.th}`, en: `${en} ${arabic} ${name.en}` };
}
