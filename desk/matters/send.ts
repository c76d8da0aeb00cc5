/** Sending files of a matter: they are stored first, and an act binds them by the token that comes back. */
import { headers } from "../client.ts";
import { type SendFile, type StoredFile, sendTo } from "../design/files.ts";
import type { Both } from "../words.ts";

const failed: Both = { th: "ส่งไฟล์ไม่สำเร็จ ลองอีกครั้ง", en: "The file could not be sent. Try again" };
const post = sendTo("/api/files", headers, failed);

/** Bytes a file; the server's own limit unless an office has set another. */
export const fileLimit = 50_000_000;
export const kindsTaken: Both = { th: "PDF รูปภาพ เอกสาร Office", en: "PDF, pictures, Office documents" };

/** The server answers with a list of one; its token is the file's id until it is bound. */
export const sendFile: SendFile = async (file, progress, signal) => {
  const answer = (await post(file, progress, signal)) as unknown as {
    files: { token: string; name: string; size: number }[];
  };
  const stored = answer.files[0];
  if (!stored) throw new Error(document.documentElement.lang === "en" ? failed.en : failed.th);
  return { id: stored.token, name: stored.name, size: stored.size } satisfies StoredFile;
};
