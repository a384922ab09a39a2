import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { whyEnded } from '../../../src/reconciler/rollout/why-ended.ts';
import { organizationOf, type Revision } from '../../../src/reconciler/state/state.ts';
import { type BenchGateway, moveUntil, openStreamBench, type StreamBench } from '../support/stream-bench.ts';
import { inWaves } from './support/waves.ts';

/** Gateways of three waves over real streams; what the second one does is the test's. */
let bench: StreamBench;
let all: Record<'a1' | 'a2' | 'b1' | 'b2' | 'c1', BenchGateway>;
let misbehave: 'no' | 'reject' | 'hang' | 'fail calls';
let calls: { calls: number; errors: number };

const acme = () => organizationOf(bench.plane.ledger.state(), 'acme');
const revision = (sequence: number): Revision => acme().revisions[sequence - 1] as Revision;
const outcome = (sequence: number) => revision(sequence).outcome.type;
const serving = () =>
  Object.fromEntries(
    Object.entries(all).map(([id, gateway]) => [
      id,
      gateway.served.surfaces.all()[0]?.tools.keys().next().value,
    ]),
  );
const everybody = (tool: string) => ({ a1: tool, a2: tool, b1: tool, b2: tool, c1: tool });
/** Gateways that were ever asked to build a view of a revision. */
const sawRevision = (sequence: number) =>
  Object.entries(all).flatMap(([id, { seen }]) => (seen.includes(sequence) ? [id] : []));

const rejected = {
  type: 'rejected',
  permanent: true,
  findings: [{ kind: 'tool', name: 'get_new', code: 'bad', severity: 'error', message: 'it is bad' }],
} as const;

beforeEach(async () => {
  bench = await openStreamBench();
  misbehave = 'no';
  calls = { calls: 0, errors: 0 };
  const own = (stage: string) => ({ labels: { stage } });
  all = {
    a1: await bench.gateway('a1', own('first')),
    a2: await bench.gateway('a2', own('first')),
    b1: await bench.gateway('b1', own('second')),
    b2: await bench.gateway('b2', {
      ...own('second'),
      answer: ({ header }) => {
        if (header.revision !== 2) return undefined;
        if (misbehave === 'reject') return Promise.resolve(rejected);
        return misbehave === 'hang' ? new Promise(() => undefined) : undefined;
      },
      counts: () => calls,
    }),
    c1: await bench.gateway('c1', own('third')),
  };
  await expect.poll(() => bench.plane.fleet.gateways()).toHaveLength(5);
  await bench.apply(inWaves('/old'));
  await expect.poll(() => outcome(1)).toBe('completed');
  expect(serving()).toEqual(everybody('get_old'));
});
afterEach(() => bench.close());

describe('a rollout over real streams', () => {
  it('reaches every wave, one after the other', async () => {
    await bench.apply(inWaves('/new'));
    await expect.poll(() => outcome(2)).toBe('completed');
    expect(serving()).toEqual(everybody('get_new'));
    const { outcome: ended } = revision(2);
    expect(ended).toMatchObject({
      active: expect.arrayContaining(['a1', 'a2', 'b1', 'b2', 'c1']),
      others: [],
    });
    const activations = bench.observed.filter((line) => line.endsWith('active')).slice(-5);
    expect(activations.map((line) => line.charAt(0))).toEqual(['a', 'a', 'b', 'b', 'c']);
  });

  it.each([
    [
      'rejects it',
      'reject',
      'revision 2 was put back: gateway b2 rejected it: tool get_new: it is bad (bad)',
    ],
    [
      'does not answer',
      'hang',
      'revision 2 was put back: gateway b2 did not serve it in time: the gateway did not say what became of the view (no-verdict)',
    ],
  ] as const)('is put back when a gateway of the second wave %s', async (_, how, why) => {
    misbehave = how;
    await bench.apply(inWaves('/new'));
    if (how === 'hang') {
      await expect.poll(() => all.b1.seen).toContain(2);
      await moveUntil(bench.clock, () => outcome(2) === 'failed');
    }
    await expect.poll(() => outcome(2)).toBe('failed');
    expect(whyEnded(revision(2))).toEqual([why]);
    await expect.poll(serving).toEqual(everybody('get_old'));
    expect(sawRevision(2)).toEqual(['a1', 'a2', 'b1', 'b2']);
    expect(acme().heads.get('shop')?.sequence).toBe(1);
    // What went back did so under headers that are newer than those that it came under.
    expect(all.a1.served.header()).toMatchObject({ revision: 1 });
    expect(all.a1.served.header()?.sequence).toBeGreaterThan(all.c1.served.header()?.sequence ?? 0);
  });

  it('is put back when a gateway of the second wave fails more calls than its group allows', async () => {
    const rollouts = { second: { bakeTimeMs: 30_000, maxErrorRate: 0.2 } };
    await bench.apply(inWaves('/new', rollouts));
    await expect.poll(() => all.b2.seen).toContain(2);
    const beat = async (counted: typeof calls): Promise<void> => {
      calls = counted;
      for (const gateway of Object.values(all)) gateway.clock.advance(10_000);
      bench.clock.advance(10_000);
      await new Promise((resolve) => setTimeout(resolve, 50));
    };
    for (let counted = 0; counted < 1_000 && outcome(2) === 'rolling'; counted += 10)
      await beat({ calls: counted, errors: counted / 2 });
    await expect.poll(() => outcome(2)).toBe('failed');
    expect(whyEnded(revision(2))[0]).toMatch(
      /^revision 2 was put back: gateway b2 failed too many calls with it: \d+ of \d+ calls failed, and 20 % may$/,
    );
    await expect.poll(serving).toEqual(everybody('get_old'));
    expect(sawRevision(2)).toEqual(['a1', 'a2', 'b1', 'b2']);
  });

  it('gives a new gateway, and one of a later wave, what was deployed before', async () => {
    misbehave = 'hang';
    await bench.apply(inWaves('/new'));
    await expect.poll(() => all.b1.seen).toContain(2);
    const late = await bench.gateway('late', { labels: { stage: 'first' } });
    await expect.poll(() => late.served.header()?.revision).toBe(1);
    expect(late.seen).toEqual([1]);
    expect(all.c1.seen).toEqual([1]);
    expect(all.a1.served.header()?.revision).toBe(2);
  });

  it('is ended by an apply that says so, and refuses one that does not', async () => {
    misbehave = 'hang';
    await bench.apply(inWaves('/new'));
    await expect.poll(() => all.b1.seen).toContain(2);
    await bench.apply(inWaves('/newer'));
    expect(outcome(2)).toBe('superseded');
    misbehave = 'no';
    await expect.poll(() => all.a1.served.header()?.revision).toBe(3);
    // The gateway that never answered holds up the wave, until the time that it has is over.
    await moveUntil(bench.clock, () => outcome(3) !== 'rolling');
  });

  it('is ended by a rollback, which moves everybody at once', async () => {
    misbehave = 'hang';
    await bench.apply(inWaves('/new'));
    await expect.poll(() => all.b1.seen).toContain(2);
    const back = { organization: 'acme', source: undefined, revision: undefined, author: 'ada' };
    expect(await bench.plane.rollback(back)).toMatchObject({ sequence: 3, restores: 1 });
    expect(outcome(2)).toBe('superseded');
    await expect.poll(serving).toEqual(everybody('get_old'));
    expect(all.c1.seen).toEqual([1]);
  });
});
