import { describe, expect, it } from 'vitest';
import { targetOf } from '../../../src/cli/plan/plan-rollback.ts';
import type { admin } from '../../../src/wire/index.ts';

const revision = (sequence: number, source: string, snapshot: string): admin.Revision => ({
  sequence,
  source,
  snapshot,
  provenance: '',
  plan: '',
  commit: '',
  author: '',
  reason: 'apply',
  restores: 0,
  atMs: 0,
  outcome: 'completed',
  why: [],
  manifests: '',
  kept: true,
});

/** Newest first, as the control plane lists them. */
const shop = [
  revision(5, 'shop', 'cccccccc11'),
  revision(4, 'shop', 'cccccccc11'),
  revision(2, 'shop', 'bbbbbbbb22'),
  revision(1, 'shop', 'aaaaaaaa33'),
];
const two = [revision(6, 'docs', 'dddddddd44'), ...shop];

describe('what a rollback goes back to', () => {
  it.each([
    ['the last other content', shop, {}, 2],
    ['a number', shop, { revision: '1' }, 1],
    ['a digest', shop, { revision: 'aaaaaaaa3' }, 1],
    ['the newest of a digest', shop, { revision: 'cccccccc' }, 5],
    ['a source of several', two, { source: 'shop' }, 2],
    ['a number among several sources', two, { revision: '4' }, 4],
  ])('%s', (_, revisions, wanted, sequence) => {
    const full = { revision: undefined, source: undefined, ...wanted };
    expect(targetOf(revisions, full).sequence).toBe(sequence);
  });

  it.each([
    ['no revision at all', [], {}, 'there is no revision before this one'],
    ['only one', [revision(1, 'shop', 'a')], {}, 'there is no revision before this one'],
    ['an unknown number', shop, { revision: '9' }, 'there is no revision 9'],
    ['too little of a digest', shop, { revision: 'aaaaaaa' }, 'there is no revision aaaaaaa'],
    ['several sources', two, {}, 'the organization has several sources'],
  ])('%s is refused', (_, revisions, wanted, why) => {
    const full = { revision: undefined, source: undefined, ...wanted };
    expect(() => targetOf(revisions, full)).toThrow(why);
  });
});
