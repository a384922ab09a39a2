import { afterEach, beforeEach, expect, it } from 'vitest';
import { auditOf } from '../../../src/reconciler/audit/read-audit.ts';
import { smallTree } from '../../compiler/support/small-tree.ts';
import { openStreamBench, type StreamBench } from '../support/stream-bench.ts';

let bench: StreamBench;
beforeEach(async () => {
  bench = await openStreamBench();
});
afterEach(() => bench.close());

async function verdicts() {
  bench.clock.advance(1_000);
  const filter = { organization: 'acme', types: ['verdict'], since: undefined, limit: 0 };
  return auditOf(await bench.plane.store.journalText(), filter).entries.map(({ record }) => record);
}

const finding = { kind: 'tool', name: 'a', code: 'no-way', severity: 'error', message: 'not here' } as const;

it('what each gateway makes of a revision is in the audit log, and takes no memory', async () => {
  const rejects = { type: 'rejected', permanent: true, findings: [finding] } as const;
  await bench.gateway('takes');
  await bench.gateway('rejects', { answer: () => Promise.resolve(rejects) });
  await bench.apply(smallTree);
  await expect.poll(() => bench.observed).toContain('rejects rejected');
  await expect.poll(() => bench.observed).toContain('takes active');
  await expect.poll(verdicts).toHaveLength(2);
  const found = await verdicts();
  expect(found.find(({ gateway }) => gateway === 'takes')).toMatchObject({ status: 'active', revision: 1 });
  expect(found.find(({ gateway }) => gateway === 'rejects')).toMatchObject({
    status: 'rejected',
    permanent: true,
    why: 'no-way: not here',
  });
  const kept = async () =>
    (await bench.plane.store.read(0)).map(({ record }) => record).filter(({ type }) => type === 'verdict');
  await expect.poll(kept).toHaveLength(2);
  expect(new Set(await kept()).size).toBe(1);
});
