/** How a position stands to others: who is above it, what is delegated, and what stands under a paper that it signs today. */
import { Link } from "react-aria-components";
import { signatureBlock } from "../../kernel/authority/signature.ts";
import type { Api } from "../api.ts";
import { DelegationState } from "../authority/DelegationState.tsx";
import { Section, Skeleton } from "../design/Page.tsx";
import { useMe } from "../frame/office.ts";
import { useView } from "../queries.ts";
import { useWords } from "../words.ts";
import { capacityOf, Seat } from "./Seat.tsx";
import { peopleWords as p } from "./words.ts";

type Both = { th: string; en: string };
type Delegation = Api["authority.delegations"]["output"][number];
type Sitting = NonNullable<Api["authority.unit"]["output"]>["positions"][number]["sitting"];

/** The lines under a signature as the correspondence regulation has them, of whoever sits there today. */
export function SignatureBlock({ position, sitting }: { position: Both; sitting: Sitting }) {
  const { say, language } = useWords();
  const { data: me } = useMe();
  const acts = sitting !== null && sitting.capacity !== "holder";
  const { data: person } = useView("authority.person", { person: sitting?.person ?? 1 }, { isOff: !acts });
  const own = person?.occupancies.find((each) => each.own && each.now);
  const lines = sitting
    ? signatureBlock(
        {
          person: sitting,
          position,
          capacity: capacityOf(sitting.capacity),
          ownPost: own ? { th: own.th, en: own.en } : null,
          province: me?.province?.name ?? null,
        },
        language,
      )
    : [];
  return (
    <aside className="signature" aria-label={say(p.signature)}>
      <h2>{say(p.signature)}</h2>
      {sitting ? (
        <>
          <div className="document signature-lines">
            {lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </div>
          <p className="small quiet">{say(p.signatureHint)}</p>
        </>
      ) : (
        <p className="quiet small">{say(p.noSignature)}</p>
      )}
    </aside>
  );
}

/** The line of command, nearest first. */
export function Superiors({ position }: { position: number }) {
  const { say } = useWords();
  const { data } = useView("authority.chain", { position });
  if (!data) return <Skeleton rows={2} />;
  if (data.length === 0) return <p className="quiet">{say(p.noSuperiors)}</p>;
  return (
    <>
      <p className="quiet small">{say(p.superiorsLead)}</p>
      <ol className="ladder">
        {data.map((each) => (
          <li key={each.step}>
            <Link href={`/people/position/${each.position}`}>{say(each)}</Link>
            <Seat
              person={each.person_th ? { th: each.person_th, en: each.person_en ?? each.person_th } : null}
              capacity={each.capacity}
            />
          </li>
        ))}
      </ol>
    </>
  );
}

/** Delegations to and by the position. */
export function DelegationsOf({ position }: { position: number }) {
  const { say } = useWords();
  const { data } = useView("authority.delegations", { position });
  if (!data || data.length === 0) return null;
  const part = (title: Both, rows: readonly Delegation[], other: (row: Delegation) => Both) =>
    rows.length > 0 && (
      <Section title={say(title)}>
        <ul className="unit-list one">
          {rows.map((row) => (
            <li key={row.id}>
              <Link href={`/authority/delegations/${row.id}`}>
                {say(other(row))}: {row.duties.map((duty) => say(duty)).join(", ")}
              </Link>
              <DelegationState state={row.state} />
            </li>
          ))}
        </ul>
      </Section>
    );
  return (
    <>
      {part(
        p.delegationsIn,
        data.filter(({ to }) => to === position),
        (row) => ({ th: row.from_th, en: row.from_en }),
      )}
      {part(
        p.delegationsOut,
        data.filter(({ from }) => from === position),
        (row) => ({ th: row.to_th, en: row.to_en }),
      )}
    </>
  );
}
