import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compiledHead } from '../../../src/cli/compile/compiled-head.ts';
import { compile } from '../../../src/compiler/index.ts';
import { memoryTree, silentLog, systemClock } from '../../../src/kernel/index.ts';
import { contractDigest, makePlan, type SyncedSource, syncSource } from '../../../src/reconciler/index.ts';
import { organizationOf } from '../../../src/reconciler/state/state.ts';
import { resolveCompiled } from '../../../src/reconciler/sync/apply-head.ts';
import { openTestPlane, type TestPlane } from '../../support/test-plane.ts';

const tree = (label: string): Record<string, string> => ({
  'reshapr.yaml': `apiVersion: reshapr.io/v1alpha1
kind: Project
metadata: { name: shop }
spec: { organization: acme }
---
apiVersion: reshapr.io/v1alpha1
kind: GatewayGroup
metadata: { name: ${label} }
spec: { labels: { env: dev } }
`,
});

async function headOf(label: string): Promise<ReturnType<typeof compiledHead>> {
  const { compiled, diagnostics } = await compile(memoryTree(tree(label)));
  if (compiled === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return compiledHead(compiled);
}

/** git says what `commit` says; what is deployed by hand meanwhile stays until git says something else. */
describe('a source that is held', () => {
  let test: TestPlane;
  let commit: string;

  beforeEach(async () => {
    test = await openTestPlane();
    for (const label of ['one', 'two', 'three']) await syncOnce(label);
  });
  afterEach(() => test.close());

  /** One start of the sync, as after a restart of the control plane: it has taken no commit yet. */
  async function syncOnce(label: string): Promise<string | undefined> {
    commit = label;
    const ending = new AbortController();
    const source: SyncedSource = {
      address: 'git',
      author: 'git sync',
      poll: () => Promise.resolve(commit),
      commitOf: (polled) => polled,
      compile: async (polled) => ({ head: await headOf(polled) }),
    };
    const stop = test.plane.syncs.onChange(() => ending.abort());
    const settings = { source, intervalMs: 1, compiler: 'test', clock: systemClock, log: silentLog };
    await syncSource(test.plane, settings, ending.signal);
    stop();
    return test.plane.syncs.get('shop')?.state;
  }

  const deployed = async (): Promise<string> => {
    const { heads } = organizationOf(await test.plane.ledger.refresh(), 'acme');
    const snapshot = heads.get('shop')?.snapshot;
    for (const label of ['one', 'two', 'three', 'by-hand'])
      if ((await headOf(label)).snapshot.digest === snapshot) return label;
    return 'something else';
  };

  function rollBack(revision: string): Promise<unknown> {
    return test.plane.rollback({ organization: 'acme', source: 'shop', revision, author: 'ada' });
  }

  async function applyByHand(label: string): Promise<void> {
    const head = await headOf(label);
    await test.plane.store.putObjects(head.objects);
    const { heads } = organizationOf(await test.plane.ledger.refresh(), 'acme');
    if (heads.get('shop') === undefined) throw new Error('nothing is deployed');
    const { basis, resolved } = await resolveCompiled(test.plane, head);
    const contract = makePlan({
      organization: 'acme',
      source: 'shop',
      base: basis.base,
      others: basis.others,
      head: resolved.side,
      commit: undefined,
      compiler: 'test',
    });
    await test.plane.apply({
      contract,
      planDigest: contractDigest(contract),
      expiresAt: undefined,
      author: 'ada',
      reason: 'apply',
      confirmRemovals: 'any',
      hold: true,
    });
  }

  const steps = {
    'one rollback': () => rollBack('2'),
    'two rollbacks': async () => {
      await rollBack('2');
      await rollBack('1');
    },
    'an apply with --hold': () => applyByHand('by-hand'),
    'a rollback, then an apply with --hold': async () => {
      await rollBack('1');
      await applyByHand('by-hand');
    },
    'an apply with --hold, then a rollback': async () => {
      await applyByHand('by-hand');
      await rollBack('1');
    },
  };

  it.each(Object.entries(steps))('by %s stays so until the next commit', async (_, step) => {
    await step();
    const before = await deployed();
    expect(before).not.toBe('three');
    expect(await syncOnce('three')).toBe('held');
    expect(await deployed()).toBe(before);
    expect(await syncOnce('two')).toBe('synced');
    expect(await deployed()).toBe('two');
  });
});
