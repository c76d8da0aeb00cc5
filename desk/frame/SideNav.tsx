import { Link } from "react-aria-components";
import type { Screen } from "../screens.ts";
import { menu } from "../screens.ts";
import { useWords } from "../words.ts";
import { keyName } from "./shortcuts.ts";

/** Is the address inside this screen? '/' is only itself. */
export const isAt = (path: string, address: string): boolean =>
  path === "/" ? address === "/" : address === path || address.startsWith(`${path}/`);

/** Of '/orders' and '/orders/overview' only the innermost is where one is. */
export const placeOf = (screens: readonly Screen[], address: string): string =>
  screens
    .filter(({ path, nav }) => nav && isAt(path, address))
    .reduce((found, { path }) => (path.length > found.length ? path : found), "");

export interface SideNavProps {
  address: string;
  screens: readonly Screen[];
  onGo?: () => void;
}

/** The work groups of the office and their rooms. A room that is not built is not shown. */
export function SideNav({ address, screens, onGo }: SideNavProps) {
  const { w, say } = useWords();
  const innermost = placeOf(screens, address);
  return (
    <nav aria-label={w("groups")} className="wings">
      {menu(screens).map(({ wing, screens: some }) => (
        <section key={wing} aria-labelledby={`wing-${wing}`}>
          <h2 id={`wing-${wing}`}>{w(wing)}</h2>
          <ul>
            {some.map(({ path, title, nav }) => {
              if (!nav) return null;
              const Icon = nav.icon;
              return (
                <li key={path}>
                  <Link
                    href={path}
                    className="room"
                    {...(path === innermost ? { "aria-current": "page" } : {})}
                    {...(onGo ? { onPress: onGo } : {})}
                  >
                    <Icon aria-hidden strokeWidth={1.6} />
                    <span>{say(title)}</span>
                    {nav.key && <kbd aria-hidden>{`g ${keyName(nav.key)}`}</kbd>}
                  </Link>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </nav>
  );
}
