import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changeOf,
  compareEntries,
  differenceOf,
  digestOfList,
  type Entry,
  type EntryList,
  entryKey,
  listBytes,
  listDigest,
  nextList,
  openProvenance,
  parseList,
  sealProvenance,
  snapshotOf,
} from '../../src/snapshot/index.ts';

const entry = fc.record({
  kind: fc.constantFrom('exposition', 'manifest', 'schema', 'tool'),
  name: fc.string({ maxLength: 8 }),
  digest: fc.stringMatching(/^[0-9a-f]{64}$/),
});
const entries = fc.uniqueArray(entry, { selector: entryKey, maxLength: 12 });
const shuffledEntries = entries.chain((all) =>
  fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
);

describe('lists of objects', () => {
  it('have one form whatever order they are given in, and are read back', () => {
    fc.assert(
      fc.property(shuffledEntries, ([all, shuffled]) => {
        expect(listBytes(shuffled)).toEqual(listBytes(all));
        const list = parseList(listBytes(all));
        expect(listBytes(list)).toEqual(listBytes(all));
        expect([...list].map(entryKey).sort()).toEqual(all.map(entryKey).sort());
      }),
    );
  });

  it('have another digest when anything about them changes', () => {
    fc.assert(
      fc.property(entries, entry, fc.nat(), (all, other, at) => {
        fc.pre(!all.some((each) => entryKey(each) === entryKey(other)));
        const digest = listDigest(all);
        expect(listDigest([...all, other])).not.toBe(digest);
        if (all.length === 0) return;
        const index = at % all.length;
        expect(listDigest(all.toSpliced(index, 1))).not.toBe(digest);
        expect(listDigest(all.toSpliced(index, 1, other))).not.toBe(digest);
      }),
    );
  });

  it('of a snapshot are sorted, and give its digest', () => {
    fc.assert(
      fc.property(shuffledEntries, ([all, shuffled]) => {
        const bytes = Buffer.from('{}');
        const snapshot = snapshotOf(
          's',
          'o',
          shuffled.map((each) => ({ ...each, bytes })),
        );
        expect(snapshot.digest).toBe(listDigest(all));
        const keys = snapshot.objects.map(({ kind, name }) => [kind, name] as const);
        for (const [index, [kind, name]] of keys.entries()) {
          const [nextKind, nextName] = keys[index + 1] ?? ['~', ''];
          expect(kind < nextKind || (kind === nextKind && name < nextName)).toBe(true);
        }
      }),
    );
  });
});

it('provenance is found again by kind and name, in any order of writing', () => {
  const number = fc.integer({ min: 1, max: 99 });
  const position = fc.record({ line: number, column: number });
  const range = fc.record({ start: position, end: position });
  const origin = fc.record({
    kind: fc.constantFrom('tool', 'group'),
    name: fc.string(),
    file: fc.string(),
    range,
    blob: fc.string(),
  });
  const origins = fc.uniqueArray(origin, { selector: entryKey, maxLength: 10 });
  fc.assert(
    fc.property(origins, (all) => {
      const sealed = sealProvenance(all);
      expect(sealProvenance([...all].reverse())).toEqual(sealed);
      const lookup = openProvenance(sealed.bytes);
      for (const each of all) expect(lookup(each.kind, each.name)).toEqual(each);
      expect(lookup('tool', 'no such name in any list')).toBeUndefined();
    }),
  );
});

describe('a list that was made from another one', () => {
  const change = fc.record({ entry, gone: fc.boolean() });

  it('has the digest and the change of the same list made at once', () => {
    fc.assert(
      fc.property(entries, fc.array(fc.array(change, { maxLength: 3 }), { maxLength: 5 }), (first, steps) => {
        let list: EntryList = new Map(first.map((each) => [entryKey(each), each]));
        expect(digestOfList(list)).toBe(listDigest(first));
        for (const step of steps) {
          const before = list;
          // Half of them touch what is there.
          const known = [...before.values()];
          const touched = step.map(({ entry: other, gone }, at) => {
            const named = known[at * 2] ?? other;
            return { key: entryKey(named), entry: gone ? null : { ...named, digest: other.digest } };
          });
          list = nextList(before, touched);
          const all = [...list.values()];
          expect(digestOfList(list)).toBe(listDigest(all));
          const { changed, removed } = differenceOf(before, list);
          expect(changeOf(list)).toEqual({
            from: before,
            changed: expect.toSatisfy((of: Entry[]) => sameEntries(of, changed)),
            removed: expect.toSatisfy((of: string[]) => new Set([...of, ...removed]).size === of.length),
          });
          expect(applied(before, changed, removed)).toEqual(new Map(list));
        }
      }),
    );
  });

  function sameEntries(a: readonly Entry[], b: readonly Entry[]): boolean {
    return JSON.stringify([...a].sort(compareEntries)) === JSON.stringify([...b].sort(compareEntries));
  }

  function applied(before: EntryList, changed: readonly Entry[], removed: readonly string[]): EntryList {
    const list = new Map(before);
    for (const key of removed) list.delete(key);
    for (const each of changed) list.set(entryKey(each), each);
    return list;
  }
});
