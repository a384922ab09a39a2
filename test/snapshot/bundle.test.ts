import { describe, expect, it } from 'vitest';
import {
  type Bundle,
  bundleLines,
  generateSigningKey,
  isSignedBy,
  listDigest,
  readBundle,
  type SealedObject,
  seal,
  signerOf,
  type ViewHeader,
} from '../../src/snapshot/index.ts';

const signer = signerOf(generateSigningKey());

const objects: SealedObject[] = ['a', 'é'].map((name) =>
  seal('schema', `orders/${name}`, { format: 'schema@1', name, schema: { type: 'string' }, uses: [] }),
);

const header: ViewHeader = {
  format: 'view@1',
  epoch: 1,
  sequence: 7,
  revision: 3,
  organization: 'acme',
  groups: ['default'],
  view: listDigest(objects),
  objects: objects.length,
  signedAt: '2026-01-01T00:00:00Z',
};

function bytesOf(of: readonly SealedObject[], signed: ViewHeader = header): Buffer {
  return Buffer.concat([...bundleLines(signer.sign(signed), of)]);
}

/** Whether a gateway that trusts the signer takes these bytes. */
function accepted(bytes: Uint8Array): Bundle | undefined {
  const bundle = readBundle(bytes);
  if (typeof bundle === 'string') return undefined;
  return isSignedBy(bundle.envelope, [signer.publicKey]) ? bundle : undefined;
}

const whole = bytesOf(objects);

describe('a bundle', () => {
  it('is read back as it was written', () => {
    const bundle = accepted(whole);
    expect(bundle?.header).toEqual(header);
    expect(bundle?.objects.map(({ digest, bytes }) => [digest, Buffer.from(bytes)])).toEqual(
      objects.map(({ digest, bytes }) => [digest, Buffer.from(bytes)]),
    );
  });

  it('is refused with any one bit of any byte flipped', () => {
    const taken: string[] = [];
    for (let at = 0; at < whole.length; at++)
      for (const bit of [1, 2, 4, 8, 16, 32, 64, 128]) {
        const broken = Buffer.from(whole);
        broken[at] = (broken[at] ?? 0) ^ bit;
        if (accepted(broken) !== undefined)
          taken.push(`byte ${at}, bit ${bit}: ${whole.subarray(at - 20, at + 20).toString()}`);
      }
    expect(taken).toEqual([]);
  });

  it('is refused cut anywhere, at either end', () => {
    for (let at = 0; at < whole.length; at++) {
      expect(accepted(whole.subarray(0, at))).toBeUndefined();
      if (at > 0) expect(accepted(whole.subarray(at))).toBeUndefined();
    }
  });

  it.each<[string, Buffer, string]>([
    ['nothing', Buffer.alloc(0), 'not a bundle'],
    ['no newline at its end', whole.subarray(0, -1), 'cut short'],
    ['an object less', bytesOf(objects.slice(1)), 'cut short'],
    [
      'an object twice',
      bytesOf([...objects, ...objects.slice(1)]),
      'the objects are not those of the signed view',
    ],
    [
      'an object of another view',
      bytesOf([
        ...objects.slice(1),
        seal('source', 'x', { format: 'source@1', id: 'x', organization: 'acme' }),
      ]),
      'the objects are not those of the signed view',
    ],
    [
      'other bytes under the same digest',
      bytesOf(objects.map((object) => ({ ...object, bytes: Buffer.from('{}') }))),
      'an object has other content than its digest says',
    ],
    ['text', Buffer.from('hello\n'), 'not a bundle'],
  ])('with %s is refused', (_, bytes, fault) => {
    expect(readBundle(bytes)).toBe(fault);
  });

  it('of another signer is refused', () => {
    const other = signerOf(generateSigningKey());
    const bundle = readBundle(Buffer.concat([...bundleLines(other.sign(header), objects)])) as Bundle;
    expect(isSignedBy(bundle.envelope, [signer.publicKey])).toBe(false);
  });
});
