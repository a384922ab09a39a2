import { describe, expect, it } from 'vitest';
import { helloLimiter } from '../../../src/reconciler/fleet/hello-limiter.ts';
import { outgoingTo } from '../../../src/reconciler/fleet/outgoing.ts';
import { manualClock } from '../../gateway/mcp/support/manual-clock.ts';

/** A stream that takes as many writes as it is told, and then none until it drains. */
function slowStream(room: number) {
  const written: string[] = [];
  let waiting: (() => void) | undefined;
  return {
    written,
    write: (bytes: Buffer) => {
      written.push(bytes.toString());
      return --room > 0;
    },
    once: (_: 'drain', listener: () => void) => {
      waiting = listener;
    },
    end: () => written.push('end'),
    drain: (more: number) => {
      room = more;
      waiting?.();
    },
  };
}

const entry = { kind: 'tool', name: 'a', digest: 'a'.repeat(64) };
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('what goes to a gateway', () => {
  it('is never written faster than it reads, and in order', async () => {
    const stream = slowStream(2);
    const encode = () => Promise.resolve(['p1', 'p2'].map((text) => Buffer.from(text)));
    const errors: unknown[] = [];
    const outgoing = outgoingTo(stream, encode, (error) => errors.push(error));
    const writable: string[] = [];
    outgoing.send(Buffer.from('intent'));
    outgoing.put(entry, false);
    outgoing.whenWritable(() => writable.push('now'));
    outgoing.send(Buffer.from('activate'));
    outgoing.end();
    await settled();
    expect([stream.written, writable]).toEqual([['intent', 'p1'], []]);
    stream.drain(1);
    await settled();
    expect([stream.written, writable]).toEqual([['intent', 'p1', 'p2'], []]);
    stream.drain(9);
    await settled();
    expect([stream.written, writable]).toEqual([['intent', 'p1', 'p2', 'activate', 'end'], ['now']]);
    outgoing.send(Buffer.from('late'));
    await settled();
    expect(stream.written.at(-1)).toBe('end');
    expect(errors).toEqual([]);
  });

  it('ends with the stream, also while it waits for room', async () => {
    const stream = slowStream(1);
    const outgoing = outgoingTo(
      stream,
      () => Promise.resolve([]),
      () => undefined,
    );
    outgoing.send(Buffer.from('one'));
    outgoing.send(Buffer.from('two'));
    await settled();
    outgoing.gone();
    stream.drain(9);
    await settled();
    expect(stream.written).toEqual(['one']);
  });

  it('gives a gateway up that does not read at all, instead of keeping it all', async () => {
    const stream = slowStream(1);
    const errors: string[] = [];
    const outgoing = outgoingTo(
      stream,
      () => Promise.resolve([]),
      (error) => errors.push(String(error)),
    );
    for (let count = 0; count < 10_000; count++) outgoing.send(Buffer.from('beat'));
    await settled();
    expect(errors).toEqual(['Error: the gateway does not read what it is sent']);
    expect(stream.written).toEqual(['beat']);
  });

  it('gives a stream up when an object cannot be read', async () => {
    const errors: string[] = [];
    const stream = slowStream(9);
    const outgoing = outgoingTo(
      stream,
      () => Promise.reject(new Error('not in the store')),
      (error) => errors.push(String(error)),
    );
    outgoing.put(entry, false);
    outgoing.send(Buffer.from('activate'));
    await settled();
    expect([errors, stream.written]).toEqual([['Error: not in the store'], []]);
  });
});

describe('the limiter of registrations', () => {
  it('admits a burst, then as many as come in time, and tells the others when to come back', () => {
    const clock = manualClock();
    const limiter = helloLimiter(clock);
    const first = Array.from({ length: 600 }, () => limiter.admit());
    expect(first.filter((wait) => wait === 0)).toHaveLength(500);
    const waits = first.slice(500);
    expect(waits.every((wait, index) => wait > (waits[index - 1] ?? 0))).toBe(true);
    clock.advance(1_000);
    const second = Array.from({ length: 300 }, () => limiter.admit());
    expect(second.filter((wait) => wait === 0)).toHaveLength(250);
    clock.advance(60 * 60 * 1_000);
    expect(Array.from({ length: 600 }, () => limiter.admit()).filter((wait) => wait === 0)).toHaveLength(500);
  });
});
