import { describe, expect, it } from 'vitest';
import { type OpenedView, openView } from '../../../src/gateway/surface/open-view.ts';
import { entryKey, type SealedObject, seal, type View } from '../../../src/snapshot/index.ts';

const election = (id: string, since: number): SealedObject =>
  seal('election', id, {
    format: 'election@1',
    service: { id, name: id, version: '1' },
    expositions: [{ id, since }],
  });

const viewOf = (...objects: SealedObject[]): View => ({
  header: {} as View['header'],
  entries: new Map(objects.map((object) => [entryKey(object), object])),
  bytesOf: (digest) => objects.find((object) => object.digest === digest)?.bytes as Uint8Array,
});

async function open(view: View, before?: OpenedView): Promise<OpenedView> {
  const opened = await openView(view, before);
  if (!('get' in opened)) throw new Error('it does not open');
  return opened;
}

const schema = (name: string, ...uses: string[]): SealedObject =>
  seal('schema', name, { format: 'schema@1', name: name.slice(2), schema: { type: 'string' }, uses });

const [a, b] = ['a'.repeat(16), 'b'.repeat(16)] as [string, string];

it('opens again only what changed since the view before, and keeps nothing else', async () => {
  const first = await open(viewOf(election(a, 1), election(b, 1)));
  const second = await open(viewOf(election(a, 1), election(b, 2)), first);
  expect(second.get('election', a)).toBe(first.get('election', a));
  expect(second.get('election', b)?.object).toMatchObject({ expositions: [{ since: 2 }] });
  expect([first.read, second.read]).toEqual([2, 1]);
  const third = await open(viewOf(election(b, 2)), second);
  expect([...third.all('election').keys()]).toEqual([b]);
  expect([third.entries.size, third.read]).toEqual([1, 0]);
});

it('says that nothing of a kind changed by the very same map', async () => {
  const first = await open(viewOf(election(a, 1)));
  const second = await open(viewOf(election(a, 1), schema('s/A')), first);
  expect(second.all('election')).toBe(first.all('election'));
  expect(second.all('schema')).not.toBe(first.all('schema'));
});

it('leaves the view before as it was when one does not open', async () => {
  const first = await open(viewOf(election(a, 1)));
  const malformed = { ...election(b, 1), bytes: Buffer.from('{}') };
  expect(await openView(viewOf(election(a, 1), malformed), first)).toMatchObject([{ code: 'malformed' }]);
  expect([...first.all('election').keys()]).toEqual([a]);
});

describe('a view is not closed', () => {
  it.each([
    { when: 'what is new needs what is not there', before: [], after: [schema('s/A', 'B')] },
    {
      when: 'what stays needs what is gone',
      before: [schema('s/A', 'B'), schema('s/B')],
      after: [schema('s/A', 'B')],
    },
    {
      when: 'something came and what is needed is gone',
      before: [schema('s/A', 'B'), schema('s/B')],
      after: [schema('s/A', 'B'), schema('s/C')],
    },
  ])('when $when', async ({ before, after }) => {
    const opened = await openView(viewOf(...after), await open(viewOf(...before)));
    expect(opened).toMatchObject([
      { name: 's/A', code: 'incomplete', message: 'the view lacks the schema s/B' },
    ]);
  });
});
