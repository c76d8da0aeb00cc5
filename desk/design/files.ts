/** Files on their way to the server: what may go, how it is said, and the sending with progress. */

import { store } from "../store.ts";
import type { Both } from "../words.ts";

export interface StoredFile {
  id: string;
  name: string;
  size: number;
}
/** Sends one file; calls `progress` with 0–100; rejects with an Error whose message a person can read. */
export type SendFile = (file: File, progress: (percent: number) => void, signal: AbortSignal) => Promise<StoredFile>;

const units = [
  { from: 1024 ** 3, name: "GB" },
  { from: 1024 ** 2, name: "MB" },
  { from: 1024, name: "KB" },
];

/** 1536 → 1.5 KB. */
export function saySize(bytes: number): string {
  const unit = units.find(({ from }) => bytes >= from);
  if (!unit) return `${bytes} B`;
  const value = bytes / unit.from;
  return `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)} ${unit.name}`;
}

export type FileFault = "empty" | "large" | "kind";

/**
 * Why a file cannot be sent, before a byte travels. `accept` takes what an `<input accept>` takes: '.pdf', 'image/*',
 * 'application/pdf'. The server decides again, from the content.
 */
export function fileFault(
  file: { name: string; type: string; size: number },
  rules: { accept?: readonly string[]; limit?: number },
): FileFault | null {
  if (file.size === 0) return "empty";
  if (rules.limit !== undefined && file.size > rules.limit) return "large";
  if (!rules.accept || rules.accept.length === 0) return null;
  const name = file.name.toLowerCase();
  const fits = rules.accept.some((rule) => {
    if (rule.startsWith(".")) return name.endsWith(rule.toLowerCase());
    if (rule.endsWith("/*")) return file.type.startsWith(rule.slice(0, -1));
    return file.type === rule;
  });
  return fits ? null : "kind";
}

/** A sender for an address that takes multipart and answers `{id, name, size}`; XHR, because fetch tells no progress. */
export function sendTo(address: string, headers: () => Record<string, string>, failed: Both): SendFile {
  return (file, progress, signal) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", address);
      request.responseType = "json";
      for (const [name, value] of Object.entries(headers())) request.setRequestHeader(name, value);
      request.upload.onprogress = (event) => {
        if (event.lengthComputable) progress(Math.round((event.loaded / event.total) * 100));
      };
      const thai = document.documentElement.lang !== "en";
      const refuse = (problem: { detail?: string; detail_th?: string } | null) =>
        reject(new Error((thai ? problem?.detail_th : problem?.detail) ?? (thai ? failed.th : failed.en)));
      request.onload = () => {
        if (request.status >= 200 && request.status < 300) resolve(request.response as StoredFile);
        else refuse(request.response);
      };
      request.onerror = () => refuse(null);
      request.onabort = () => reject(new DOMException("aborted", "AbortError"));
      signal.addEventListener("abort", () => request.abort());
      const body = new FormData();
      body.append("file", file);
      request.send(body);
    });
}

/** How many files are on their way on this page: a form that sends now would leave them behind. */
export const uploads = store(0);
