/** What can be wrong with a ledger, in words that name the line. */

export type FaultKind = "changed" | "removed" | "inserted" | "reordered" | "seal" | "truncated" | "rewritten";

export interface LedgerFault {
  kind: FaultKind;
  /** Place in the chain, from 1; null for a line that has none. */
  seq: number | null;
  /** `ledger.id`; null when it is not known any more. */
  ledger: number | null;
  th: string;
  en: string;
}

/** A place in the chain whose parts do not fit, kept until all are known: a moved line is recognised only beside the others. */
export interface Misfit {
  seq: number;
  ledger: number;
  /** Hash at the place before, as stored; null when that place is missing. */
  before: string | null;
  hash: string;
  /** The line's hash as the seal has it, and as the line gives it now (null: the line is gone). */
  sealed: string;
  now: string | null;
  /** Whether `hash` follows from `before` and `sealed`. */
  follows: boolean;
}

const fault = (kind: FaultKind, seq: number | null, ledger: number | null, th: string, en: string): LedgerFault => ({
  kind,
  seq,
  ledger,
  th,
  en,
});

export const missingSeals = (first: number, last: number): LedgerFault =>
  fault(
    "removed",
    first,
    null,
    `ลำดับ ${first}${last > first ? `–${last}` : ""} ของบันทึกหลักฐานหายไปทั้งรายการและตราประทับ`,
    `Place ${first}${last > first ? `–${last}` : ""} of the ledger is gone, line and seal`,
  );

export const unsealedIntruder = (ledger: number): LedgerFault =>
  fault(
    "inserted",
    null,
    ledger,
    `รายการ ${ledger} ไม่มีตราประทับและไม่ได้รอประทับ: ถูกแทรกเข้ามาโดยข้ามระบบ หรือตราประทับถูกลบ`,
    `Line ${ledger} has no seal and does not wait for one: it was put in behind the program's back, or its seal was removed`,
  );

export const cutTail = (seq: number, hash: string, at: string, end: number): LedgerFault =>
  fault(
    "truncated",
    seq,
    null,
    `บันทึกหลักฐานจบที่ลำดับ ${end} แต่เมื่อ ${at} เคยถึงลำดับ ${seq} (${hash})`,
    `The ledger ends at ${end}, but on ${at} it reached ${seq} (${hash})`,
  );

export const otherHistory = (seq: number, hash: string, at: string): LedgerFault =>
  fault(
    "rewritten",
    seq,
    null,
    `ค่าแฮชที่ลำดับ ${seq} ไม่ตรงกับที่จดไว้นอกฐานข้อมูลเมื่อ ${at} (${hash}): มีการคำนวณสายโซ่ใหม่`,
    `The hash at ${seq} is not the one written outside the database on ${at} (${hash}): the chain was computed anew`,
  );

export const unknownForm = (seq: number, ledger: number, form: number): LedgerFault =>
  fault(
    "seal",
    seq,
    ledger,
    `ไม่รู้จักรูปแบบตราประทับ ${form} ที่ลำดับ ${seq}`,
    `The seal at ${seq} has a form this program does not know (${form})`,
  );

/** Names what happened at each place that does not fit. `chain` computes a hash from the one before and a line's. */
export function nameMisfits(
  misfits: readonly Misfit[],
  chain: (before: string, line: string) => string,
): LedgerFault[] {
  const places = truePlaces(misfits, chain);
  const bySealed = new Map(misfits.map((each) => [each.sealed, each]));
  return misfits.flatMap((each): LedgerFault[] => {
    const { seq, ledger, sealed, now, follows } = each;
    const place = follows ? seq : places.get(each);
    if (now === null) {
      return [
        fault(
          "removed",
          seq,
          ledger,
          `รายการ ${ledger} (ลำดับ ${seq}) ถูกลบ เหลือแต่ตราประทับ`,
          `Line ${ledger} (place ${seq}) was removed; only its seal is left`,
        ),
      ];
    }
    if (place !== undefined && place !== seq) return [moved(each, place)];
    if (now !== sealed) {
      const other = bySealed.get(now);
      if (other && other !== each) return [moved(each, other.seq)];
      return [
        fault(
          "changed",
          seq,
          ledger,
          `รายการ ${ledger} (ลำดับ ${seq}) ถูกแก้ไข: เนื้อความไม่ตรงกับตราประทับ`,
          `Line ${ledger} (place ${seq}) was changed: it is not what was sealed`,
        ),
      ];
    }
    // A line in its right place whose neighbour moved away is itself untouched.
    if (follows || place === seq) return [];
    const swapped =
      each.before === null
        ? undefined
        : misfits.find((other) => other !== each && chain(each.before as string, other.sealed) === each.hash);
    if (swapped) return [moved(each, swapped.seq)];
    return [
      fault(
        "seal",
        seq,
        ledger,
        `ตราประทับของรายการ ${ledger} (ลำดับ ${seq}) ไม่ต่อจากลำดับก่อนหน้า: มีการลบ แทรก หรือแก้ตราประทับก่อนถึงลำดับนี้`,
        `The seal of line ${ledger} (place ${seq}) does not follow from the one before: a seal here or before it was removed, put in or changed`,
      ),
    ];
  });
}

const moved = ({ seq, ledger }: Misfit, place: number): LedgerFault =>
  fault(
    "reordered",
    seq,
    ledger,
    `รายการ ${ledger} ถูกย้าย: อยู่ลำดับ ${seq} แต่ถูกประทับไว้ที่ลำดับ ${place}`,
    `Line ${ledger} was moved: it stands at place ${seq} but was sealed at place ${place}`,
  );

/** Where each misfit was sealed, found by walking the chain from places that are sound. */
function truePlaces(misfits: readonly Misfit[], chain: (before: string, line: string) => string): Map<Misfit, number> {
  const found = new Map<Misfit, number>();
  const broken = new Set(misfits.filter((each) => !each.follows).map((each) => each.hash));
  const known = new Map<string, number>();
  for (const each of misfits)
    if (each.before !== null && !broken.has(each.before)) known.set(each.before, each.seq - 1);
  for (let queue = [...known]; queue.length > 0; ) {
    const next: [string, number][] = [];
    for (const [hash, seq] of queue) {
      for (const each of misfits) {
        if (each.follows || found.has(each) || chain(hash, each.sealed) !== each.hash) continue;
        found.set(each, seq + 1);
        next.push([each.hash, seq + 1]);
      }
    }
    queue = next;
  }
  return found;
}
