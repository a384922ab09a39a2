import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compiledHead } from '../../../src/cli/compile/compiled-head.ts';
import { type CompileResult, compile } from '../../../src/compiler/index.ts';
import { type Diagnostic, memoryTree } from '../../../src/kernel/index.ts';
import { type SyncedSource, syncSource } from '../../../src/reconciler/index.ts';
import { organizationOf } from '../../../src/reconciler/state/state.ts';
import { group, offered, openApi, project } from '../../e2e/support/tree.ts';
import { type ManualClock, manualClock } from '../../gateway/mcp/support/manual-clock.ts';
import { recordingLog } from '../../support/recording-ports.ts';
import { openTestPlane, type TestPlane } from '../../support/test-plane.ts';

type Texts = Readonly<Record<string, string>>;

const tree = (path: string): Texts => ({
  'reshapr.yaml': project('shop'),
  'groups.yaml': group('default', { env: 'dev' }),
  'orders.yaml': offered('Orders', 'http://backend.invalid', 'default'),
  'specs/orders.yaml': openApi('Orders', { [path]: 'Something.' }),
});
const broken: Texts = { ...tree('/a'), 'groups.yaml': group('other', { env: 'dev' }) };
const empty: Texts = { 'reshapr.yaml': project('shop'), 'groups.yaml': group('default', { env: 'dev' }) };

/** Commits by name; `away` is a repository that cannot be reached. */
const commits: Readonly<Record<string, Texts>> = {
  a: tree('/a'),
  'a again': { ...tree('/a'), 'notes.txt': 'nothing that counts' },
  b: tree('/b'),
  c: tree('/c'),
  broken,
  empty,
};

let test: TestPlane;
let clock: ManualClock;
let at: string;
let compiled: string[];
let stop: AbortController;
let running: Promise<void>;

beforeEach(async () => {
  test = await openTestPlane();
  clock = manualClock();
  at = 'a';
  compiled = [];
  stop = new AbortController();
});
afterEach(async () => {
  stop.abort();
  await running;
  await test.close();
});

const errorsOf = ({ diagnostics }: CompileResult): Diagnostic[] =>
  diagnostics.filter(({ severity }) => severity === 'error');

const source: SyncedSource = {
  address: 'git.example/shop',
  author: 'git sync',
  poll: () => (at === 'away' ? Promise.reject(new Error('could not resolve host')) : Promise.resolve(at)),
  compile: async (name) => {
    compiled.push(name);
    const result = await compile(memoryTree(commits[name] ?? {}));
    return result.compiled === undefined
      ? { problems: errorsOf(result).map(({ file, message }) => `${file}: ${message}`) }
      : { head: compiledHead(result.compiled) };
  },
  commitOf: (name) => name,
};

function start(): void {
  const options = { source, intervalMs: 30_000, compiler: 'test', clock, log: recordingLog() };
  running = syncSource(test.plane, options, stop.signal);
}

/** The next look of the sync, at a commit. */
async function look(name: string): Promise<void> {
  at = name;
  const before = clock.now();
  clock.advance(30_000);
  await expect.poll(() => shown()?.checkedAt).toBeGreaterThan(before);
}

const shown = () => test.plane.syncs.entries()[0]?.[1];
const deployed = () => organizationOf(test.plane.ledger.state(), 'acme');
const commitsApplied = () => deployed().revisions.map(({ commit, reason }) => `${reason} ${commit}`);

describe('a synced source', () => {
  beforeEach(async () => {
    start();
    await expect.poll(() => shown()?.state).toBe('synced');
  });

  it('is applied at the first look, and once for each commit', async () => {
    await look('a');
    await look('b');
    await look('b');
    expect(commitsApplied()).toEqual(['sync a', 'sync b']);
    expect(compiled).toEqual(['a', 'b']);
    expect(test.plane.syncs.entries().map(([id]) => id)).toEqual(['shop']);
  });

  it('adds no revision for a commit that compiles to the same', async () => {
    await look('a again');
    expect(commitsApplied()).toEqual(['sync a']);
    expect(shown()).toMatchObject({ state: 'synced', commit: 'a again' });
  });

  it('shows why a commit does not compile, changes nothing, and goes on with the next', async () => {
    await look('broken');
    expect(shown()).toMatchObject({
      state: 'failed',
      commit: 'broken',
      problems: ["orders.yaml: there is no GatewayGroup 'default'"],
    });
    await look('broken');
    expect(shown()?.state).toBe('failed');
    expect(compiled).toEqual(['a', 'broken']);
    await look('b');
    expect(shown()).toMatchObject({ state: 'synced', commit: 'b', problems: [] });
    expect(commitsApplied()).toEqual(['sync a', 'sync b']);
  });

  it('is failed while it cannot be reached, and synced again after, without a new commit', async () => {
    await look('away');
    expect(shown()).toMatchObject({
      state: 'failed',
      commit: 'a',
      problems: ['the sync failed: could not resolve host'],
    });
    await look('a');
    expect(shown()).toMatchObject({ state: 'synced', commit: 'a', problems: [] });
    expect(compiled).toEqual(['a']);
  });

  it('never takes an empty tree for the wish to remove everything', async () => {
    await look('empty');
    expect(shown()).toMatchObject({
      state: 'failed',
      problems: ["this would remove every endpoint of source 'shop' (1)"],
    });
    expect(commitsApplied()).toEqual(['sync a']);
  });

  it('leaves what a rollback took away, and goes on with what compiles to something else', async () => {
    await look('b');
    await test.plane.rollback({ organization: 'acme', source: 'shop', revision: '1', author: 'ada' });
    await look('b');
    expect(shown()?.state).toBe('held');
    expect(commitsApplied()).toEqual(['sync a', 'sync b', 'rollback a']);
    await look('c');
    expect(shown()?.state).toBe('synced');
    expect(commitsApplied()).toEqual(['sync a', 'sync b', 'rollback a', 'sync c']);
    // The hold is over: the same content may come back.
    await look('b');
    expect(commitsApplied().at(-1)).toBe('sync b');
  });
});

describe('a source that never compiled', () => {
  it('is shown by its address, and by its name once it has one', async () => {
    at = 'broken';
    start();
    await expect.poll(() => shown()?.state).toBe('failed');
    expect(test.plane.syncs.entries().map(([id]) => id)).toEqual(['git.example/shop']);
    await look('a');
    expect(test.plane.syncs.entries().map(([id]) => id)).toEqual(['shop']);
  });
});
