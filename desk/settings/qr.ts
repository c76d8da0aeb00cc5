/**
 * A QR code (ISO/IEC 18004) of a short text, byte mode, error correction M: enough for an authenticator's address. Made
 * here, because a key that protects a login must not be drawn by a service elsewhere.
 */

/** Codewords of error correction in a block, and blocks, for level M, by version (1 first). */
const eccPerBlock = [
  10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28,
  28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
];
const blockCount = [
  1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35,
  37, 38, 40, 43, 45, 47, 49,
];

const at = (list: readonly number[], index: number): number => list[index] ?? 0;

/** Modules that carry data or error correction. */
function rawModules(version: number): number {
  let count = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const aligned = Math.floor(version / 7) + 2;
    count -= (25 * aligned - 10) * aligned - 55;
    if (version >= 7) count -= 36;
  }
  return count;
}
const dataCodewords = (version: number): number =>
  Math.floor(rawModules(version) / 8) - at(eccPerBlock, version - 1) * at(blockCount, version - 1);

/** Multiplication in GF(2^8) with the code's polynomial 0x11D. */
export function times(x: number, y: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((y >>> bit) & 1) * x;
  }
  return product & 0xff;
}

function generator(degree: number): number[] {
  const result: number[] = Array.from({ length: degree }, (_, i) => (i === degree - 1 ? 1 : 0));
  let root = 1;
  for (let i = 0; i < degree; i++) {
    for (let j = 0; j < degree; j++) result[j] = times(at(result, j), root) ^ (j + 1 < degree ? at(result, j + 1) : 0);
    root = times(root, 2);
  }
  return result;
}

function remainder(data: readonly number[], divisor: readonly number[]): number[] {
  const result = divisor.map(() => 0);
  for (const byte of data) {
    const factor = byte ^ (result.shift() ?? 0);
    result.push(0);
    divisor.forEach((coefficient, i) => {
      result[i] = at(result, i) ^ times(coefficient, factor);
    });
  }
  return result;
}

function dataOf(bytes: Uint8Array, version: number): number[] {
  const bits: number[] = [];
  const put = (value: number, length: number) => {
    for (let i = length - 1; i >= 0; i--) bits.push((value >>> i) & 1);
  };
  put(4, 4);
  put(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) put(byte, 8);
  const room = dataCodewords(version) * 8;
  put(0, Math.min(4, room - bits.length));
  put(0, (8 - (bits.length % 8)) % 8);
  for (let pad = 0xec; bits.length < room; pad ^= 0xec ^ 0x11) put(pad, 8);
  return Array.from({ length: bits.length / 8 }, (_, i) =>
    bits.slice(i * 8, i * 8 + 8).reduce((byte, bit) => (byte << 1) | bit, 0),
  );
}

/** Blocks with their error correction, taken turn by turn. */
function codewords(data: readonly number[], version: number): number[] {
  const blocks = at(blockCount, version - 1);
  const ecc = at(eccPerBlock, version - 1);
  const total = Math.floor(rawModules(version) / 8);
  const shortBlocks = blocks - (total % blocks);
  const shortLength = Math.floor(total / blocks) - ecc;
  const divisor = generator(ecc);
  const parts: { data: number[]; ecc: number[] }[] = [];
  for (let i = 0, start = 0; i < blocks; i++) {
    const length = shortLength + (i < shortBlocks ? 0 : 1);
    const part = data.slice(start, start + length);
    parts.push({ data: part, ecc: remainder(part, divisor) });
    start += length;
  }
  const result: number[] = [];
  for (let i = 0; i <= shortLength; i++)
    for (const part of parts) if (i < part.data.length) result.push(at(part.data, i));
  for (let i = 0; i < ecc; i++) for (const part of parts) result.push(at(part.ecc, i));
  return result;
}

const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

function alignment(version: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const size = version * 4 + 17;
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, i) => size - 7 - (count - 2 - i) * step)];
}

class Grid {
  readonly size: number;
  readonly dark: boolean[][];
  readonly fixed: boolean[][];
  constructor(version: number) {
    this.size = version * 4 + 17;
    this.dark = Array.from({ length: this.size }, () => Array<boolean>(this.size).fill(false));
    this.fixed = Array.from({ length: this.size }, () => Array<boolean>(this.size).fill(false));
  }
  set(x: number, y: number, isDark: boolean) {
    const [row, kept] = [this.dark[y], this.fixed[y]];
    if (!row || !kept || x < 0 || x >= this.size) return;
    row[x] = isDark;
    kept[x] = true;
  }
}

function patterns(grid: Grid, version: number): void {
  const { size } = grid;
  for (let i = 0; i < size; i++) {
    grid.set(6, i, i % 2 === 0);
    grid.set(i, 6, i % 2 === 0);
  }
  for (const [cx, cy] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    for (let dy = -4; dy <= 4; dy++)
      for (let dx = -4; dx <= 4; dx++) {
        const ring = Math.max(Math.abs(dx), Math.abs(dy));
        grid.set(cx + dx, cy + dy, ring !== 2 && ring !== 4);
      }
  const places = alignment(version);
  places.forEach((cx, i) => {
    places.forEach((cy, j) => {
      const last = places.length - 1;
      if ((i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0)) return;
      for (let dy = -2; dy <= 2; dy++)
        for (let dx = -2; dx <= 2; dx++) grid.set(cx + dx, cy + dy, Math.max(Math.abs(dx), Math.abs(dy)) !== 1);
    });
  });
  if (version >= 7) {
    let rest = version;
    for (let i = 0; i < 12; i++) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
    const bits = (version << 12) | rest;
    for (let i = 0; i < 18; i++) {
      const [a, b] = [size - 11 + (i % 3), Math.floor(i / 3)];
      grid.set(a, b, ((bits >>> i) & 1) === 1);
      grid.set(b, a, ((bits >>> i) & 1) === 1);
    }
  }
}

/** Level M is written as 0. */
function format(grid: Grid, mask: number): void {
  let rest = mask;
  for (let i = 0; i < 10; i++) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
  const bits = ((mask << 10) | rest) ^ 0x5412;
  const bit = (i: number) => ((bits >>> i) & 1) === 1;
  const { size } = grid;
  for (let i = 0; i <= 5; i++) grid.set(8, i, bit(i));
  grid.set(8, 7, bit(6));
  grid.set(8, 8, bit(7));
  grid.set(7, 8, bit(8));
  for (let i = 9; i < 15; i++) grid.set(14 - i, 8, bit(i));
  for (let i = 0; i < 8; i++) grid.set(size - 1 - i, 8, bit(i));
  for (let i = 8; i < 15; i++) grid.set(8, size - 15 + i, bit(i));
  grid.set(8, size - 8, true);
}

/** Data in columns of two, upwards and downwards from the right, past what is fixed. */
function place(grid: Grid, words: readonly number[], mask: (x: number, y: number) => boolean): void {
  const { size } = grid;
  let i = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step++)
      for (const x of [right, right - 1]) {
        const y = ((right + 1) & 2) === 0 ? size - 1 - step : step;
        const row = grid.dark[y];
        if (!row || grid.fixed[y]?.[x]) continue;
        const isDark = i < words.length * 8 && ((at(words, i >>> 3) >>> (7 - (i & 7))) & 1) === 1;
        row[x] = isDark !== mask(x, y);
        i += 1;
      }
  }
}

/** How hard a code is to read: long runs, blocks, false finders, too much of one colour. */
function penalty(dark: readonly (readonly boolean[])[]): number {
  const size = dark.length;
  const is = (x: number, y: number) => dark[y]?.[x] === true;
  let points = 0;
  let count = 0;
  const finder = [true, false, true, true, true, false, true];
  for (let a = 0; a < size; a++) {
    for (const cell of [(i: number) => is(i, a), (i: number) => is(a, i)]) {
      let run = 1;
      for (let i = 1; i <= size; i++) {
        if (i < size && cell(i) === cell(i - 1)) run += 1;
        else {
          if (run >= 5) points += run - 2;
          run = 1;
        }
      }
      for (let i = 0; i + 7 <= size; i++) {
        if (!finder.every((want, j) => cell(i + j) === want)) continue;
        const quiet = (from: number) => [0, 1, 2, 3].every((j) => from + j < 0 || from + j >= size || !cell(from + j));
        if (quiet(i - 4) || quiet(i + 7)) points += 40;
      }
    }
    for (let x = 0; x < size; x++) {
      if (is(x, a)) count += 1;
      if (
        x + 1 < size &&
        a + 1 < size &&
        is(x, a) === is(x + 1, a) &&
        is(x, a) === is(x, a + 1) &&
        is(x, a) === is(x + 1, a + 1)
      )
        points += 3;
    }
  }
  return points + Math.floor(Math.abs((count * 20) / (size * size) - 10)) * 10;
}

/** The modules of the code, row by row; true is dark. Throws a RangeError when the text is too long (2,331 bytes). */
export function qrCode(text: string): boolean[][] {
  const bytes = new TextEncoder().encode(text);
  let version = 1;
  while (version <= 40 && dataCodewords(version) * 8 < 4 + (version < 10 ? 8 : 16) + bytes.length * 8) version += 1;
  if (version > 40) throw new RangeError(`too long for a QR code: ${bytes.length} bytes`);
  const words = codewords(dataOf(bytes, version), version);
  let best: { points: number; dark: boolean[][] } | null = null;
  masks.forEach((mask, number) => {
    const grid = new Grid(version);
    patterns(grid, version);
    format(grid, number);
    place(grid, words, mask);
    const points = penalty(grid.dark);
    if (!best || points < best.points) best = { points, dark: grid.dark };
  });
  return (best as { dark: boolean[][] } | null)?.dark ?? [];
}
