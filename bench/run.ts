/**
 * `npm run bench [-- --sizes 10000,100000,1000000] [-- --only acts,lists,start]`: a table on the terminal, everything in bench/result.json.
 * Ratios are between two measurements of the same run on the same machine.
 */
import { writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { measureActs } from "./acts.ts";
import { measureLists } from "./lists.ts";
import { openBench } from "./province.ts";
import { measureStart } from "./start.ts";

const option = (name: string) => process.argv[process.argv.indexOf(`--${name}`) + 1];
const given = (name: string) => process.argv.includes(`--${name}`);
const only = given("only") ? option("only")!.split(",") : ["acts", "lists", "start"];
const sizes = given("sizes") ? option("sizes")!.split(",").map(Number) : [10_000, 100_000, 1_000_000];
const say = (line: string) => console.log(line);

const machine = {
  cores: cpus().length,
  model: cpus()[0]?.model,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
};
say(`${machine.cores} cores, ${machine.memoryGiB} GiB, Node ${machine.node}`);
const result: Record<string, unknown> = { at: new Date().toISOString(), machine };
if (only.includes("start")) {
  say("Start");
  result["start"] = await measureStart(say);
}
const bench = only.includes("acts") || only.includes("lists") ? await openBench() : undefined;
try {
  if (bench && only.includes("acts")) {
    say("Acts against the same SQL sent raw");
    result["acts"] = await measureActs(bench, say);
  }
  if (bench && only.includes("lists")) {
    say("Lists as history grows");
    const lists = await measureLists(bench, sizes, say);
    result["lists"] = lists;
    const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
    say(`Growth, p95 at ${most.toLocaleString()} over p95 at ${least.toLocaleString()} (bar 3.0, and 100 ms)`);
    result["growth"] = lists
      .filter(({ matters }) => matters === most)
      .map(({ name, p95 }) => {
        const ratio = p95 / lists.find((each) => each.name === name && each.matters === least)!.p95;
        say(`  ${name.padEnd(24)} ${ratio.toFixed(2)}   ${p95.toFixed(1)} ms`);
        return { name, ratio, p95 };
      });
  }
} finally {
  await bench?.close();
}
await writeFile(join(import.meta.dirname, "result.json"), `${JSON.stringify(result, null, 2)}\n`);
