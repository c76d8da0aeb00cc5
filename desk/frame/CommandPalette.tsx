import { CornerDownLeft, FileSearch, Languages, Moon, Search, Sun, UserRoundCog } from "lucide-react";
import type { ReactNode } from "react";
import {
  Dialog as AriaDialog,
  Autocomplete,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
} from "react-aria-components";
import { matchesThai } from "../design/thai.ts";
import type { Screen } from "../screens.ts";
import { changeSettings } from "../settings.ts";
import { useWords } from "../words.ts";
import type { Found, Me, Occupancy } from "./office.ts";

export interface CommandPaletteProps {
  isOpen: boolean;
  onClose: () => void;
  text: string;
  onText: (text: string) => void;
  /** What the server found for `text`. */
  found: readonly Found[];
  isSearching: boolean;
  screens: readonly Screen[];
  me: Me | null;
  onGo: (href: string) => void;
  onSwitch: (occupancy: Occupancy) => void;
}

interface Entry {
  id: string;
  label: string;
  over?: string;
  icon: ReactNode;
  run: () => void;
}

/** Ctrl-K: find a matter, go to a room, change the position, without leaving the keyboard. */
export function CommandPalette(props: CommandPaletteProps) {
  const { isOpen, onClose, text, onText, found, isSearching, screens, me, onGo, onSwitch } = props;
  const { w, say } = useWords();
  const matters: Entry[] = found.map(({ id, href, title, over }) => ({
    id: `matter:${id}`,
    label: title,
    ...(over ? { over } : {}),
    icon: <FileSearch aria-hidden />,
    run: () => onGo(href),
  }));
  const asked = text.trim();
  if (asked !== "")
    matters.push({
      id: "all",
      label: w("searchAll", { text: asked }),
      icon: <Search aria-hidden />,
      run: () => onGo(`/search?q=${encodeURIComponent(asked)}`),
    });
  const commands: Entry[] = [
    ...screens.flatMap(({ path, title, nav }) =>
      nav
        ? [
            {
              id: `go:${path}`,
              label: say(title),
              over: w(nav.wing),
              icon: <nav.icon aria-hidden />,
              run: () => onGo(path),
            },
          ]
        : [],
    ),
    ...(me && me.occupancies.length > 1 ? me.occupancies : []).map((occupancy) => ({
      id: `as:${occupancy.id}`,
      label: `${w("workingAs")} ${occupancy.capacity === "holder" ? "" : w(occupancy.capacity)} ${say(occupancy.title)}`,
      icon: <UserRoundCog aria-hidden />,
      run: () => onSwitch(occupancy),
    })),
    {
      id: "light",
      label: `${w("theme")}: ${w("themeLight")}`,
      icon: <Sun aria-hidden />,
      run: () => changeSettings({ theme: "light" }),
    },
    {
      id: "dark",
      label: `${w("theme")}: ${w("themeDark")}`,
      icon: <Moon aria-hidden />,
      run: () => changeSettings({ theme: "dark" }),
    },
    {
      id: "th",
      label: `${w("language")}: ไทย`,
      icon: <Languages aria-hidden />,
      run: () => changeSettings({ language: "th" }),
    },
    {
      id: "en",
      label: `${w("language")}: English`,
      icon: <Languages aria-hidden />,
      run: () => changeSettings({ language: "en" }),
    },
  ].filter(({ label }) => matchesThai(label, text));
  const groups = [
    { id: "found", title: w("found"), entries: matters },
    { id: "go", title: w("goTo"), entries: commands },
  ].filter(({ entries }) => entries.length > 0);

  return (
    <ModalOverlay
      className="scrim palette-scrim"
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
    >
      <Modal className="modal palette">
        <AriaDialog className="dialog" aria-label={w("search")}>
          <Autocomplete inputValue={text} onInputChange={onText} filter={() => true}>
            <SearchField aria-label={w("findAnything")} autoFocus className="palette-field">
              <Search aria-hidden />
              <Input placeholder={w("findAnything")} />
            </SearchField>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
            <section className="palette-scroll" tabIndex={0} aria-label={w("goTo")}>
              <Menu
                className="menu-list palette-list"
                aria-label={w("search")}
                renderEmptyState={() => (
                  <p className="choice-none">{isSearching ? w("loading") : w("nothingMatches", { text })}</p>
                )}
                onAction={(key) => {
                  const entry = groups.flatMap(({ entries }) => entries).find(({ id }) => id === key);
                  onClose();
                  entry?.run();
                }}
              >
                {groups.map((group) => (
                  <MenuSection key={group.id} id={group.id}>
                    <Header className="choice-group">{group.title}</Header>
                    {group.entries.map((entry) => (
                      <MenuItem key={entry.id} id={entry.id} textValue={entry.label} className="menu-item">
                        {entry.icon}
                        <span className="palette-words">
                          <span>{entry.label}</span>
                          {entry.over && <span className="hint">{entry.over}</span>}
                        </span>
                        <CornerDownLeft aria-hidden className="palette-enter" />
                      </MenuItem>
                    ))}
                  </MenuSection>
                ))}
              </Menu>
            </section>
          </Autocomplete>
          <p className="palette-foot">{w("paletteHelp")}</p>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
