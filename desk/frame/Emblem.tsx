/** The mark of the system: the gable of a provincial hall over the lines of a ledger. Ours, drawn here; not the garuda. */
export function Emblem({ size = 36 }: { size?: number }) {
  return (
    <svg className="emblem" width={size} height={size} viewBox="0 0 36 36" fill="none" aria-hidden="true">
      <path d="M18 2.5v3.2" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
      <path
        d="M5 16.5c4-1.2 9.6-4.6 13-10.6 3.4 6 9 9.4 13 10.6"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinejoin="round"
      />
      <path d="M10.5 16.700c2.9-1 5.6-2.9 7.5-5.7 1.9 2.8 4.6 4.7 7.5 5.7" stroke="currentColor" strokeWidth="1.2" />
      <path d="M6 20h24M6 31.500h24" stroke="currentColor" strokeWidth="1.6" />
      <path d="M8.5 23.500h19M8.5 26h19M8.5 28.500h12" stroke="currentColor" strokeWidth="1" />
    </svg>
  );
}
