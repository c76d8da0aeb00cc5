/** What the frame itself asks of the server; the names stand here once. */
import type { Capacity } from "../design/Marks.tsx";
import { useView } from "../queries.ts";
import type { Both } from "../words.ts";

/** One way in which the person may work: a position held, acted for, stood in, or powers delegated. */
export interface Occupancy {
  id: number;
  title: Both;
  unit: Both;
  capacity: Capacity;
  /** Last day, 'YYYY-MM-DD'; null while it has no end. */
  until: string | null;
  /** The instrument: คำสั่งจังหวัดที่ 2914/2569 ลงวันที่ …. */
  instrument: string | null;
}

export interface Me {
  person: { id: number; name: Both; email: string };
  province: { name: Both; isDemo: boolean };
  occupancies: Occupancy[];
  /** The occupancy that the server used for this answer. */
  current: number | null;
}

export interface Notice {
  id: string;
  /** ISO instant. */
  at: string;
  title: Both;
  body: Both | null;
  href: string | null;
  isRead: boolean;
}

export interface Found {
  id: string;
  href: string;
  title: string;
  /** Number, kind and owner, as one line. */
  over: string | null;
}

export const asked = {
  me: "accounts.me",
  notices: "notices.mine",
  readNotices: "notices.read",
  search: "search.find",
} as const;

let lastMe: Me | undefined;

/**
 * Who is at the desk. The last answer is kept while another position is asked for and while the server is away: the
 * screen and the form in it must not vanish. (Signing in and out loads a new page, so nobody sees another's.)
 */
export const useMe = () => {
  const { data, ...rest } = useView(asked.me, {}, { keep: true });
  lastMe = (data as Me | undefined) ?? lastMe;
  return { ...rest, data: lastMe };
};
export const useNotices = (isOn: boolean) => {
  const { data } = useView(asked.notices, {}, { isOff: !isOn });
  return data as { notices: Notice[]; unread: number } | undefined;
};
export const useSearch = (text: string) => {
  const { data, isFetching } = useView(asked.search, { text, limit: 8 }, { isOff: text.trim() === "", keep: true });
  return { found: text.trim() === "" ? [] : ((data as { found: Found[] } | undefined)?.found ?? []), isFetching };
};
