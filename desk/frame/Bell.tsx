import { Bell as BellIcon, BellOff } from "lucide-react";
import { Button as AriaButton, Link } from "react-aria-components";
import { sayInstant } from "../days.ts";
import { Button } from "../design/Button.tsx";
import { Popover } from "../design/Menu.tsx";
import { EmptyState } from "../design/Page.tsx";
import { useWords } from "../words.ts";
import type { Notice } from "./office.ts";

export interface BellProps {
  notices: readonly Notice[];
  unread: number;
  onReadAll: () => void;
  onOpen: (notice: Notice) => void;
}

export function Bell({ notices, unread, onReadAll, onOpen }: BellProps) {
  const { w, say, language } = useWords();
  const label = unread > 0 ? `${w("notices")} ${w("unread", { count: unread > 99 ? "99+" : unread })}` : w("notices");
  return (
    <Popover
      label={w("notices")}
      padded={false}
      trigger={
        <AriaButton className="button icon bell" aria-label={label}>
          <BellIcon aria-hidden />
          {unread > 0 && (
            <span className="bell-count" aria-hidden>
              {unread > 99 ? "99+" : unread}
            </span>
          )}
        </AriaButton>
      }
    >
      {(close) => (
        <div className="notices">
          <header>
            <h2>{w("notices")}</h2>
            {unread > 0 && (
              <Button small kind="plain" onPress={onReadAll}>
                {w("markAllRead")}
              </Button>
            )}
          </header>
          {notices.length === 0 && <EmptyState icon={BellOff} title={w("noNotices")} help="" />}
          <ul>
            {notices.map((notice) => {
              const words = (
                <>
                  <span className="notice-title">{say(notice)}</span>
                  <time dateTime={notice.at}>{sayInstant(notice.at, language)}</time>
                </>
              );
              return (
                <li key={notice.id} className={notice.read ? "" : "unread"}>
                  <Link
                    href={notice.path}
                    onPress={() => {
                      close();
                      onOpen(notice);
                    }}
                  >
                    {words}
                  </Link>
                </li>
              );
            })}
          </ul>
        </div>
      )}
    </Popover>
  );
}
