import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ConnectRequest, ConnectResponse } from '../../../src/wire/generated/reshapr/snapshot/v1/snapshot.ts';
import {
  assembler,
  decodeToControl,
  decodeToGateway,
  encodePut,
  encodeToControl,
  encodeToGateway,
} from '../../../src/wire/index.ts';
import { digest, toControl, toGateway } from '../support/arbitrary.ts';

const megabyte = 1024 * 1024;

describe('what is sent is what arrives', () => {
  test('from a gateway', () => {
    fc.assert(
      fc.property(toControl, (message) => {
        const wire = encodeToControl(message).map((part) => ConnectRequest.encode(part).finish());
        expect(wire.map((part) => decodeToControl(ConnectRequest.decode(part)))).toEqual([message]);
      }),
    );
  });

  test('from a control plane', () => {
    fc.assert(
      fc.property(toGateway, (message) => {
        const wire = ConnectResponse.encode(encodeToGateway(message)).finish();
        expect(decodeToGateway(ConnectResponse.decode(wire))).toEqual(message);
      }),
    );
  });

  test.each([0, 1, 1000, 960 * 1024, 960 * 1024 + 1, 3 * megabyte])('an object of %i bytes', (size) => {
    const entry = { kind: 'tool', name: 'a', digest: 'a'.repeat(64) };
    const bytes = Buffer.alloc(size, 'x');
    const parts = encodePut(entry, bytes).map((part) => ConnectResponse.encode(part).finish());
    for (const part of parts) expect(part.length).toBeLessThan(megabyte);
    const pieces = assembler();
    const arrived = parts.map((part) => {
      const decoded = decodeToGateway(ConnectResponse.decode(part));
      return decoded?.type === 'piece' ? pieces.add(decoded.piece) : 'lost';
    });
    expect(arrived.slice(0, -1).every((piece) => piece === undefined)).toBe(true);
    const whole = arrived.at(-1);
    if (typeof whole !== 'object' || whole.bytes === 'held') expect.fail();
    expect([whole.kind, whole.name, Buffer.compare(whole.bytes, bytes)]).toEqual(['tool', 'a', 0]);
  });

  test('an inventory of any size, in messages under 1 MB, the last of which says so', () => {
    const [one] = fc.sample(digest, 1);
    const digests = Array.from({ length: 50_001 }, () => one as string);
    const parts = encodeToControl({ type: 'inventory', digests, last: true });
    const sizes = parts.map((part) => ConnectRequest.encode(part).finish().length);
    expect(Math.max(...sizes)).toBeLessThan(megabyte);
    const decoded = parts.map((part) => decodeToControl(part));
    expect(decoded.map((part) => part?.type === 'inventory' && part.last)).toEqual([false, false, true]);
    expect(decoded.flatMap((part) => (part?.type === 'inventory' ? part.digests : []))).toEqual(digests);
  });
});

describe('what this version does not know', () => {
  /** A message whose only field has a number that no version uses yet. */
  const strange = Buffer.from([0xfa, 0x06, 0x02, 0x08, 0x01]);
  const ref = { epoch: 1, sequence: 1, digest: 'not a digest' };

  test('is no message, on both sides', () => {
    expect(decodeToControl(ConnectRequest.decode(strange))).toBeUndefined();
    expect(decodeToGateway(ConnectResponse.decode(strange))).toBeUndefined();
  });

  test.each([
    { name: 'an active view without a digest', active: ref },
    { name: 'a crashed view without a digest', crashed: ref },
  ])('a Hello with $name is none', (fields) => {
    const value = {
      gatewayId: 'a',
      instanceId: 'b',
      labels: {},
      fqdns: [],
      softwareVersion: '',
      formats: [],
    };
    const hello = { active: undefined, crashed: undefined, check: false, ...value, ...fields };
    expect(decodeToControl({ message: { $case: 'hello', value: hello } })).toBeUndefined();
  });

  test('a verdict with another status is none', () => {
    const verdict = { transaction: 1, view: undefined, status: 99, permanence: 0, findings: [] };
    const message = { $case: 'verdict', value: verdict } as never;
    expect(decodeToControl({ message })).toBeUndefined();
  });

  test('an Intent with another mode is none, one with another reason is one', () => {
    const intent = { transaction: 1, mode: 2, reason: 99, puts: 0, removes: 0, bytes: 0 };
    const decode = (value: typeof intent) =>
      decodeToGateway({ message: { $case: 'intent', value } } as never);
    expect(decode(intent)).toMatchObject({ type: 'intent', reason: 'changed' });
    expect(decode({ ...intent, mode: 99 })).toBeUndefined();
  });

  test('a refusal for another reason is a refusal', () => {
    const message = { $case: 'refuse', value: { reason: 99, message: 'no' } } as never;
    expect(decodeToGateway({ message })).toEqual({ type: 'refuse', reason: 'not-allowed', message: 'no' });
  });

  test('an envelope that is none is let through to be rejected', () => {
    const message = {
      $case: 'activate',
      value: { transaction: 1, envelope: Buffer.from('{') },
    } as never;
    expect(decodeToGateway({ message })).toMatchObject({ type: 'activate', envelope: { signatures: [] } });
  });

  test('no bytes of any kind break more than their own message', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        for (const decode of [
          () => decodeToControl(ConnectRequest.decode(bytes)),
          () => decodeToGateway(ConnectResponse.decode(bytes)),
        ])
          try {
            decode();
          } catch (error) {
            expect(error).toBeInstanceOf(Error);
          }
      }),
    );
  });
});

describe('pieces that do not fit', () => {
  const entry = { kind: 'tool', name: 'a', digest: 'a'.repeat(64) };
  const cut = encodePut(entry, Buffer.alloc(2 * megabyte)).map((part) =>
    part.message?.$case === 'put' ? part.message.value : expect.fail(),
  );
  const [first, second, third] = cut as [(typeof cut)[0], (typeof cut)[0], (typeof cut)[0]];

  test.each([
    { name: 'begin in the middle', pieces: [second] },
    { name: 'skip one', pieces: [first, third] },
    { name: 'come twice', pieces: [first, second, second] },
    { name: 'belong to another object', pieces: [first, { ...second, object: { kind: 'tool', name: 'b' } }] },
    { name: 'disagree about the size', pieces: [first, { ...second, size: 1 }] },
    { name: 'are larger than they say', pieces: [{ ...first, size: 1 }] },
    { name: 'are larger than any object may be', pieces: [{ ...first, size: 65 * megabyte }] },
  ])('$name', ({ pieces }) => {
    const { add } = assembler();
    expect(pieces.map((piece) => add(piece)).at(-1)).toBe('broken');
    expect(add(first)).toBeUndefined();
  });

  test('what arrived is named by the digest of its own bytes, whatever was said', () => {
    const { add } = assembler();
    const [piece] = encodePut(entry, Buffer.from('other'));
    const arrived = add(piece?.message?.$case === 'put' ? piece.message.value : expect.fail());
    expect(arrived).toMatchObject({ digest: expect.not.stringMatching(entry.digest) as string });
  });
});
