/** better-auth's error codes in the office's two languages, as Problems of the kernel's closed list. */
import { Problem, type ProblemCode, type Words } from "../problem.ts";

type Fault = readonly [code: ProblemCode, th: string, en: string, field?: string];

const faults: Record<string, Fault> = {
  // One answer for an unknown e-mail, a login without a password and a wrong password: it does not tell who works here.
  INVALID_EMAIL_OR_PASSWORD: ["unauthenticated", "อีเมลหรือรหัสผ่านไม่ถูกต้อง", "The e-mail or the password is not right"],
  LOGIN_SUSPENDED: [
    "not-permitted",
    "บัญชีนี้ถูกระงับ โปรดติดต่อผู้ดูแลระบบของสำนักงานจังหวัด",
    "This login is suspended; please see the office's administrator",
  ],
  INVALID_PASSWORD: ["input", "รหัสผ่านปัจจุบันไม่ถูกต้อง", "The present password is not right", "password"],
  CREDENTIAL_ACCOUNT_NOT_FOUND: ["conflict", "บัญชีนี้ยังไม่มีรหัสผ่าน", "This login has no password yet"],
  INVALID_EMAIL: ["input", "อีเมลไม่ถูกต้อง", "Not an e-mail address", "email"],
  INVALID_TOKEN: [
    "input",
    "ลิงก์นี้ใช้ไปแล้วหรือหมดอายุ โปรดขอลิงก์ใหม่",
    "This link was used already or has expired; please ask for a new one",
    "token",
  ],
  PASSWORD_TOO_SHORT: ["input", "รหัสผ่านสั้นเกินไป", "The password is too short", "newPassword"],
  PASSWORD_TOO_LONG: ["input", "รหัสผ่านยาวเกินไป", "The password is too long", "newPassword"],
  INVALID_CODE: [
    "input",
    "รหัสไม่ถูกต้อง ตรวจเวลาของเครื่องแล้วลองรหัสใหม่",
    "The code is not right; check the clock and try the next code",
    "code",
  ],
  INVALID_BACKUP_CODE: [
    "input",
    "รหัสสำรองไม่ถูกต้องหรือใช้ไปแล้ว",
    "The backup code is not right or was used already",
    "code",
  ],
  BACKUP_CODES_NOT_ENABLED: [
    "input",
    "รหัสสำรองไม่ถูกต้องหรือใช้ไปแล้ว",
    "The backup code is not right or was used already",
    "code",
  ],
  INVALID_TWO_FACTOR_COOKIE: [
    "unauthenticated",
    "หมดเวลาขั้นที่สอง โปรดเข้าสู่ระบบใหม่",
    "The second step took too long; please sign in again",
  ],
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: [
    "unauthenticated",
    "ลองรหัสผิดหลายครั้ง โปรดเข้าสู่ระบบใหม่",
    "Too many wrong codes; please sign in again",
  ],
  TOTP_NOT_ENABLED: ["conflict", "ยังไม่ได้เปิดการยืนยันสองขั้น", "The second step is not set up"],
  TWO_FACTOR_NOT_ENABLED: ["conflict", "ยังไม่ได้เปิดการยืนยันสองขั้น", "The second step is not set up"],
  TOTP_ALREADY_ENABLED: ["conflict", "เปิดการยืนยันสองขั้นอยู่แล้ว", "The second step is set up already"],
  UNAUTHORIZED: ["unauthenticated", "กรุณาเข้าสู่ระบบ", "Please sign in"],
  SESSION_REQUIRED: ["unauthenticated", "กรุณาเข้าสู่ระบบ", "Please sign in"],
  SESSION_NOT_FRESH: [
    "conflict",
    "เพื่อความปลอดภัย โปรดออกแล้วเข้าสู่ระบบใหม่ก่อนเพิ่มพาสคีย์",
    "Please sign out and in again before adding a passkey",
  ],
  CHALLENGE_NOT_FOUND: ["input", "หมดเวลา โปรดลองใหม่", "This took too long; please try again"],
  PASSKEY_NOT_FOUND: ["unauthenticated", "ไม่รู้จักพาสคีย์นี้", "This passkey is not known here"],
  AUTHENTICATION_FAILED: ["unauthenticated", "ตรวจสอบพาสคีย์ไม่ผ่าน", "The passkey could not be verified"],
  FAILED_TO_VERIFY_REGISTRATION: [
    "input",
    "เพิ่มพาสคีย์ไม่สำเร็จ โปรดลองใหม่",
    "The passkey could not be added; please try again",
  ],
  YOU_ARE_NOT_ALLOWED_TO_REGISTER_THIS_PASSKEY: [
    "not-permitted",
    "เพิ่มพาสคีย์นี้ให้บัญชีของผู้อื่นไม่ได้",
    "This passkey belongs to another's sign-in",
  ],
  USER_VERIFICATION_MISSING: [
    "input",
    "อุปกรณ์ต้องยืนยันตัวผู้ใช้ด้วยลายนิ้วมือ ใบหน้า หรือรหัสของเครื่อง",
    "The device must ask for finger, face or PIN",
  ],
  PROVIDER_NOT_FOUND: [
    "unavailable",
    "ติดต่อระบบยืนยันตัวตนภายนอกไม่ได้ในขณะนี้",
    "The identity provider cannot be reached now",
  ],
  VALIDATION_ERROR: ["input", "ข้อมูลไม่ถูกต้อง", "The input is not right"],
};

/** A refusal of better-auth as a Problem; what is not in the list is told by its status alone, never in better-auth's own words. */
export function problemOf(status: number, reason: string): Problem {
  const fault = faults[reason];
  if (fault) {
    const [code, th, en, field] = fault;
    return new Problem(code, { th, en }, field ? [{ field, message: { th, en } }] : [], { reason });
  }
  const code: ProblemCode =
    status === 401
      ? "unauthenticated"
      : status === 403
        ? "not-permitted"
        : status === 404
          ? "not-found"
          : status === 429
            ? "too-many"
            : status >= 500
              ? "internal"
              : "input";
  const words: Words | undefined = code === "not-found" ? { th: "ไม่มีหน้านี้", en: "No such address" } : undefined;
  return new Problem(code, words, [], reason ? { reason } : {});
}

/** How a sign-in through the identity provider failed, as /login?error=… says it: a short list of our own. */
export function oidcFault(error: string): string {
  if (error === "access_denied") return "cancelled";
  if (error === "LOGIN_SUSPENDED") return "suspended";
  if (["signup_disabled", "account_not_linked", "email_not_found", "unable_to_link_account"].includes(error))
    return "unknown_person";
  if (error.startsWith("state_")) return "expired";
  return "failed";
}
