import { expect, it } from 'vitest';
import { type OpenedObjects, openView } from '../../../src/gateway/surface/open-view.ts';
import { type SealedObject, seal, type View } from '../../../src/snapshot/index.ts';

const election = (id: string, since: number): SealedObject =>
  seal('election', id, {
    format: 'election@1',
    service: { id, name: id, version: '1' },
    expositions: [{ id, since }],
  });

const viewOf = (...objects: SealedObject[]): View => ({
  header: {} as View['header'],
  objects: new Map(objects.map((object) => [object.name, object])),
});

const [a, b] = ['a'.repeat(16), 'b'.repeat(16)] as [string, string];

it('opens again only what changed since the view before, and keeps nothing else', async () => {
  const kept: OpenedObjects = new Map();
  const open = async (view: View) => {
    const opened = await openView(view, kept);
    if (!('get' in opened)) throw new Error('it does not open');
    return opened;
  };
  const first = await open(viewOf(election(a, 1), election(b, 1)));
  const second = await open(viewOf(election(a, 1), election(b, 2)));
  expect(second.get('election', a)?.object).toBe(first.get('election', a)?.object);
  expect(second.get('election', b)?.object).toMatchObject({ expositions: [{ since: 2 }] });
  expect(kept.size).toBe(2);
  await open(viewOf(election(b, 2)));
  expect(kept.size).toBe(1);
});

it('keeps what it had when a view does not open', async () => {
  const kept: OpenedObjects = new Map();
  await openView(viewOf(election(a, 1)), kept);
  const malformed = { ...election(b, 1), bytes: Buffer.from('{}') };
  expect(await openView(viewOf(election(a, 1), malformed), kept)).toMatchObject([{ code: 'malformed' }]);
  expect(kept.size).toBe(1);
});
