/**
 * The citizen number (เลขประจำตัวประชาชน): checked, and kept so that a stolen database or backup shows none. The key is derived
 * from the secret in the program's home, which no backup of the database contains.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { fieldFault } from "../problem.ts";

export interface CitizenIds {
  /** Encrypts for `person.citizen_id`: version (1) · nonce (12) · tag (16) · cipher text. Never twice the same. */
  seal(number: string): Buffer;
  /** The number again. Throws when the bytes were changed or sealed with another home's secret. */
  open(sealed: Uint8Array): string;
  /** A keyed hash for `person.citizen_id_mark`: the same number always has the same mark, and the mark shows nothing. */
  mark(number: string): Buffer;
}

/** The 13 digits, Thai digits, spaces and hyphens allowed in what is typed; undefined when it is no citizen number. */
export function citizenIdOf(typed: string): string | undefined {
  const digits = typed.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50)).replace(/[\s-]/g, "");
  return /^[1-8][0-9]{12}$/.test(digits) && checkDigit(digits) === Number(digits[12]) ? digits : undefined;
}

/** d13 = (11 − Σ dᵢ·(14 − i), i = 1…12, mod 11) mod 10. */
export function checkDigit(digits: string): number {
  let sum = 0;
  for (let i = 0; i < 12; i++) sum += Number(digits[i]) * (13 - i);
  return (11 - (sum % 11)) % 10;
}

/** As `citizenIdOf`, but refuses with a Problem that names the field. */
export function requireCitizenId(typed: string, field = "citizenId"): string {
  const digits = citizenIdOf(typed);
  if (digits) return digits;
  throw fieldFault(
    field,
    "เลขประจำตัวประชาชนไม่ถูกต้อง ต้องมี ๑๓ หลักและเลขตรวจสอบต้องตรง",
    "Not a citizen number: 13 digits with a right check digit",
  );
}

const version = 1;

/** @param secret the home's secret, at least 32 characters. */
export function openCitizenIds(secret: string): CitizenIds {
  if (secret.length < 32) throw new Error("the secret is too short: at least 32 characters");
  const key = (purpose: string) => Buffer.from(hkdfSync("sha256", secret, "changwat", purpose, 32));
  const sealing = key("citizen id: seal");
  const marking = key("citizen id: mark");
  const exact = (number: string) => {
    if (citizenIdOf(number) !== number) throw new Error("not a citizen number");
    return number;
  };
  return {
    seal(number) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", sealing, nonce);
      const text = Buffer.concat([cipher.update(exact(number), "utf8"), cipher.final()]);
      return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), text]);
    },
    open(sealed) {
      const bytes = Buffer.from(sealed);
      if (bytes[0] !== version || bytes.length !== 1 + 12 + 16 + 13) throw new Error("not a sealed citizen number");
      const decipher = createDecipheriv("aes-256-gcm", sealing, bytes.subarray(1, 13), { authTagLength: 16 });
      decipher.setAuthTag(bytes.subarray(13, 29));
      return Buffer.concat([decipher.update(bytes.subarray(29)), decipher.final()]).toString("utf8");
    },
    mark: (number) => createHmac("sha256", marking).update(exact(number)).digest(),
  };
}
