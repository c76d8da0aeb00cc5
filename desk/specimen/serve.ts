/** A tiny server for looking at a built desk without an office behind it. Used by the specimen's test. */
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
};

/** As strict as the office's own server is meant to be: nothing from elsewhere, nothing inline but styles. */
const policy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob:; object-src 'none'; base-uri 'none'";

export interface Served {
  address: string;
  close: () => Promise<void>;
}

/** Serves the folder; unknown paths get `index.html`, `/api/…` what `api` answers (404 without it). */
export async function serveDesk(
  folder: string,
  api: (request: IncomingMessage, body: string) => { status: number; body: unknown } = () => ({
    status: 404,
    body: null,
  }),
): Promise<Served> {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const path = normalize(new URL(request.url ?? "/", "http://desk").pathname);
    if (path.startsWith("/api/") || path === "/healthz") {
      let text = "";
      for await (const part of request) text += part;
      const { status, body } = api(request, text);
      response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
      return;
    }
    const type = types[extname(path)];
    const file = join(folder, type ? path : "index.html");
    const content = await readFile(file).catch(() => null);
    if (!content) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "Content-Type": type ?? "text/html; charset=utf-8", "Content-Security-Policy": policy });
    response.end(content);
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
