import type { Entry } from '../../snapshot/index.ts';

/** What a gRPC stream gives for writing, so that a test can stand in for one. */
export interface WritableStream {
  /** False when its buffer is full. */
  write(bytes: Buffer): boolean;
  once(event: 'drain', listener: () => void): unknown;
  end(): void;
}

/** The encoded Put messages of an object, shared by all streams. */
export type EncodePut = (entry: Entry, held: boolean) => Promise<readonly Buffer[]>;

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

  function enqueue(task: () => Promise<void> | void): void {
    if (!open) return;
    waiting++;
    if (waiting > waitingLimit) fail(new Error('the gateway does not read what it is sent'));
    tail = tail
      .then(() => (open ? task() : undefined))
      .catch(fail)
      .finally(() => {
        waiting--;
      });
  }

  async function write(bytes: Buffer): Promise<void> {
    if (!open || stream.write(bytes)) return;
    await new Promise<void>((resolve) => {
      release = resolve;
      stream.once('drain', resolve);
    });
  }

  return {
    send: (bytes) => enqueue(() => write(bytes)),
    put: (entry, held) =>
      enqueue(async () => {
        for (const bytes of await encodePut(entry, held)) await write(bytes);
      }),
    whenWritable: (then) => enqueue(then),
    end: () =>
      enqueue(() => {
        open = false;
        stream.end();
      }),
    gone: () => {
      open = false;
      release();
    },
  };
}
