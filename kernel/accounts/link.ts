/** One-time links for setting a password. Kept apart from better-auth, so that the room can make them inside an act. */
import { createHash, randomBytes } from "node:crypto";

export const linkHours = 72;
/** Where the desk asks for the new password. */
export const linkPath = (token: string): string => `/set-password?token=${token}`;
export const linkEnds = (from: Date): Date => new Date(from.getTime() + linkHours * 3_600_000);
export const newToken = (): string => randomBytes(24).toString("base64url");

/** How one-time identifiers are kept: only their hash. Must equal better-auth's own `hashed`: opening such a link in a test proves it. */
export const identifierMark = (identifier: string): string =>
  createHash("sha256").update(identifier).digest("base64url");
export const resetIdentifier = (token: string): string => `reset-password:${token}`;
