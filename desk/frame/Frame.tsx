import { CircleUser, LogOut, Menu as MenuIcon, Search, Settings2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button as AriaButton, Link } from "react-aria-components";
import { Button, IconButton } from "../design/Button.tsx";
import { Drawer } from "../design/Dialog.tsx";
import { Menu, Popover } from "../design/Menu.tsx";
import { useNarrow } from "../design/media.ts";
import type { Screen } from "../screens.ts";
import { useWords } from "../words.ts";
import { Bell, type BellProps } from "./Bell.tsx";
import { CommandPalette } from "./CommandPalette.tsx";
import { Emblem } from "./Emblem.tsx";
import { KeyboardHelp } from "./KeyboardHelp.tsx";
import type { Found, Me, Occupancy } from "./office.ts";
import { PositionSwitcher } from "./PositionSwitcher.tsx";
import { Preferences } from "./Preferences.tsx";
import { placeOf, SideNav } from "./SideNav.tsx";
import { focusRows, useShortcuts } from "./shortcuts.ts";

export interface FrameProps {
  me: Me;
  address: string;
  screens: readonly Screen[];
  /** Left out where the office has no notices yet: then there is no bell. */
  bell?: BellProps;
  search: { text: string; onText: (text: string) => void; found: readonly Found[]; isSearching: boolean };
  onGo: (href: string) => void;
  onBack: () => void;
  onSwitch: (occupancy: Occupancy) => void;
  onSignOut: () => void;
  banners?: ReactNode;
  children: ReactNode;
}

/** What stands around every screen: the binding with the wings of the office, and the bar that says as what one works. */
export function Frame(props: FrameProps) {
  const { me, address, screens, bell, search, onGo, onBack, onSwitch, onSignOut, banners, children } = props;
  const { w, say } = useWords();
  const isNarrow = useNarrow();
  const [open, setOpen] = useState<"search" | "help" | "menu" | null>(null);
  const close = () => setOpen(null);

  useShortcuts((command) => {
    if (command.kind === "search") return setOpen("search");
    if (command.kind === "help") return setOpen("help");
    if (command.kind === "rows") return focusRows();
    if (command.kind === "back") return onBack();
    const target = screens.find(({ nav }) => nav?.key === command.key);
    if (target) onGo(target.path);
  });

  const province = say(me.province.name);
  const brand = (
    <Link href="/" className="brand">
      <Emblem />
      <span>
        <strong>{province}</strong>
        <span>{w("system")}</span>
      </span>
    </Link>
  );
  const first = screens
    .filter(({ nav }) => nav)
    .sort((a, b) => (a.nav?.wing === "common" ? 0 : 1) - (b.nav?.wing === "common" ? 0 : 1))
    .slice(0, 3);

  return (
    <div className="frame">
      <a className="skip" href="#content">
        {w("skip")}
      </a>
      {!isNarrow && (
        <aside className="sidenav" aria-label={w("mainMenu")}>
          {brand}
          <SideNav address={address} screens={screens} />
          {me.province.isDemo && <p className="demo">{w("demo")}</p>}
        </aside>
      )}
      <header className="topbar">
        {isNarrow && (
          <Link href="/" className="brand small" aria-label={province}>
            <Emblem size={28} />
          </Link>
        )}
        <PositionSwitcher me={me} onSwitch={onSwitch} />
        <div className="topbar-tools">
          {!isNarrow && (
            <AriaButton className="find" onPress={() => setOpen("search")}>
              <Search aria-hidden />
              <span>{w("search")}</span>
              <kbd aria-hidden>Ctrl K</kbd>
            </AriaButton>
          )}
          {bell && <Bell {...bell} />}
          {!isNarrow && (
            <>
              <Popover
                label={w("preferences")}
                trigger={<IconButton label={w("preferences")} icon={<Settings2 aria-hidden />} plainTooltip />}
              >
                <Preferences />
              </Popover>
              <Menu
                label={say(me.person.name)}
                trigger={<IconButton label={say(me.person.name)} icon={<CircleUser aria-hidden />} plainTooltip />}
                entries={[
                  { id: "help", label: w("keyboardHelp"), keys: "?" },
                  { id: "out", label: w("signOut"), icon: <LogOut aria-hidden />, apart: true },
                ]}
                onAction={(id) => (id === "out" ? onSignOut() : setOpen("help"))}
              />
            </>
          )}
        </div>
      </header>
      <div className="banners">{banners}</div>
      <main id="content" className="sheet" tabIndex={-1}>
        {children}
      </main>
      {isNarrow && (
        <nav className="bottombar" aria-label={w("menu")}>
          {first.map(({ path, title, nav }) => {
            const Icon = nav?.icon ?? MenuIcon;
            return (
              <Link key={path} href={path} {...(path === placeOf(screens, address) ? { "aria-current": "page" } : {})}>
                <Icon aria-hidden strokeWidth={1.6} />
                <span>{say(title)}</span>
              </Link>
            );
          })}
          <AriaButton onPress={() => setOpen("search")}>
            <Search aria-hidden strokeWidth={1.6} />
            <span>{w("search")}</span>
          </AriaButton>
          <AriaButton onPress={() => setOpen("menu")}>
            <MenuIcon aria-hidden strokeWidth={1.6} />
            <span>{w("menu")}</span>
          </AriaButton>
        </nav>
      )}
      <Drawer title={province} isOpen={open === "menu" && isNarrow} onClose={close}>
        <div className="drawer-menu">
          <SideNav address={address} screens={screens} onGo={close} />
          <Preferences />
          <p className="row-of">
            <Button icon={<LogOut aria-hidden />} onPress={onSignOut}>
              {w("signOut")}
            </Button>
          </p>
          {me.province.isDemo && <p className="quiet small">{w("demo")}</p>}
        </div>
      </Drawer>
      <CommandPalette
        isOpen={open === "search"}
        onClose={close}
        text={search.text}
        onText={search.onText}
        found={search.found}
        isSearching={search.isSearching}
        screens={screens}
        me={me}
        onGo={onGo}
        onSwitch={onSwitch}
      />
      <KeyboardHelp isOpen={open === "help"} onClose={close} screens={screens} />
    </div>
  );
}
