/** Inbox, board and search as a province's history grows from ten thousand matters to a million. */
import { findView, look } from "../kernel/perform.ts";
import { growTo } from "./generate.ts";
import { type Bench, percentile } from "./province.ts";

export interface ListsResult {
  name: string;
  matters: number;
  p50: number;
  p95: number;
}
const runs = 60;

export async function measureLists(
  bench: Bench,
  sizes: readonly number[],
  say: (line: string) => void,
): Promise<ListsResult[]> {
  const results: ListsResult[] = [];
  const actors = await Promise.all(
    ["governor", "office.head", "office.administration.clerk", "agency.health.head", "district.1406.chief"].map((key) =>
      bench.actor(key),
    ),
  );
  const words = [
    "ผู้ว่าราชการจังหวัด",
    "อำเภอ",
    "ยาเสพติด",
    "ไข้เลือดออก",
    "งบประมาณ รายงาน",
    "ท่องเที่ยว",
    "9999/2569",
    "ตัวอย่าง",
    "ฝุ่นละออง",
    "ไม่มีคำนี้เลย",
  ];
  const cases: [name: string, view: string, input: (turn: number) => object][] = [
    ["inbox: to act on", "matters.inbox", () => ({ box: "act" })],
    ["inbox: waiting for", "matters.inbox", () => ({ box: "waiting" })],
    ["board: open", "orders.board", () => ({})],
    ["board: late", "orders.board", () => ({ state: "late" })],
    ["board: closed, newest", "orders.board", () => ({ state: "closed" })],
    ["search", "search.find", (turn) => ({ query: words[turn % words.length] })],
  ];
  for (const matters of sizes) {
    const began = performance.now();
    await growTo(bench, matters);
    say(`  ${matters.toLocaleString()} matters (generated in ${((performance.now() - began) / 1000).toFixed(0)} s)`);
    for (const [name, viewName, input] of cases) {
      const found = findView(bench.house.rooms, viewName)!;
      const times: number[] = [];
      for (let turn = -10; turn < runs; turn++) {
        const actor = actors[Math.abs(turn) % actors.length]!;
        const start = performance.now();
        await look(bench.house, found, actor, input(Math.abs(turn)));
        if (turn >= 0) times.push(performance.now() - start);
      }
      const result = { name, matters, p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
      results.push(result);
      say(
        `    ${name.padEnd(24)} p50 ${result.p50.toFixed(1).padStart(7)} ms   p95 ${result.p95.toFixed(1).padStart(7)} ms`,
      );
    }
  }
  return results;
}
