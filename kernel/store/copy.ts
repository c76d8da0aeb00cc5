import type { Socket } from "node:net";
import type { ClientBase, Submittable } from "pg";

/** What we use of pg's connection beyond its types: the messages of the COPY sub-protocol. */
type Wire = {
  stream: Socket;
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
};

const BLOCK = 256 * 1024;

/**
 * Runs `COPY … TO STDOUT` and hands its bytes to `write` in blocks of about 256 KiB, waiting for each, so that memory stays flat.
 * @returns the number of rows.
 */
export function copyOut(
  client: ClientBase,
  sql: string,
  write: (block: Buffer) => Promise<void> | void,
): Promise<number> {
  return new Promise((resolve, reject) => {
    let wire: Wire;
    let rows = 0;
    let parts: Buffer[] = [];
    let size = 0;
    let waiting = 0;
    let written = Promise.resolve();
    let failure: unknown = null;

    const flush = () => {
      if (size === 0) return;
      // The driver reuses its buffer, so the parts are copied here, before it reads on.
      const block = Buffer.concat(parts, size);
      parts = [];
      size = 0;
      waiting++;
      wire.stream.pause();
      written = written
        .then(() => (failure ? undefined : write(block)))
        .catch((error) => {
          failure ??= error;
        })
        .then(() => {
          if (--waiting === 0) wire.stream.resume();
        });
    };
    const query = copyStatement(sql, {
      submit(connection) {
        wire = connection;
      },
      handleCopyData({ chunk }) {
        parts.push(Buffer.from(chunk));
        size += chunk.length;
        if (size >= BLOCK) flush();
      },
      handleCommandComplete({ text }) {
        rows = rowsOf(text);
      },
      handleReadyForQuery() {
        flush();
        written.then(() => (failure ? reject(failure) : resolve(rows)));
      },
      handleError: reject,
    });
    client.query(query);
  });
}

/**
 * Runs `COPY … FROM STDIN` with the bytes of `source`, waiting whenever the server is behind.
 * @returns the number of rows.
 * @throws the error of the source, or PostgreSQL's, which says line and column.
 */
export function copyIn(client: ClientBase, sql: string, source: AsyncIterable<Buffer>): Promise<number> {
  return new Promise((resolve, reject) => {
    let rows = 0;
    let over = false;
    let failure: unknown = null;
    let pumped = Promise.resolve();

    const pump = async (wire: Wire) => {
      try {
        for await (const block of source) {
          // After an error the server ignores the rest; the source is still read to its end, to stay in step with the archive.
          if (over) continue;
          wire.sendCopyFromChunk(block);
          if (wire.stream.writableNeedDrain) await drained(wire.stream);
        }
        if (!over) wire.endCopyFrom();
      } catch (error) {
        failure = error;
        if (!over) wire.sendCopyFail("the source failed");
      }
    };
    const query = copyStatement(sql, {
      handleCopyInResponse(connection) {
        pumped = pump(connection);
      },
      handleCommandComplete({ text }) {
        rows = rowsOf(text);
      },
      handleReadyForQuery() {
        over = true;
        pumped.then(() => (failure ? reject(failure) : resolve(rows)));
      },
      handleError(error) {
        over = true;
        pumped.then(() => reject(failure ?? error));
      },
    });
    client.query(query);
  });
}

type Handlers = {
  submit?(connection: Wire): void;
  handleCopyInResponse?(connection: Wire): void;
  handleCopyData?(message: { chunk: Buffer }): void;
  handleCommandComplete(message: { text: string }): void;
  handleReadyForQuery(): void;
  handleError(error: unknown): void;
};

/** A query of our own for pg's queue: the driver calls these handlers with the messages that come in while it runs. */
function copyStatement(sql: string, handlers: Handlers): Submittable {
  return {
    handleRowDescription: () => undefined,
    handleDataRow: () => undefined,
    handlePortalSuspended: () => undefined,
    handleEmptyQuery: () => undefined,
    handleCopyInResponse: (connection: Wire) => connection.sendCopyFail("not asked for"),
    handleCopyData: () => undefined,
    ...handlers,
    submit(connection: unknown) {
      const wire = connection as Wire;
      handlers.submit?.(wire);
      wire.query(sql);
    },
  } as Submittable;
}

const rowsOf = (tag: string): number => Number(/^COPY (\d+)/.exec(tag)?.[1] ?? 0);

function drained(stream: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stream.off("drain", done).off("close", done);
      resolve();
    };
    stream.on("drain", done).on("close", done);
  });
}
