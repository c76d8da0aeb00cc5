/** What a file is, by its bytes, and whether the office takes such files. */
import { createReadStream } from "node:fs";
import { fileTypeFromFile } from "file-type";
import { Problem } from "../problem.ts";
import { extensionOf } from "./names.ts";
import { inspectZip, type ZipEntry } from "./zip.ts";

const ooxml = "application/vnd.openxmlformats-officedocument.";
const odf = "application/vnd.oasis.opendocument.";

/** What is taken: type as served, and the extensions that such bytes may bear. */
const taken: Readonly<Record<string, readonly string[]>> = {
  "application/pdf": ["pdf"],
  [`${ooxml}wordprocessingml.document`]: ["docx"],
  [`${ooxml}spreadsheetml.sheet`]: ["xlsx"],
  [`${ooxml}presentationml.presentation`]: ["pptx"],
  [`${odf}text`]: ["odt"],
  [`${odf}spreadsheet`]: ["ods"],
  [`${odf}presentation`]: ["odp"],
  "application/msword": ["doc"],
  "application/vnd.ms-excel": ["xls"],
  "application/vnd.ms-powerpoint": ["ppt"],
  "application/rtf": ["rtf", "doc"],
  "application/zip": ["zip"],
  "image/jpeg": ["jpg", "jpeg", "jfif"],
  "image/png": ["png"],
  "image/apng": ["png", "apng"],
  "image/gif": ["gif"],
  "image/webp": ["webp"],
  "image/tiff": ["tif", "tiff"],
  "image/heic": ["heic", "heif"],
  "image/heif": ["heif", "heic"],
  "video/mp4": ["mp4", "m4v"],
  "video/quicktime": ["mov"],
  "audio/mpeg": ["mp3"],
  "audio/mp4": ["m4a"],
  "text/plain": ["txt"],
  "text/csv": ["csv"],
  "application/geo+json": ["geojson"],
  "application/json": ["json"],
};
/** Names of the same thing in other programs' words. */
const alias: Readonly<Record<string, string>> = {
  "audio/x-m4a": "audio/mp4",
  "video/x-m4v": "video/mp4",
  "image/heic-sequence": "image/heic",
  "image/heif-sequence": "image/heif",
};
/** The old binary Office files are one container (CFB); only the name says which. */
const cfb: Readonly<Record<string, string>> = {
  doc: "application/msword",
  xls: "application/vnd.ms-excel",
  ppt: "application/vnd.ms-powerpoint",
};
const textual: Readonly<Record<string, string>> = {
  txt: "text/plain",
  csv: "text/csv",
  geojson: "application/geo+json",
  json: "application/json",
};
/** What stands in the first folder of an Office document that the sniffer took for a plain zip. */
const inside: readonly [folder: string, type: string][] = [
  ["word/", `${ooxml}wordprocessingml.document`],
  ["xl/", `${ooxml}spreadsheetml.sheet`],
  ["ppt/", `${ooxml}presentationml.presentation`],
];

/** Types a browser may show in place; the rest are only ever downloaded. */
export const shownInline: ReadonlySet<string> = new Set([
  "application/pdf",
  "image/jpeg",
  "image/png",
  "image/apng",
  "image/gif",
  "image/webp",
]);

export const takenExtensions: readonly string[] = [...new Set(Object.values(taken).flat())].sort();

/**
 * The type of the file at `path`, called `name`. Throws `wrong-type` when such files are not taken or the name says otherwise,
 * `input` when it is a zip that must not be let in.
 */
export async function recognise(path: string, name: string): Promise<string> {
  const extension = extensionOf(name);
  const type = await typeOf(path, extension);
  if (type === undefined || !Object.hasOwn(taken, type)) throw notTaken(name, extension);
  if (!taken[type]!.includes(extension)) throw mismatch(name, extension, type);
  return type;
}

async function typeOf(path: string, extension: string): Promise<string | undefined> {
  const sniffed = await fileTypeFromFile(path, { maxBufferSize: 16_000_000 }).catch(() => undefined);
  if (!sniffed) return textual[extension] && (await isText(path)) ? textual[extension] : undefined;
  const type = alias[sniffed.mime] ?? sniffed.mime;
  if (type === "application/x-cfb") return cfb[extension];
  if (type === "application/zip" || type.startsWith(ooxml) || type.startsWith(odf) || type.includes("macroenabled")) {
    const entries = await inspectZip(path);
    refuseMacros(type, entries);
    if (type !== "application/zip") return type;
    const office = entries.some((entry) => entry.name === "[Content_Types].xml");
    return (office && inside.find(([folder]) => entries.some((entry) => entry.name.startsWith(folder)))?.[1]) || type;
  }
  return type;
}

function refuseMacros(type: string, entries: ZipEntry[]): void {
  if (!type.includes("macroenabled") && !entries.some((entry) => /(^|\/)vbaProject\.bin$/i.test(entry.name))) return;
  const words = {
    th: "เอกสารมีมาโคร (โปรแกรมที่ฝังอยู่) จึงไม่รับ โปรดบันทึกเป็น .docx .xlsx .pptx หรือ PDF",
    en: "The document carries macros and is refused; save it as .docx, .xlsx, .pptx or PDF",
  };
  throw new Problem("wrong-type", words, [{ field: "file", message: words }]);
}

/** No control characters but white space: UTF-8, or the one-byte Thai of older programs (TIS-620, Windows-874). */
async function isText(path: string): Promise<boolean> {
  for await (const chunk of createReadStream(path)) {
    const strange = (byte: number) =>
      (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12) || byte === 127;
    if ((chunk as Buffer).some(strange)) return false;
  }
  return true;
}

function notTaken(name: string, extension: string): Problem {
  const words = {
    th: `ไม่รับไฟล์ “${name}”${extension ? ` ชนิด .${extension}` : " ซึ่งไม่มีนามสกุล"} รับเฉพาะ ${takenExtensions.join(" ")}`,
    en: `“${name}” is not a kind of file that is taken. Taken are: ${takenExtensions.join(" ")}`,
  };
  return new Problem("wrong-type", words, [{ field: "file", message: words }]);
}

function mismatch(name: string, extension: string, type: string): Problem {
  const expected = taken[type]!.map((each) => `.${each}`).join(", ");
  const words = {
    th: `ไฟล์ “${name}” เนื้อในเป็นชนิด ${expected} ไม่ตรงกับนามสกุล${extension ? ` .${extension}` : ""} โปรดตรวจสอบไฟล์หรือแก้นามสกุล`,
    en: `“${name}” is in truth ${expected}, not${extension ? ` .${extension}` : " a file without extension"}; check the file or correct its name`,
  };
  return new Problem("wrong-type", words, [{ field: "file", message: words }]);
}
