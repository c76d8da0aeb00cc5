/** Signing in and out against better-auth's own addresses under `/api/auth`. */
import type { Both } from "../words.ts";

export type Outcome = { kind: "in" } | { kind: "secondStep" } | { kind: "refused"; why: Both };

const why: Record<string, Both> = {
  INVALID_EMAIL_OR_PASSWORD: { th: "อีเมลหรือรหัสผ่านไม่ถูกต้อง", en: "The e-mail or password is not right" },
  INVALID_EMAIL: { th: "รูปแบบอีเมลไม่ถูกต้อง", en: "This is not an e-mail address" },
  EMAIL_NOT_VERIFIED: {
    th: "ยังไม่ได้ยืนยันอีเมล ตรวจกล่องจดหมายของท่าน",
    en: "The e-mail is not verified; look into your mailbox",
  },
  INVALID_CODE: {
    th: "รหัสไม่ถูกต้อง ตรวจเวลาของเครื่องแล้วลองรหัสใหม่",
    en: "The code is not right; check the clock and try the next code",
  },
  INVALID_BACKUP_CODE: { th: "รหัสสำรองไม่ถูกต้อง หรือใช้ไปแล้ว", en: "The backup code is not right, or was used" },
  INVALID_TWO_FACTOR_COOKIE: { th: "หมดเวลาขั้นที่สอง เริ่มเข้าสู่ระบบใหม่", en: "The second step took too long; start again" },
  INVALID_TOKEN: { th: "ลิงก์นี้หมดอายุหรือใช้ไปแล้ว ขอลิงก์ใหม่", en: "This link has expired or was used; ask for a new one" },
  PASSWORD_TOO_SHORT: { th: "รหัสผ่านสั้นเกินไป", en: "The password is too short" },
  PASSWORD_TOO_LONG: { th: "รหัสผ่านยาวเกินไป", en: "The password is too long" },
  PASSWORD_COMPROMISED: { th: "รหัสผ่านนี้เคยรั่วไหล ใช้รหัสอื่น", en: "This password is known to have leaked; take another" },
  tooMany: { th: "ลองหลายครั้งเกินไป รอ {wait} วินาทีแล้วลองใหม่", en: "Too many attempts; wait {wait} seconds" },
  network: { th: "ติดต่อเครื่องแม่ข่ายไม่ได้ ลองอีกครั้ง", en: "The server cannot be reached; try again" },
  cancelled: { th: "ยกเลิกการใช้พาสคีย์", en: "The passkey was cancelled" },
  other: { th: "เข้าสู่ระบบไม่สำเร็จ ({code})", en: "Signing in failed ({code})" },
};

const put = (both: Both, name: string, value: string): Both => ({
  th: both.th.replace(`{${name}}`, value),
  en: both.en.replace(`{${name}}`, value),
});

/** Why it was refused, in words; better-auth's codes, then its message, then the bare status. */
export function refusal(status: number, body: unknown, retryAfter: string | null): Both {
  const facts = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  const text = (name: string) => (typeof facts[name] === "string" ? facts[name] : "");
  const tooMany = why.tooMany;
  if (status === 429 && tooMany && !text("detail_th")) return put(tooMany, "wait", retryAfter ?? "60");
  const known = why[text("code")];
  if (known) return known;
  if (text("detail_th") || text("title_th"))
    return { th: text("detail_th") || text("title_th"), en: text("detail") || text("title") };
  const other = put(why.other ?? { th: "", en: "" }, "code", text("code") || String(status));
  return text("message") ? { th: other.th, en: text("message") } : other;
}

interface Answer {
  ok: boolean;
  body: Record<string, unknown> | null;
  why: Both;
}

async function ask(path: string, body?: unknown): Promise<Answer> {
  try {
    const answer = await fetch(`/api/auth/${path}`, {
      method: body === undefined ? "GET" : "POST",
      credentials: "same-origin",
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const found: unknown = await answer.json().catch(() => null);
    const wait = answer.headers.get("retry-after") ?? answer.headers.get("x-retry-after");
    return {
      ok: answer.ok,
      body: typeof found === "object" ? (found as Record<string, unknown> | null) : null,
      why: refusal(answer.status, found, wait),
    };
  } catch {
    return { ok: false, body: null, why: why.network ?? { th: "", en: "" } };
  }
}

const outcome = ({ ok, body, why: reason }: Answer): Outcome => {
  if (!ok) return { kind: "refused", why: reason };
  return body?.twoFactorRedirect === true ? { kind: "secondStep" } : { kind: "in" };
};

export const signIn = async (email: string, password: string): Promise<Outcome> =>
  outcome(await ask("sign-in/email", { email: email.trim(), password, rememberMe: true }));

/** The code of the authenticator app; with `trust`, this device is not asked again for a while. */
export const verifyTotp = async (code: string, trust: boolean): Promise<Outcome> =>
  outcome(await ask("two-factor/verify-totp", { code: code.replace(/\D/g, ""), trustDevice: trust }));

export const verifyBackupCode = async (code: string, trust: boolean): Promise<Outcome> =>
  outcome(await ask("two-factor/verify-backup-code", { code: code.trim(), trustDevice: trust }));

/** Always the same answer, whether or not the e-mail is known: it must not tell who works here. */
export const askReset = async (email: string): Promise<Outcome> =>
  outcome(await ask("request-password-reset", { email: email.trim(), redirectTo: "/set-password" }));

export const setPassword = async (token: string, newPassword: string): Promise<Outcome> =>
  outcome(await ask("reset-password", { token, newPassword }));

export const signOut = async (): Promise<void> => {
  await ask("sign-out", {});
};

/** Does this browser do passkeys here? (Only on https or localhost.) */
export const canPasskey = (): boolean =>
  typeof PublicKeyCredential !== "undefined" && "parseRequestOptionsFromJSON" in PublicKeyCredential;

export async function signInWithPasskey(): Promise<Outcome> {
  const options = await ask("passkey/generate-authenticate-options");
  if (!options.ok || !options.body) return { kind: "refused", why: options.why };
  try {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
      options.body as unknown as PublicKeyCredentialRequestOptionsJSON,
    );
    const credential = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential | null;
    if (!credential) return { kind: "refused", why: why.cancelled ?? { th: "", en: "" } };
    return outcome(await ask("passkey/verify-authentication", { response: credential.toJSON() }));
  } catch {
    return { kind: "refused", why: why.cancelled ?? { th: "", en: "" } };
  }
}

export interface Provider {
  id: string;
  name: Both;
}

/** Goes to an identity provider of the ministry or province; comes back to `next`. */
export async function signInWith(provider: string, next: string): Promise<Outcome> {
  const answer = await ask("sign-in/social", { provider, callbackURL: next });
  const url = answer.body?.url;
  if (!answer.ok || typeof url !== "string") return { kind: "refused", why: answer.why };
  window.location.assign(url);
  return { kind: "in" };
}

async function list<T>(address: string): Promise<T[]> {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    const body: unknown = answer.ok ? await answer.json() : [];
    return Array.isArray(body) ? (body as T[]) : [];
  } catch {
    return [];
  }
}

/** Identity providers that the deployment has set up (`GET /api/sign-in-providers`); none when it answers 404. */
export const providers = (): Promise<Provider[]> => list<Provider>("/api/sign-in-providers");

export interface DemoAccount {
  email: string;
  title_th: string;
  name_th: string;
  /** Given only by the demonstration province. */
  password?: string;
}

/** The invented people of the demonstration province; none elsewhere (404). */
export const demoAccounts = (): Promise<DemoAccount[]> => list<DemoAccount>("/api/demo-accounts");

/** An address of our own to go to after signing in; anything that could lead to another site becomes '/'. */
export function safeNext(next: string | null): string {
  if (!next?.startsWith("/") || next.startsWith("//") || /[\\\s]/.test(next)) return "/";
  return /^\/(login|forgot|set-password)(\/|\?|$)/.test(next) ? "/" : next;
}
