/** Sends one letter about a login at once, by the same SMTP server as the notices. */
import { createTransport } from "nodemailer";
import { mailSettings } from "./mail.ts";

/** Null when no server is set; then links are handed over by the administrator. */
export function letterSender(
  env: NodeJS.ProcessEnv,
): ((letter: { to: string; subject: string; text: string }) => Promise<unknown>) | null {
  const settings = mailSettings(env);
  if (!settings) return null;
  const post = createTransport(settings.smtp, { disableFileAccess: true, disableUrlAccess: true });
  return (letter) => post.sendMail({ from: settings.from, ...letter });
}
