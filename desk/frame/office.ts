/** What the frame itself asks of the server: who is here, the notices, the search. */
import type { Capacity } from "../design/Marks.tsx";
import { useView } from "../queries.ts";
import { type Both, words } from "../words.ts";

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
  /** What the position may do, for the menu; every act asks the server itself. */
  duties?: readonly { duty: string }[];
}

/** A notice, as `notices.mine` gives it. */
export interface Notice {
  id: number;
  th: string;
  en: string;
  path: string;
  /** ISO instant. */
  at: string;
  read: boolean;
}

export interface Found {
  id: string;
  href: string;
  title: string;
  /** Number and unit, as one line. */
  over: string | null;
}

let lastMe: Me | undefined;

/**
 * Who is at the desk. The last answer is kept while another position is asked for and while the server is away: the
 * screen and the form in it must not vanish. (Signing in and out loads a new page, so nobody sees another's.)
 */
export const useMe = () => {
  const { data, ...rest } = useView("accounts.me", {}, { topics: ["authority"], keep: true });
  if (data) lastMe = { ...data, province: data.province ?? { name: words.office, isDemo: false } };
  return { ...rest, data: lastMe };
};

/** The newest notices and how many are unread (the server counts to 100); undefined until known. */
export const useNotices = (isOn: boolean): { notices: Notice[]; unread: number } | undefined => {
  const { data } = useView("notices.mine", { limit: 20 }, { isOff: !isOn });
  const { data: counted } = useView("notices.count", {}, { isOff: !isOn });
  return data && counted ? { notices: data.notices, unread: counted.unread } : undefined;
};

export const useSearch = (text: string): { found: Found[]; isFetching: boolean } => {
  const query = text.trim();
  const { data, isFetching } = useView("search.find", { query, limit: 8 }, { isOff: query === "", keep: true });
  const hits = query === "" ? [] : (data?.hits ?? []);
  return {
    found: hits.map(({ matter, title, printed, path, unit }) => ({
      id: String(matter),
      href: path,
      title,
      over: [printed, unit].filter(Boolean).join(" · ") || null,
    })),
    isFetching,
  };
};
