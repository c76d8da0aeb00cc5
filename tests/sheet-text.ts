/** What a downloaded file says: an Excel workbook is a zip of XML, everything else is text. */
import { inflateRawSync } from "node:zlib";

export function textOfSheet(body: Buffer): string {
  if (body.readUInt32LE(0) !== 0x04034b50) return body.toString("utf8");
  const end = body.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  let at = body.readUInt32LE(end + 16);
  const texts: string[] = [];
  for (let n = body.readUInt16LE(end + 10); n > 0; n--) {
    const [method, packed, name, extra, remark, local] = [
      body.readUInt16LE(at + 10),
      body.readUInt32LE(at + 20),
      body.readUInt16LE(at + 28),
      body.readUInt16LE(at + 30),
      body.readUInt16LE(at + 32),
      body.readUInt32LE(at + 42),
    ];
    const start = local + 30 + body.readUInt16LE(local + 26) + body.readUInt16LE(local + 28);
    const bytes = body.subarray(start, start + packed);
    texts.push((method === 8 ? inflateRawSync(bytes) : bytes).toString("utf8"));
    at += 46 + name + extra + remark;
  }
  return texts.join("\n");
}
