/** For the tests of accounts: a house with its door open on a real port, and browsers that knock at it. */
import { createHmac } from "node:crypto";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { openHttp } from "../http.ts";
import { assemble, kernelRooms } from "../rooms.ts";
import { openTestHouse, type TestHouse } from "../testing.ts";
import { type Accounts, type AccountsOptions, type Letter, openAccounts } from "./accounts.ts";

export const goodPassword = "นกยูงกินข้าวเหนียวเย็น";

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what came over the wire, looked into by the tests
  body: any;
  headers: Headers;
}
export interface Browser {
  cookies: Map<string, string>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
}
export interface Door {
  house: TestHouse;
  accounts: Accounts;
  url: string;
  letters: Letter[];
  attacks: string[];
  /** Login ids by position. */
  login: Record<string, string>;
  /** A browser at an address of its own. */
  browser(address?: string): Browser;
  close(): Promise<void>;
}

let people = 0;

export async function openDoor(more: Partial<AccountsOptions> = {}): Promise<Door> {
  const house = await openTestHouse({ rooms: assemble(kernelRooms) });
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const letters: Letter[] = [];
  const attacks: string[] = [];
  const accounts = await openAccounts({
    database: house.house.database,
    secret: "a secret of the test, long enough for anybody",
    baseUrl: url,
    mail: async (letter) => letters.push(letter),
    log: { info() {}, warn() {}, error: (facts, message) => console.error(message, facts) },
    clock: () => house.house.clock(),
    onAttack: (login) => void attacks.push(login),
    slowness: 300,
    ...more,
  });
  const server = await openHttp(house.house, accounts.authenticate, [accounts.wing]);
  await server.listen({ port, host: "localhost" });
  const login: Record<string, string> = {};
  for (const position of ["governor", "clerk", "administrator"]) {
    login[position] = await accounts.createLogin({
      email: `${position}@test.invalid`,
      name: position,
      password: goodPassword,
      person: house.person[position]!,
    });
  }
  return {
    house,
    accounts,
    url,
    letters,
    attacks,
    login,
    browser: (address = `203.0.113.${++people % 250}`) => browserAt(url, address),
    async close() {
      await server.close();
      await house.close();
    },
  };
}

function browserAt(url: string, address: string): Browser {
  const cookies = new Map<string, string>();
  async function send(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
    const answer = await fetch(url + path, {
      method,
      redirect: "manual",
      headers: {
        // Loopback is trusted to name the address, as the reverse proxy before the program does.
        "x-forwarded-for": address,
        "user-agent": "Test/1.0",
        ...(cookies.size > 0 ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") } : {}),
        ...(method === "POST" ? { "content-type": "application/json", origin: url } : {}),
        ...headers,
      },
      ...(method === "POST" ? { body: typeof body === "string" ? body : JSON.stringify(body ?? {}) } : {}),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = "", ...attributes] = line.split("; ");
      const at = pair.indexOf("=");
      if (attributes.includes("Max-Age=0") || pair.slice(at + 1) === "") cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      body: text.startsWith("{") || text.startsWith("[") ? JSON.parse(text) : text === "null" ? null : text,
    };
  }
  return {
    cookies,
    post: (path, body, headers = {}) => send("POST", path, body, headers),
    get: (path, headers = {}) => send("GET", path, undefined, headers),
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, "localhost", done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

/** RFC 6238 with SHA-1, 30 seconds, 6 digits, from the otpauth address; written from the RFC, not from the library under test. */
export function totp(address: string, at = Date.now()): string {
  const secret = new URL(address).searchParams.get("secret") ?? "";
  let bits = "";
  for (const letter of secret.replace(/=+$/, ""))
    bits += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac("sha1", key).update(counter).digest();
  const start = mac[19]! & 15;
  return String((mac.readUInt32BE(start) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

export const signIn = (browser: Browser, position: string, password = goodPassword): Promise<Answer> =>
  browser.post("/api/auth/sign-in/email", { email: `${position}@test.invalid`, password });
