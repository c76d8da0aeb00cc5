import { useState } from "react";
import { ComboBox } from "../../../../desk/design/ComboBox.tsx";
import { MultiPicker } from "../../../../desk/design/MultiPicker.tsx";
import { useView } from "../../../../desk/queries.ts";
import { useWords } from "../../../../desk/words.ts";
import { citation, goodGovernance, stateAdministration } from "../../../../kernel/law/clauses.ts";
import { issueWords as i } from "./issue-words.ts";

/** What an order usually rests on; every other clause is found in the law library. */
const usual: readonly string[] = [
  stateAdministration("๕๗"),
  stateAdministration("๕๒/๑"),
  stateAdministration("๕๔"),
  stateAdministration("๖๐"),
  stateAdministration("๖๒"),
  goodGovernance("๑๐"),
  goodGovernance("๔๕"),
];
/** The clauses that an order's input takes: numbers in Thai digits, with their additions after a stroke. */
const taken = /^[a-z-]+:[๐-๙/.]+$/;

export interface BasisProps {
  value: string[];
  onChange: (clauses: string[]) => void;
  error: string | undefined;
}

/** The clauses on which the order rests: from the usual ones, or searched by words and number in the library. */
export function Basis({ value, onChange, error }: BasisProps) {
  const { say, language } = useWords();
  const [text, search] = useState("");
  const { data } = useView("law.search", { text: text.trim() || "-" }, { isOff: text.trim() === "", keep: true });
  const found = (data ?? []).flatMap((row) => {
    const id = `${row.law}:${row.number}`;
    if (!taken.test(id) || value.includes(id)) return [];
    const detail = language === "en" ? row.title_en : row.title_th;
    return [{ id, label: say(row.citation), ...(detail ? { detail } : {}) }];
  });
  const known = [...usual, ...value.filter((clause) => !usual.includes(clause))];
  return (
    <>
      <MultiPicker
        label={say(i.basis)}
        hint={say(i.basisHint)}
        choices={known.map((clause) => ({ id: clause, label: say(citation(clause)) }))}
        value={value}
        onChange={onChange}
        error={error}
      />
      <ComboBox
        key={value.length}
        label={say(i.otherClause)}
        placeholder={say(i.otherClauseHint)}
        choices={text.trim() === "" ? [] : found}
        value={null}
        onChange={(clause) => {
          search("");
          if (clause) onChange([...value, clause]);
        }}
        onSearch={search}
      />
    </>
  );
}
