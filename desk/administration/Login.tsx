/** A login as the list and its drawer show it. */
import type { Api } from "../api.ts";
import { State } from "../design/Marks.tsx";
import { useWords } from "../words.ts";
import { adminWords as a } from "./words.ts";

export type Login = Api["accounts.list"]["output"][number];

/** What stands between a stranger and this login. */
export function Guard({ login }: { login: Login }) {
  const { say } = useWords();
  const parts = [
    login.twoFactor && say(a.twoStep),
    login.passkeys > 0 && say(a.passkeysN, { count: login.passkeys }),
    login.hasProvider && say(a.provider),
  ].filter(Boolean);
  if (parts.length > 0) return <State tone="done">{parts.join(" · ")}</State>;
  return <span className="quiet">{say(login.hasPassword ? a.passwordOnly : a.noPassword)}</span>;
}

export function LoginState({ login }: { login: Login }) {
  const { say } = useWords();
  if (login.suspension) return <State tone="stopped">{say(a.suspended)}</State>;
  if (login.attackedAt) return <State tone="late">{say(a.attacked)}</State>;
  return <State tone="active">{say(a.active)}</State>;
}
