/** better-auth, told the names of our tables and the rules of this office. Everything outside speaks to it through `gate.ts`. */
import { passkey } from "@better-auth/passkey";
import { betterAuth } from "better-auth";
import { APIError } from "better-auth/api";
import { genericOAuth, twoFactor } from "better-auth/plugins";
import type pg from "pg";
import type { Log } from "../room.ts";
import { passwordLength } from "./password-policy.ts";

/** An identity provider of the state (or the ministry) that speaks OpenID Connect. */
export interface Oidc {
  /** The issuer's address; `/.well-known/openid-configuration` is read below it. */
  issuer: string;
  clientId: string;
  clientSecret?: string | undefined;
  /** What the button says. */
  label: string;
}
export interface AuthParts {
  pool: pg.Pool;
  secret: string;
  /** Where the program is reached, e.g. https://changwat.example.go.th */
  origin: string;
  /** The office's name, shown by authenticator apps and passkey managers. */
  name: string;
  oidc?: Oidc | undefined;
  sendReset(email: string, token: string): void;
  log: Log;
}

export const sessionLife = { days: 7, idleHours: 12 } as const;
export const cookieNames = {
  session: "changwat.session_token",
  secondStep: "changwat.two_factor",
  device: "changwat.device",
} as const;
/** The header by which the gate tells better-auth the address that Fastify has established. */
export const addressHeader = "x-changwat-address";
export const oidcProvider = "oidc";

export type Auth = ReturnType<typeof makeAuth>;

export function makeAuth({ pool, secret, origin, name, oidc, sendReset, log }: AuthParts) {
  const day = 24 * 60 * 60;
  return betterAuth({
    appName: name,
    baseURL: origin,
    basePath: "/api/auth",
    secret,
    database: pool,
    telemetry: { enabled: false },
    // Our own count of guesses knows devices; better-auth's knows only addresses.
    rateLimit: { enabled: false },
    trustedOrigins: [origin],
    onAPIError: { errorURL: `${origin}/login` },
    logger: { level: "error", log: (_level, message) => log.warn({ from: "better-auth" }, message) },
    advanced: {
      cookiePrefix: "changwat",
      // The prefix __Secure- would change the cookie's name with the address; the attribute itself is what protects.
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", secure: origin.startsWith("https:"), path: "/" },
      ipAddress: { ipAddressHeaders: [addressHeader], ipv6Subnet: 128 },
      database: { generateId: "uuid", validateSchema: false },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.least,
      maxPasswordLength: passwordLength.most,
      resetPasswordTokenExpiresIn: 60 * 60,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, token }) => sendReset(user.email, token),
    },
    user: {
      modelName: "account_login",
      fields: { emailVerified: "email_verified", createdAt: "created_at", updatedAt: "updated_at" },
    },
    session: {
      modelName: "account_session",
      fields: {
        userId: "login_id",
        expiresAt: "expires_at",
        createdAt: "created_at",
        updatedAt: "updated_at",
        ipAddress: "ip_address",
        userAgent: "user_agent",
      },
      // The cookie and expires_at carry the seven days; sessions.ts ends what was not used for twelve hours.
      expiresIn: sessionLife.days * day,
      disableSessionRefresh: true,
      // A passkey is a key to the door: it is added only soon after signing in.
      freshAge: 60 * 60,
    },
    account: {
      modelName: "account_credential",
      fields: {
        userId: "login_id",
        providerId: "provider",
        accountId: "subject",
        accessToken: "access_token",
        refreshToken: "refresh_token",
        idToken: "id_token",
        accessTokenExpiresAt: "access_token_expires_at",
        refreshTokenExpiresAt: "refresh_token_expires_at",
        createdAt: "created_at",
        updatedAt: "updated_at",
      },
      updateAccountOnSignIn: false,
      // Only to a login that an administrator opened for this very e-mail, and only when the provider has verified it.
      accountLinking: {
        enabled: true,
        trustedProviders: [],
        requireLocalEmailVerified: true,
        allowDifferentEmails: false,
      },
    },
    verification: {
      modelName: "account_verification",
      fields: { expiresAt: "expires_at", createdAt: "created_at", updatedAt: "updated_at" },
      storeIdentifier: "hashed",
    },
    databaseHooks: {
      session: {
        create: {
          // Every way in passes here: password, second step, passkey, OIDC.
          before: async (session) => {
            const { rows } = await pool.query<{ suspended: boolean }>("SELECT account_suspended($1) AS suspended", [
              session.userId,
            ]);
            if (rows[0]?.suspended) throw new APIError("FORBIDDEN", { code: "LOGIN_SUSPENDED", message: "suspended" });
          },
        },
      },
      account: {
        // Who the person is, is all that is wanted of the provider; its tokens are not kept.
        create: {
          before: async (account) => ({
            data: {
              ...account,
              accessToken: null,
              refreshToken: null,
              idToken: null,
              accessTokenExpiresAt: null,
              refreshTokenExpiresAt: null,
            },
          }),
        },
      },
    },
    plugins: [
      twoFactor({
        issuer: name,
        allowPasswordless: true,
        // An account-wide lock would let a stranger lock the governor out; see account_attempt_begin.
        accountLockout: { enabled: false },
        schema: {
          user: { fields: { twoFactorEnabled: "two_factor_enabled" } },
          twoFactor: {
            modelName: "account_two_factor",
            fields: {
              userId: "login_id",
              backupCodes: "backup_codes",
              failedVerificationCount: "failed_count",
              lockedUntil: "locked_until",
            },
          },
        },
      }),
      passkey({
        rpID: new URL(origin).hostname,
        rpName: name,
        origin,
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
        // A passkey stands for password and second step, so the device must have asked for finger, face or PIN.
        registration: {
          afterVerification: ({ verification }) => requireVerified(verification.registrationInfo?.userVerified),
        },
        authentication: {
          afterVerification: ({ verification }) => requireVerified(verification.authenticationInfo.userVerified),
        },
        schema: {
          passkey: {
            modelName: "account_passkey",
            fields: {
              userId: "login_id",
              publicKey: "public_key",
              credentialID: "credential_id",
              deviceType: "device_type",
              backedUp: "backed_up",
              createdAt: "created_at",
            },
          },
        },
      }),
      ...(oidc ? [genericOAuth({ config: [providerOf(oidc)] })] : []),
    ],
  });
}

function requireVerified(isVerified: boolean | undefined): void {
  if (!isVerified)
    throw new APIError("BAD_REQUEST", { code: "USER_VERIFICATION_MISSING", message: "user verification is required" });
}

function providerOf(oidc: Oidc) {
  return {
    providerId: oidcProvider,
    name: oidc.label,
    discoveryUrl: `${oidc.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
    requireIdTokenVerification: true,
    clientId: oidc.clientId,
    ...(oidc.clientSecret ? { clientSecret: oidc.clientSecret } : {}),
    scopes: ["openid", "email", "profile"],
    // With the issuer in it, a province that changes its provider does not let the new one's 'somchai' in as the old one's.
    accountSubject: ({ profile }: { profile: { sub?: string | number | null | undefined } }) =>
      profile.sub ? `${profile.sub}@${oidc.issuer.replace(/\/$/, "")}` : "",
    pkce: true,
    disableSignUp: true,
    disableImplicitSignUp: true,
    // Some providers send the word "false"; only a yes is a yes.
    mapProfileToUser: (profile: Record<string, unknown>) => {
      const said = profile.email_verified;
      return { emailVerified: said === true || said === "true" };
    },
  };
}

/** OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_LABEL; undefined when no issuer is named. */
export function oidcFrom(environment: Readonly<Record<string, string | undefined>>): Oidc | undefined {
  const issuer = environment.OIDC_ISSUER;
  if (!issuer) return undefined;
  const clientId = environment.OIDC_CLIENT_ID;
  if (!URL.canParse(issuer) || !clientId)
    throw new Error("OIDC_ISSUER must be an address and OIDC_CLIENT_ID must be set");
  return {
    issuer,
    clientId,
    clientSecret: environment.OIDC_CLIENT_SECRET,
    label: environment.OIDC_LABEL || new URL(issuer).hostname,
  };
}
