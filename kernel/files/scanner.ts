/** The virus scanner: clamd, asked by INSTREAM over its socket, when the office has configured one. */
import { createReadStream } from "node:fs";
import { connect, type Socket } from "node:net";
import { Problem } from "../problem.ts";

export interface Scanner {
  /** The name of what was found, or null when the file is clean. Rejects when the scanner cannot answer. */
  scan(path: string): Promise<string | null>;
  /** What to do with a file that could not be scanned. */
  onFault: "refuse" | "accept";
}

/**
 * The scanner named by the environment, or null. `CLAMD_SOCKET` = path of its unix socket, or `CLAMD_HOST` = host or host:port
 * (3310); `CLAMD_ON_FAULT` = refuse (default: nothing comes in unscanned) or accept (kept as waiting, scanned later).
 */
export function scannerOf(env: NodeJS.ProcessEnv): Scanner | null {
  const { CLAMD_SOCKET: path, CLAMD_HOST: host, CLAMD_ON_FAULT: onFault = "refuse" } = env;
  if (!path && !host) return null;
  if (onFault !== "refuse" && onFault !== "accept") throw new Error("CLAMD_ON_FAULT is refuse or accept");
  const [name = "", port = "3310"] = host ? host.split(/:(?=\d+$)/) : [];
  const dial = () => (path ? connect(path) : connect(Number(port), name));
  return { scan: (file) => instream(dial, file), onFault };
}

const patience = 120_000;

async function instream(dial: () => Socket, path: string): Promise<string | null> {
  const socket = dial();
  const answer = answerOf(socket);
  answer.catch(() => {}); // a fault while sending is told by the write below, or here: once
  try {
    await write(socket, Buffer.from("zINSTREAM\0"));
    for await (const chunk of createReadStream(path, { highWaterMark: 262_144 })) {
      const length = Buffer.alloc(4);
      length.writeUInt32BE((chunk as Buffer).length);
      await write(socket, Buffer.concat([length, chunk as Buffer]));
    }
    await write(socket, Buffer.alloc(4));
  } catch (error) {
    // clamd closes the line after saying why (size limit); its words are better than "EPIPE".
    const said = await answer.catch(() => "");
    if (!said) throw error;
  }
  return verdict(await answer);
}

/** "stream: OK" → null; "stream: Eicar-Test-Signature FOUND" → the name; anything else is no verdict. */
function verdict(said: string): string | null {
  if (said === "stream: OK") return null;
  const found = /^stream: (.+) FOUND$/.exec(said)?.[1];
  if (found) return found;
  throw new Error(`clamd: ${said || "no answer"}`);
}

function answerOf(socket: Socket): Promise<string> {
  return new Promise((done, fail) => {
    let said = "";
    socket.setTimeout(patience, () => socket.destroy(new Error("clamd did not answer in time")));
    socket.on("data", (data) => {
      said += data.toString("utf8");
      if (said.includes("\0")) socket.end();
    });
    socket.on("error", fail);
    socket.on("close", () => (said ? done(said.split("\0")[0]!.trim()) : fail(new Error("clamd closed the line"))));
  });
}

const write = (socket: Socket, data: Buffer): Promise<void> =>
  new Promise((done, fail) => {
    if (socket.destroyed) return fail(new Error("clamd closed the line"));
    socket.write(data, (error) => (error ? fail(error) : done()));
  });

export interface Finding {
  scan: "none" | "clean" | "waiting";
}

/** Scans a file that wants in. Throws `input` naming the virus, or `unavailable` when the scanner is dead and must not be passed by. */
export async function admitScanned(scanner: Scanner | null, path: string, name: string): Promise<Finding> {
  if (!scanner) return { scan: "none" };
  let found: string | null;
  try {
    found = await scanner.scan(path);
  } catch {
    if (scanner.onFault === "accept") return { scan: "waiting" };
    throw new Problem("unavailable", {
      th: "เครื่องตรวจไวรัสไม่ตอบสนอง จึงยังรับไฟล์ไม่ได้ โปรดลองใหม่หรือแจ้งผู้ดูแลระบบ",
      en: "The virus scanner does not answer, so no file can be taken; try again or tell the administrator",
    });
  }
  if (found === null) return { scan: "clean" };
  const words = {
    th: `พบไวรัส ${found} ในไฟล์ “${name}” จึงไม่รับ`,
    en: `Virus ${found} found in “${name}”; the file is refused`,
  };
  throw new Problem("input", words, [{ field: "file", message: words }], { virus: found });
}
