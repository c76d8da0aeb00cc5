/** บริหารระบบ: the office in figures, and the way to each part. */
import { BookOpen, CalendarDays, CircleUser, Cog, HandHeart, type LucideIcon, Stamp, Users } from "lucide-react";
import { Link } from "react-aria-components";
import { authorityWords } from "../authority/words.ts";
import { DefinitionList, PageHead, Section } from "../design/Page.tsx";
import { SubNav } from "../people/SubNav.tsx";
import { peopleWords as p } from "../people/words.ts";
import { useView } from "../queries.ts";
import { type Both, useWords } from "../words.ts";
import { adminWords as a, adminPages } from "./words.ts";
import "../matters/matters.css";
import "../people/people.css";
import "./administration.css";

const doors: readonly { path: string; title: Both; help: Both; icon: LucideIcon }[] = [
  { path: "/people", title: p.title, help: a.peopleHelp, icon: Users },
  { path: "/administration/users", title: a.users, help: a.usersHelp, icon: CircleUser },
  { path: "/administration/appointments", title: a.appointments, help: a.appointmentsHelp, icon: Stamp },
  { path: "/authority/delegations", title: authorityWords.delegations, help: a.delegationsHelp, icon: HandHeart },
  { path: "/administration/holidays", title: a.holidays, help: a.holidaysHelp, icon: CalendarDays },
  { path: "/administration/books", title: a.books, help: a.booksHelp, icon: BookOpen },
  { path: "/administration/background", title: a.background, help: a.backgroundHelp, icon: Cog },
];

export default function AdministrationPage() {
  const { say } = useWords();
  const { data: me } = useView("accounts.me", {});
  const { data: units } = useView("authority.units", {});
  const { data: positions } = useView("authority.positions", {});
  const { data: ledger } = useView("ledger.standing", {});
  const count = (value: number | undefined) => (value === undefined ? "…" : value.toLocaleString("en-US"));
  return (
    <>
      <SubNav label={a.pages} pages={adminPages} />
      <PageHead title={say(a.title)} lead={say(a.lead)} />
      <Section title={say(a.office)}>
        <DefinitionList
          facts={[
            { label: say(a.province), value: me?.province ? say(me.province.name) : "…" },
            { label: say(a.code), value: me?.province?.code },
            { label: say(a.letterCode), value: me?.province?.letter },
            { label: say(a.dataKind), value: me && say(me.province?.isDemo ? a.demo : a.real) },
            { label: say(a.countUnits), value: count(units?.units.length) },
            { label: say(a.countPositions), value: count(positions?.length) },
            { label: say(a.countVacant), value: count(positions?.filter(({ person }) => person === null).length) },
            { label: say(a.countSealed), value: count(ledger?.sealed) },
          ]}
        />
      </Section>
      <ul className="doors">
        {doors.map(({ path, title, help, icon: Icon }) => (
          <li key={path}>
            <Link href={path}>
              <Icon aria-hidden strokeWidth={1.4} />
              <span>
                <strong>{say(title)}</strong>
                <span className="quiet small">{say(help)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
