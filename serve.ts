/** `npm start`: opens the store, builds the province on the first start, tells where the office is, and ends cleanly. */
import { join } from "node:path";
import { type DemoLogin, demoPassword, openDemonstration, performDemonstration } from "./demonstration/index.ts";
import { buildDeskApart } from "./desk/build.ts";
import { deskWing } from "./desk/serve.ts";
import { type HouseOptions, openStore, type Running, run, settle } from "./kernel/house.ts";
import { firstAdministrator } from "./kernel/province/first-administrator.ts";
import { provinceFacts } from "./reference/province.ts";

export interface ServeOptions extends HouseOptions {
  province?: string | undefined;
  empty: boolean;
  say(text: string): void;
}

export async function serve(options: ServeOptions): Promise<void> {
  const { progress, say, rooms } = options;
  const port = Number(process.env["PORT"] || 3000);
  const host = process.env["HOST"] || "localhost";
  const publicUrl = process.env["PUBLIC_URL"] ?? `http://localhost:${port}`;
  say("Changwat จังหวัด");
  let running: Running | undefined;
  let isEnding = false;
  const end = async () => {
    if (isEnding) return;
    isEnding = true;
    say("กำลังปิดสำนักงาน · Closing the office");
    await running?.close();
    process.exit(0);
  };
  // A signal during the start waits for it: half a start is not cleanly undone.
  let signalled = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      signalled = true;
      if (running) void end();
    });
  }

  const built = buildDeskApart({ outDir: join(options.dir, "desk"), progress: (words) => say(`  ${words}`) });
  built.catch((error: Error) => say(`  หน้าจอสร้างไม่สำเร็จ · The desk could not be built: ${error.message}`));
  const store = await openStore(options);
  try {
    const { province, fresh } = await settle(
      store,
      rooms,
      { ...(options.province ? { province: options.province } : {}), demonstration: !options.empty },
      progress,
    );
    if (options.province) refuseOther(province, options.province);
    running = await run({
      ...options,
      store,
      publicUrl,
      wings: [deskWing(built)],
      env: process.env,
      demoPassword: province.demonstration ? demoPassword : undefined,
    });
    const logins = province.demonstration ? await openDemonstration(running) : [];
    if (province.demonstration && fresh) await performDemonstration(running.house, progress);
    await running.server.listen({ port, host });
    say(`\n  ${province.th} · ${province.en}\n  ${publicUrl}\n`);
    await tellLogins(running, logins, province.demonstration, say);
  } catch (error) {
    await (running?.close() ?? store.close());
    throw error;
  }
  if (signalled) void end();
}

async function tellLogins(
  running: Running,
  logins: readonly DemoLogin[],
  demonstration: boolean,
  say: ServeOptions["say"],
): Promise<void> {
  if (demonstration) {
    say(`  บัญชีสาธิต (บุคคลสมมุติ) · Demonstration accounts (invented people), password: ${demoPassword}`);
    for (const { email, th } of logins) say(`    ${email.padEnd(34)} ${th}`);
  } else {
    const link = await firstAdministrator(running);
    if (link)
      say(`  ผู้ดูแลระบบคนแรกตั้งรหัสผ่านที่ (ใช้ได้ครั้งเดียว) · The first administrator sets a password at (once):\n    ${link}`);
  }
  say("");
}

function refuseOther(living: { code: string; th: string; en: string }, wanted: string): void {
  if (provinceFacts(wanted).code === living.code) return;
  const words = {
    th: `ที่เก็บข้อมูลนี้เป็นของ${living.th} (${living.code}) แล้ว ให้ใช้ CHANGWAT_HOME อื่นสำหรับจังหวัด ${wanted}`,
    en: `This home already holds ${living.en} (${living.code}). Use another CHANGWAT_HOME for province ${wanted}.`,
  };
  throw Object.assign(new Error(words.en), { words });
}
