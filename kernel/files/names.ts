/** File names as they are kept: the last part of what the sender's program gave, without what could deceive or escape. */
import { cleanLine } from "../language/text.ts";
import { Problem } from "../problem.ts";

const longest = 200;
/** Signs that a common file system refuses, and the slashes that would make a path of the name. */
const forbidden = /[\\/:*?"<>|\p{Cc}\p{Cs}\p{Co}\p{Cn}]/gu;

/**
 * The name under which a file is kept: no path, no control or direction-turning characters ("‮cod.exe"), NFC, at most 200
 * characters with its extension kept. Throws `input` when nothing is left of it.
 */
export function safeName(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? "";
  const name = cleanLine(last.toWellFormed().replace(/\p{Cc}/gu, ""))
    .replace(forbidden, "_")
    .replace(/^[.\s]+|[.\s]+$/g, "");
  const dot = name.lastIndexOf(".");
  const stem = dot > 0 ? name.slice(0, dot).trim() : name;
  if (stem === "" || /^_+$/.test(stem)) {
    throw new Problem("input", { th: "ไฟล์ไม่มีชื่อที่ใช้ได้", en: "The file has no usable name" }, [
      { field: "name", message: { th: "ตั้งชื่อไฟล์ใหม่", en: "Give the file another name" } },
    ]);
  }
  if (name.length <= longest) return name;
  const extension = dot > 0 && name.length - dot <= 12 ? name.slice(dot) : "";
  return (
    name
      .slice(0, longest - extension.length)
      .toWellFormed()
      .replace(/\uFFFD+$/, "") + extension
  );
}

/** "รายงาน.PDF" → "pdf"; "" when there is none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : "";
}
