/** การตั้งค่าของฉัน: display, mail, and everything that guards one's own login. */

import { PositionBadge } from "../design/Marks.tsx";
import { DefinitionList, PageHead, Section, Skeleton } from "../design/Page.tsx";
import { Preferences } from "../frame/Preferences.tsx";
import { capacityOf } from "../people/Seat.tsx";
import { useView } from "../queries.ts";
import { useWords } from "../words.ts";
import { MailSection } from "./MailSection.tsx";
import { PasskeySection } from "./PasskeySection.tsx";
import { PasswordSection } from "./PasswordSection.tsx";
import { SessionSection } from "./SessionSection.tsx";
import { TwoStepSection } from "./TwoStepSection.tsx";
import { settingsWords as s } from "./words.ts";
import "../matters/matters.css";
import "../people/people.css";
import "../ledger/ledger.css";
import "./settings.css";

export default function SettingsPage() {
  const { say } = useWords();
  const { data: me } = useView("accounts.me", {}, { keep: true });
  return (
    <>
      <PageHead title={say(s.title)} lead={say(s.lead)} />
      <div className="settings">
        <div>
          <Section title={say(s.display)}>
            <p className="quiet small">{say(s.displayHelp)}</p>
            <Preferences />
          </Section>
          <MailSection />
        </div>
        <div>
          <Section title={say(s.account)}>
            {!me ? (
              <Skeleton rows={3} />
            ) : (
              <DefinitionList
                facts={[
                  { label: say(s.email), value: me.person.email, wide: true },
                  {
                    label: say(s.duties),
                    wide: true,
                    value: (
                      <ul className="own-positions">
                        {me.occupancies.map((each) => (
                          <li key={each.id}>
                            <PositionBadge
                              title={each.title}
                              unit={each.unit}
                              until={each.until}
                              capacity={capacityOf(each.capacity)}
                            />
                          </li>
                        ))}
                      </ul>
                    ),
                  },
                ]}
              />
            )}
          </Section>
          {me?.login && (
            <>
              <PasswordSection hasPassword={me.login.hasPassword} />
              <TwoStepSection isOn={me.login.twoFactor} hasPassword={me.login.hasPassword} />
              <PasskeySection />
            </>
          )}
        </div>
      </div>
      <SessionSection />
    </>
  );
}
