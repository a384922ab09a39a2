import { expect, it } from 'vitest';
import { encodedObjects } from '../../../src/reconciler/fleet/encoded-objects.ts';
import type { Store } from '../../../src/reconciler/index.ts';

const entry = { kind: 'tool', name: 's/get', digest: 'ab'.repeat(32) };

function storeWith(object: Store['object']): Store {
  return { object } as Store;
}

it('an object is read and encoded once, also when all gateways ask for it at the same moment', async () => {
  let reads = 0;
  const encode = encodedObjects(
    storeWith(() => {
      reads++;
      return Promise.resolve(Buffer.from('{}'));
    }),
  );
  const all = await Promise.all(Array.from({ length: 1_000 }, async () => encode(entry, false)));
  const later = encode(entry, false);
  expect(reads).toBe(1);
  expect(new Set([...all, later]).size).toBe(1);
});

it('an object that could not be read is asked for again', async () => {
  const answers = [undefined, Buffer.from('{}')];
  const encode = encodedObjects(storeWith(() => Promise.resolve(answers.shift())));
  await expect(encode(entry, false)).rejects.toThrow('is not in the store');
  expect(await encode(entry, false)).toHaveLength(1);
});
