/** Numbers behind the drawings of the governor's board. */

/** A round number at or above the most, and the lines below it: 0, 20, 40 for a most of 37. */
export function scaleOf(most: number): number[] {
  const rough = Math.max(1, most) / 3;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((times) => times * unit).find((size) => size >= rough) ?? rough);
  return Array.from({ length: Math.ceil(Math.max(1, most) / step) + 1 }, (_, line) => line * step);
}

/** Where the four steps of a wash begin, on whole numbers: 1, 3, 6, 9 for a most of 12. */
export function stepsOf(most: number): number[] {
  if (most <= 4) return [1, 2, 3, 4];
  return [1, Math.ceil(most / 4), Math.ceil(most / 2), Math.ceil((most * 3) / 4)];
}
export const stepAt = (late: number, steps: readonly number[]): number => steps.filter((from) => late >= from).length;
