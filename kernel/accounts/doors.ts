/** The doors of /api/auth: what may be sent through each, and what counts as a guess there. */
import { Fields, Note, Text, type TSchema, Type } from "../input.ts";
import { passwordLength } from "./password-policy.ts";

export interface Door {
  body?: TSchema;
  /** Only for who is signed in. */
  isInside?: boolean;
  guess?: "password" | "second";
}

const Password = Type.String({ minLength: 1, maxLength: passwordLength.most });
const Email = Type.String({ minLength: 3, maxLength: 254 });
const Code = Type.String({ minLength: 4, maxLength: 40 });
const Flag = Type.Optional(Type.Boolean());
const Path = Type.Optional(Note(2000));
/** What a browser's PublicKeyCredential says of itself; better-auth's library reads it, we hold it to a shape and a size. */
const Credential = Type.Object({
  id: Text(2000),
  rawId: Text(2000),
  type: Type.Literal("public-key"),
  response: Type.Record(Type.String({ maxLength: 100 }), Type.Unknown()),
});
const Nothing = Type.Optional(Type.Record(Type.String({ maxLength: 100 }), Type.Unknown()));

export const doors: Readonly<Record<string, Door>> = {
  "GET /get-session": {},
  "POST /sign-in/email": {
    body: Fields({ email: Email, password: Password, rememberMe: Flag, callbackURL: Path }),
    guess: "password",
  },
  "POST /sign-in/social": { body: Fields({ provider: Type.Optional(Text(40)), callbackURL: Path }) },
  "GET /callback/oidc": {},
  "POST /sign-out": { body: Nothing },
  "POST /request-password-reset": { body: Fields({ email: Email, redirectTo: Path }) },
  "POST /reset-password": { body: Fields({ token: Text(200), newPassword: Type.String({ maxLength: 2000 }) }) },
  "POST /change-password": {
    body: Fields({
      currentPassword: Password,
      newPassword: Type.String({ maxLength: 2000 }),
      revokeOtherSessions: Flag,
    }),
    isInside: true,
    guess: "password",
  },
  "POST /two-factor/enable": { body: Fields({ password: Type.Optional(Password) }), isInside: true, guess: "password" },
  "POST /two-factor/disable": {
    body: Fields({ password: Type.Optional(Password) }),
    isInside: true,
    guess: "password",
  },
  "POST /two-factor/generate-backup-codes": {
    body: Fields({ password: Type.Optional(Password) }),
    isInside: true,
    guess: "password",
  },
  "POST /two-factor/verify-totp": { body: Fields({ code: Code, trustDevice: Flag }), guess: "second" },
  "POST /two-factor/verify-backup-code": { body: Fields({ code: Code, trustDevice: Flag }), guess: "second" },
  "GET /passkey/generate-register-options": { isInside: true },
  "POST /passkey/verify-registration": {
    body: Fields({ response: Credential, name: Type.Optional(Text(100)) }),
    isInside: true,
  },
  "GET /passkey/generate-authenticate-options": {},
  "POST /passkey/verify-authentication": { body: Fields({ response: Credential }) },
  "GET /passkey/list-user-passkeys": { isInside: true },
  "POST /passkey/delete-passkey": { body: Fields({ id: Text(100) }), isInside: true },
  "POST /passkey/update-passkey": { body: Fields({ id: Text(100), name: Text(100) }), isInside: true },
};

/** Refusals that mean: guessed, and wrong. */
export const wrongGuesses: ReadonlySet<string> = new Set([
  "INVALID_EMAIL_OR_PASSWORD",
  "INVALID_PASSWORD",
  "INVALID_CODE",
  "INVALID_BACKUP_CODE",
  "TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE",
]);
