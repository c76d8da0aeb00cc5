/** What a caller is told when an act or view cannot be done: RFC 9457 problem details, in Thai and English. */

/** The closed list of codes. The number is the HTTP status. */
export const problemKinds = {
  input: [422, "ข้อมูลไม่ถูกต้อง", "The input is not right"],
  unreadable: [400, "อ่านคำขอไม่ได้", "The request cannot be read"],
  unauthenticated: [401, "กรุณาเข้าสู่ระบบ", "Please sign in"],
  "not-permitted": [403, "ตำแหน่งของท่านไม่มีอำนาจหน้าที่นี้", "Your position does not have this duty"],
  "not-found": [404, "ไม่พบเรื่องนี้", "There is no such matter"],
  conflict: [409, "ทำไม่ได้ในสถานะปัจจุบัน", "Not possible as things stand"],
  "key-reused": [422, "รหัสคำขอซ้ำกับคำขออื่น", "The idempotency key was used for another request"],
  "too-large": [413, "ข้อมูลใหญ่เกินกำหนด", "Too large"],
  "wrong-type": [415, "ชนิดข้อมูลไม่รองรับ", "Unsupported type"],
  "too-many": [429, "ทำรายการถี่เกินไป กรุณารอสักครู่", "Too many requests, please wait"],
  unavailable: [503, "ระบบยังไม่พร้อม กรุณาลองใหม่", "Not ready, please try again"],
  internal: [500, "ระบบขัดข้อง ไม่มีสิ่งใดถูกบันทึก", "Something broke; nothing was written"],
} as const satisfies Record<string, readonly [number, string, string]>;

export type ProblemCode = keyof typeof problemKinds;
export interface Words {
  th: string;
  en: string;
}
/** One fault of one field; `field` is a JSON pointer without the first slash, e.g. "addressees/0/due". */
export interface FieldFault {
  field: string;
  message: Words;
}
/** The body of an answer that is not the row itself. */
export interface ProblemBody {
  type: string;
  status: number;
  code: ProblemCode;
  title: string;
  title_th: string;
  detail: string;
  detail_th: string;
  errors: FieldFault[];
  [extension: string]: unknown;
}

export class Problem extends Error {
  readonly code: ProblemCode;
  readonly words: Words;
  readonly errors: FieldFault[];
  readonly extra: Record<string, unknown>;
  constructor(code: ProblemCode, words?: Words, errors: FieldFault[] = [], extra: Record<string, unknown> = {}) {
    const [, th, en] = problemKinds[code];
    super(words?.en ?? en);
    this.code = code;
    this.words = words ?? { th, en };
    this.errors = errors;
    this.extra = extra;
  }
  get status(): number {
    return problemKinds[this.code][0];
  }
  body(): ProblemBody {
    const [status, title_th, title] = problemKinds[this.code];
    const { th, en } = this.words;
    return {
      ...this.extra,
      type: `urn:changwat:problem:${this.code}`,
      status,
      code: this.code,
      title,
      title_th,
      detail: en,
      detail_th: th,
      errors: this.errors,
    };
  }
}

/** A fault of one field, thrown from inside an act. */
export const fieldFault = (field: string, th: string, en: string): Problem =>
  new Problem("input", { th, en }, [{ field, message: { th, en } }]);
export const conflict = (th: string, en: string): Problem => new Problem("conflict", { th, en });
export const notFound = (): Problem => new Problem("not-found");
