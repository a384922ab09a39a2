import type { Entry } from '../../snapshot/index.ts';

/** What a gRPC stream gives for writing, so that a test can stand in for one. */
export interface WritableStream {
  /** False when its buffer is full. */
  write(bytes: Buffer): boolean;
  once(event: 'drain', listener: () => void): unknown;
  end(): void;
}

/** The encoded Put messages of an object, shared by all streams; at once when they are there. */
export type EncodePut = (entry: Entry, held: boolean) => readonly Buffer[] | Promise<readonly Buffer[]>;

/** Writes to one gateway, in order, and never faster than it reads. */
export interface Outgoing {
  send(bytes: Buffer): void;
  put(entry: Entry, held: boolean): void;
  /** Calls back once when everything before it was written and there is room for more. */
  whenWritable(then: () => void): void;
  /** Ends the stream after what was written before. */
  end(): void;
  /** The stream is gone: nothing more is written. */
  gone(): void;
}

/** Messages that may wait for one reader; the protocol never comes near it. */
const waitingLimit = 4_096;

export function outgoingTo(
  stream: WritableStream,
  encodePut: EncodePut,
  onError: (error: unknown) => void,
): Outgoing {
  let open = true;
  let waiting = 0;
  let tail: Promise<void> = Promise.resolve();
  let release: () => void = () => undefined;

  function fail(error: unknown): void {
    if (!open) return;
    open = false;
    release();
    onError(error);
  }

  /** Does it at once when nothing waits before it. */
  function enqueue(task: () => Promise<void> | undefined): void {
    if (!open) return;
    if (waiting > 0) return later(task);
    try {
      const rest = task();
      if (rest !== undefined) later(() => rest);
    } catch (error) {
      fail(error);
    }
  }

  function later(task: () => Promise<void> | undefined): void {
    waiting++;
    if (waiting > waitingLimit) fail(new Error('the gateway does not read what it is sent'));
    tail = tail
      .then(() => (open ? task() : undefined))
      .catch(fail)
      .finally(() => {
        waiting--;
      });
  }

  function write(bytes: Buffer): Promise<void> | undefined {
    if (!open || stream.write(bytes)) return undefined;
    return new Promise<void>((resolve) => {
      release = resolve;
      stream.once('drain', resolve);
    });
  }

  function writeAll(messages: readonly Buffer[], from = 0): Promise<void> | undefined {
    for (const [at, bytes] of messages.entries()) {
      if (at < from) continue;
      const rest = write(bytes);
      if (rest !== undefined) return rest.then(() => writeAll(messages, at + 1));
    }
    return undefined;
  }

  return {
    send: (bytes) => enqueue(() => write(bytes)),
    put: (entry, held) =>
      enqueue(() => {
        const messages = encodePut(entry, held);
        return messages instanceof Promise ? messages.then((all) => writeAll(all)) : writeAll(messages);
      }),
    whenWritable: (then) =>
      later(() => {
        then();
        return undefined;
      }),
    end: () =>
      enqueue(() => {
        open = false;
        stream.end();
        return undefined;
      }),
    gone: () => {
      open = false;
      release();
    },
  };
}
