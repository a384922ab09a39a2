import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptRevisions } from '../../../src/reconciler/deploy/kept.ts';
import type { Store } from '../../../src/reconciler/index.ts';
import { organizationOf } from '../../../src/reconciler/state/state.ts';
import { parseList } from '../../../src/snapshot/index.ts';
import { group, offered, openApi, project } from '../../e2e/support/tree.ts';
import { temporaryDirectory } from '../../source/support/temporary.ts';
import { openTestPlane, type TestPlane } from '../../support/test-plane.ts';

/** How many random histories; more by environment. */
const runs = Number(process.env['RESHAPR_COLLECT_RUNS'] ?? 6);
const history = 2;

const tree = (source: string, variant: number) => ({
  'reshapr.yaml': project(source),
  'groups.yaml': group(source, { env: 'dev' }),
  'orders.yaml': offered(`Orders${source}`, 'http://backend.invalid', source),
  [`specs/orders${source}.yaml`]: openApi(`Orders${source}`, { [`/v${variant}`]: 'Something.' }),
});

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('apply'), source: fc.constantFrom('a', 'b'), variant: fc.nat(4) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('roll back'), which: fc.nat(20) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('collect') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart') }) },
);
type Step = { do: string; source?: string; variant?: number; which?: number };

const acme = ({ plane }: TestPlane) => organizationOf(plane.ledger.state(), 'acme');

/** Everything that kept revisions consist of, sorted. */
async function wanted(test: TestPlane): Promise<string[]> {
  const digests = new Set<string>();
  for (const { snapshot, provenance } of keptRevisions(acme(test), history)) {
    const list = await test.plane.store.object(snapshot);
    const entries = list === undefined ? [] : parseList(list);
    for (const digest of [snapshot, provenance, ...entries.map((entry) => entry.digest)]) digests.add(digest);
  }
  return [...digests].sort();
}

/** The lists of views that were signed, for gateways that come back, and the objects of those that one may get now. */
function ofViews(test: TestPlane): Set<string> {
  const digests = new Set<string>();
  for (let { headers: header } = acme(test); header !== undefined; header = header.before)
    if (header.view !== undefined) digests.add(header.view);
  for (const { entries } of test.plane.deployments.remembered())
    for (const { digest } of entries) digests.add(digest);
  return digests;
}

async function take(test: TestPlane, { do: what, source, variant, which }: Step): Promise<void> {
  if (what === 'apply') await test.apply(tree(source ?? 'a', variant ?? 0));
  if (what === 'collect') await test.plane.collect();
  if (what !== 'roll back') return;
  const { revisions } = acme(test);
  const target = revisions[(which ?? 0) % Math.max(1, revisions.length)];
  if (target === undefined) return;
  const isKept = [...keptRevisions(acme(test), history)].some(({ sequence }) => sequence === target.sequence);
  const back = { organization: 'acme', source: undefined, revision: String(target.sequence), author: 'ada' };
  const done = test.plane.rollback(back);
  if (isKept) expect((await done).snapshot).toBe(target.snapshot);
  else await expect(done).rejects.toMatchObject({ code: 'RSH8066' });
}

describe('a collection of objects', () => {
  it('never takes what a kept revision or a current view needs, and takes the rest', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 14 }), async (steps) => {
        const directory = temporaryDirectory();
        const objects = new Map<string, Uint8Array>();
        const options = { directory, history, between: strictly(objects) };
        let test = await openTestPlane(options);
        try {
          for (const each of steps) {
            if (each.do === 'restart') {
              await test.close();
              test = await openTestPlane(options);
            } else await take(test, each);
            expect((await wanted(test)).filter((digest) => !objects.has(digest))).toEqual([]);
          }
          await view(test);
          await test.plane.collect();
          const others = ofViews(test);
          const own = await wanted(test);
          const rest = [...objects.keys()].filter((digest) => !own.includes(digest) && !others.has(digest));
          expect(rest).toEqual([]);
          await view(test);
        } finally {
          await test.close();
        }
      }),
      { numRuns: runs },
    );
  });
});

/** What a gateway of both groups would be sent can be read, object by object. */
async function view({ plane }: TestPlane): Promise<void> {
  const deployment = await plane.deployments.current('acme');
  const desired = await plane.deployments.desired(deployment, ['a', 'b']);
  for (const { digest } of desired?.entries ?? []) expect(await plane.store.object(digest)).toBeDefined();
}

/** Keeps objects in memory, and drops at a collection everything that it may: nothing is spared by chance. */
function strictly(objects: Map<string, Uint8Array>) {
  return (store: Store): Store => ({
    ...store,
    object: (digest) => Promise.resolve(objects.get(digest)),
    missing: (digests) => Promise.resolve(digests.filter((digest) => !objects.has(digest))),
    putObjects: (given) => {
      for (const { digest, bytes } of given) objects.set(digest, bytes);
      return Promise.resolve();
    },
    collect: (needed) => {
      for (const digest of objects.keys()) if (!needed.has(digest)) objects.delete(digest);
      return Promise.resolve({ objects: 0, bytes: 0 });
    },
  });
}
