/** The signature block (ลายมือชื่อและตำแหน่ง): who signs, as what, for whom, in the words of official letters. */
import { capacityWords, type Words } from "./rules.ts";

export interface Signing {
  person: Words;
  /** The position whose power is used, or whose delegated power is used when `onBehalfOf` is given. */
  position: Words;
  /** How the person sits in `position`. "delegate" means: as its holder, on behalf of another. */
  capacity: "holder" | "acting" | "standing_in" | "delegate";
  /** The person's own post, where he only acts or stands in; absent when he has none. */
  ownPost?: Words | null;
  /** Whose power it is in the end, when delegated (ss. 38, 48 para. 2). */
  onBehalfOf?: Words | null;
  /** The province's name with or without จังหวัด / "Province": dropped from all lines but the last, as usage has it. */
  province?: Words | null;
}

const copula = {
  th: {
    acting: capacityWords.acting.th,
    standing_in: capacityWords.standing_in.th,
    delegate: capacityWords.delegate.th,
  },
  en: { acting: "Acting for", standing_in: "Standing in as", delegate: "On behalf of" },
} as const;

/**
 * The lines under a signature. Acting: "(นายสมชาย ใจดี)", "รองผู้ว่าราชการจังหวัด รักษาราชการแทน",
 * "ผู้ว่าราชการจังหวัดพระนครศรีอยุธยา". The last line is always the position whose power was used, in full.
 */
export function signatureBlock(signing: Signing, language: "th" | "en" = "th"): string[] {
  const { person, position, capacity, ownPost, onBehalfOf } = signing;
  const province = signing.province?.[language] ?? "";
  const words = copula[language];
  const join = language === "th" ? " " : ", ";
  const lines: string[] = [];
  const via = (post: Words | null | undefined, phrase: string) =>
    lines.push(post ? `${shortPost(post[language], province)}${join}${phrase}` : phrase);
  if (capacity === "acting" || capacity === "standing_in") via(ownPost, words[capacity]);
  if (onBehalfOf) via(position, words.delegate);
  lines.push(plainPost((onBehalfOf ?? position)[language]));
  return [`(${person[language]})`, ...lines];
}

/** A title without the ordinal by which the office tells equal posts apart: "รองผู้ว่าราชการจังหวัดลพบุรี (๑)" → without "(๑)". */
export function plainPost(title: string): string {
  return title.replace(/\s*(?:\((?:คนที่\s*|no\.\s*)?[0-9๐-๙]+\)|คนที่\s*[0-9๐-๙]+)\s*$/iu, "").trim();
}

/** A title in the middle of a block: without the ordinal and without the province's name, which the last line gives. */
export function shortPost(title: string, province = ""): string {
  const plain = plainPost(title);
  const name = province
    .trim()
    .replace(/^จังหวัด|\s*province$/giu, "")
    .trim();
  if (name === "") return plain;
  const thai = `จังหวัด${name}`;
  if (plain.endsWith(thai)) return plain.slice(0, -name.length);
  const english = new RegExp(
    `[,\\s]+(?:of\\s+)?${name.replace(/[.*+?^$(){}|[\]\\]/gu, "\\$&")}(?:\\s+province)?$`,
    "iu",
  );
  const short = plain.replace(english, "").trim();
  return short === "" ? plain : short;
}
