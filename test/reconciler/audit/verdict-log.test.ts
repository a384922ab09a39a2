import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemRandom } from '../../../src/kernel/index.ts';
import { auditOf } from '../../../src/reconciler/audit/read-audit.ts';
import { createToken, revokeToken } from '../../../src/reconciler/tokens/tokens.ts';
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

it('what came in the last second before a shutdown is written', async () => {
  await bench.gateway('takes');
  await bench.apply(smallTree);
  await expect.poll(() => bench.observed).toContain('takes active');
  const written = async () =>
    (await bench.plane.store.read(0)).filter(({ record }) => record.type === 'verdict').length;
  expect(await written()).toBe(0);
  await bench.plane.flush();
  expect(await written()).toBe(1);
  await bench.plane.flush();
  expect(await written()).toBe(1);
});

it('a token that is revoked is of the organization of the token, and others do not hear of it', async () => {
  const { ledger, clock } = bench.plane;
  const wanted = { organization: 'acme', name: 'ci', role: 'read', validityDays: 1, author: 'ada' } as const;
  await createToken(ledger, wanted, { clock, random: systemRandom });
  await revokeToken(ledger, 'acme', 'ci', 'ada', clock);
  const revoked = async (organization: string) => {
    const filter = { organization, types: ['token-revoked'], since: undefined, limit: 0 };
    return auditOf(await bench.plane.store.journalText(), filter).entries.map(({ record }) => record);
  };
  expect(await revoked('acme')).toMatchObject([{ organization: 'acme', author: 'ada' }]);
  expect(await revoked('globex')).toEqual([]);
});
