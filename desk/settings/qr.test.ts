import assert from "node:assert/strict";
import { test } from "node:test";
import { qrCode, times } from "./qr.ts";

/** Version 1, read back by the book: format, mask, zigzag, Reed–Solomon, bytes. */
function readSmall(dark: boolean[][]): string {
  const size = dark.length;
  assert.equal(size, 21);
  const is = (x: number, y: number) => dark[y]?.[x] === true;
  const spots: [number, number][] = [0, 1, 2, 3, 4, 5].map((i) => [8, i]);
  spots.push([8, 7], [8, 8], [7, 8]);
  for (let i = 9; i < 15; i++) spots.push([14 - i, 8]);
  const bits = spots.reduce((all, [x, y], i) => all | (Number(is(x, y)) << i), 0) ^ 0x5412;
  assert.equal(bits >>> 13, 0, "level M");
  const mask = (bits >>> 10) & 7;
  const masks: ((x: number, y: number) => boolean)[] = [
    (x, y) => (x + y) % 2 === 0,
    (_, y) => y % 2 === 0,
    (x) => x % 3 === 0,
    (x, y) => (x + y) % 3 === 0,
    (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
    (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
    (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
    (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
  ];
  const isFixed = (x: number, y: number) =>
    x === 6 || y === 6 || (x < 9 && y < 9) || (x > size - 9 && y < 9) || (x < 9 && y > size - 9);
  const stream: number[] = [];
  let isUp = true;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step++)
      for (const x of [right, right - 1]) {
        const y = isUp ? size - 1 - step : step;
        if (!isFixed(x, y)) stream.push(Number(is(x, y) !== masks[mask]?.(x, y)));
      }
    isUp = !isUp;
  }
  const words = Array.from({ length: 26 }, (_, i) =>
    stream.slice(i * 8, i * 8 + 8).reduce((byte, bit) => (byte << 1) | bit, 0),
  );
  // A Reed–Solomon word is divisible by its generator: it vanishes at the first ten powers of 2.
  let root = 1;
  for (let power = 0; power < 10; power++) {
    assert.equal(
      words.reduce((sum, word) => times(sum, root) ^ word, 0),
      0,
      `syndrome ${power}`,
    );
    root = times(root, 2);
  }
  const data = words.slice(0, 16);
  assert.equal((data[0] ?? 0) >>> 4, 4, "byte mode");
  const length = (((data[0] ?? 0) & 15) << 4) | ((data[1] ?? 0) >>> 4);
  const bytes = Array.from({ length }, (_, i) => (((data[i + 1] ?? 0) & 15) << 4) | ((data[i + 2] ?? 0) >>> 4));
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

test("a small code reads back as what was written", () => {
  for (const text of ["HELLO", "otpauth://x", "ปลัด"]) assert.equal(readSmall(qrCode(text)), text);
});

test("every version has its finders, timing and size; too long a text is refused", () => {
  for (const length of [1, 14, 60, 120, 180, 300, 600, 1200, 2331]) {
    const dark = qrCode("a".repeat(length));
    assert.equal((dark.length - 17) % 4, 0);
    for (const row of dark) assert.equal(row.length, dark.length);
    for (const [x, y] of [
      [0, 0],
      [dark.length - 7, 0],
      [0, dark.length - 7],
    ] as const) {
      assert.ok(dark[y]?.[x] && dark[y + 3]?.[x + 3] && !dark[y + 1]?.[x + 1]);
    }
    for (let i = 8; i < dark.length - 8; i++) assert.equal(dark[6]?.[i], i % 2 === 0);
  }
  assert.throws(() => qrCode("a".repeat(2332)), RangeError);
});
