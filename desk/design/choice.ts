/** One thing that can be chosen in a Select, ComboBox or MultiPicker. */
export interface Choice {
  id: string;
  label: string;
  /** A second line: ministry, district, what the state means. Also searched. */
  detail?: string;
  /** Heading under which it stands; choices of one group must be neighbours. */
  group?: string;
  /** Other words that find it: abbreviation, old name, code. */
  alias?: string;
  isDisabled?: boolean;
}

/** All that is searched in a choice. */
export const choiceText = ({ label, detail, alias }: Choice): string =>
  [label, detail, alias].filter(Boolean).join(" ");

/** Choices under their headings, in the order given. */
export function byGroup(choices: readonly Choice[]): { group: string | null; choices: Choice[] }[] {
  const groups: { group: string | null; choices: Choice[] }[] = [];
  for (const choice of choices) {
    const last = groups.at(-1);
    if (last && last.group === (choice.group ?? null)) last.choices.push(choice);
    else groups.push({ group: choice.group ?? null, choices: [choice] });
  }
  return groups;
}
