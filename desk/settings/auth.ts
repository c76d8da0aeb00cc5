/** One's own login: the doors under /api/auth that change it. Each rejects with a Problem in both languages. */
import { Problem, toProblem } from "../problem.ts";
import type { Both } from "../words.ts";

const away: Both = { th: "ติดต่อเครื่องแม่ข่ายไม่ได้ ลองอีกครั้ง", en: "The server cannot be reached; try again" };
const stopped: Both = {
  th: "เบราว์เซอร์ไม่ได้เพิ่มพาสคีย์ อาจถูกยกเลิกหรืออุปกรณ์นี้มีพาสคีย์ของบัญชีนี้แล้ว",
  en: "The browser added no passkey: it was cancelled, or this device has one already",
};

async function ask<T>(path: string, body?: unknown): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(`/api/auth/${path}`, {
      method: body === undefined ? "GET" : "POST",
      credentials: "same-origin",
      headers: { Accept: "application/json", ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new Problem(0, "network", away);
  }
  const said: unknown = await answer.json().catch(() => null);
  if (!answer.ok) throw toProblem(answer.status, said);
  return said as T;
}

/** All other sessions end with it. */
export const changePassword = (currentPassword: string, newPassword: string) =>
  ask<unknown>("change-password", { currentPassword, newPassword });

export interface Enrolment {
  /** otpauth://totp/…: for the authenticator app. */
  totpURI: string;
  /** Each lets in once, when the app is lost. */
  backupCodes: string[];
}
/** `password` is left out by those who sign in without one. */
const withPassword = (password: string) => (password === "" ? {} : { password });
export const beginTwoStep = (password: string) => ask<Enrolment>("two-factor/enable", withPassword(password));
export const confirmTwoStep = (code: string) =>
  ask<unknown>("two-factor/verify-totp", { code: code.replace(/\D/g, "") });
export const endTwoStep = (password: string) => ask<unknown>("two-factor/disable", withPassword(password));
export const newBackupCodes = (password: string) =>
  ask<{ backupCodes: string[] }>("two-factor/generate-backup-codes", withPassword(password));

export interface Passkey {
  id: string;
  name: string | null;
  createdAt: string;
  deviceType: string;
  backedUp: boolean;
}
export const passkeys = () => ask<Passkey[]>("passkey/list-user-passkeys");
export const removePasskey = (id: string) => ask<unknown>("passkey/delete-passkey", { id });

/** Does this browser make passkeys here? (Only on https or localhost.) */
export const canAddPasskey = (): boolean =>
  typeof PublicKeyCredential !== "undefined" && "parseCreationOptionsFromJSON" in PublicKeyCredential;

export async function addPasskey(name: string): Promise<void> {
  const options = await ask<PublicKeyCredentialCreationOptionsJSON>("passkey/generate-register-options");
  let credential: PublicKeyCredential | null;
  try {
    credential = (await navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
    })) as PublicKeyCredential | null;
  } catch {
    credential = null;
  }
  if (!credential) throw new Problem(0, "cancelled", stopped);
  await ask("passkey/verify-registration", {
    response: credential.toJSON(),
    ...(name.trim() ? { name: name.trim() } : {}),
  });
}

/** The id of the session of this very browser. */
export const thisSession = async (): Promise<string | null> => {
  const said = await ask<{ session?: { id?: string } } | null>("get-session");
  return said?.session?.id ?? null;
};

/** The secret of an otpauth address in groups of four, to be typed where it cannot be scanned. */
export function secretOf(totpURI: string): string {
  const secret = URL.canParse(totpURI) ? (new URL(totpURI).searchParams.get("secret") ?? "") : "";
  return secret.replace(/(.{4})(?=.)/g, "$1 ");
}
