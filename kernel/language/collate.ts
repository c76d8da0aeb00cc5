/**
 * The order of the Royal Society's dictionary: leading vowels and tone marks weigh less than consonants, and numbers
 * inside a text count as numbers, so that กลุ่ม 2 stands before กลุ่ม 10.
 */
const collator = new Intl.Collator("th", { numeric: true });

/** Compares two texts in Thai order; negative, 0 or positive, for `Array.prototype.sort`. */
export function compareThai(a: string, b: string): number {
  return collator.compare(a, b);
}

/** A comparer of records by a text of theirs: `units.sort(byThai((u) => u.name))`. */
export function byThai<T>(key: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => collator.compare(key(a), key(b));
}
