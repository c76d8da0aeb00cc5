import { absenceWords } from "../../kernel/authority/rules.ts";
import { State } from "../design/Marks.tsx";
import { useWords } from "../words.ts";
import { peopleWords as p } from "./words.ts";

export interface SeatProps {
  person: { th: string; en: string } | null;
  capacity: string | null;
  /** Why the holder is away, when he is. */
  absent?: string | null;
}

export const capacityOf = (capacity: string | null) =>
  capacity === "acting" || capacity === "standing_in" || capacity === "delegate" ? capacity : "holder";

/** Who sits in a position and as what; an empty seat says that it is empty. */
export function Seat({ person, capacity, absent }: SeatProps) {
  const { w, say } = useWords();
  const why = absent && absent in absenceWords ? absenceWords[absent as keyof typeof absenceWords] : null;
  const as = capacityOf(capacity);
  if (!person) return <State tone="waiting">{say(why ?? p.vacant)}</State>;
  return (
    <span className="seat">
      <span>{say(person)}</span>
      {as !== "holder" && <strong className="position-capacity">{w(as)}</strong>}
    </span>
  );
}
