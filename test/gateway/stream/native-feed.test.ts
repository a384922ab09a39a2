import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { servedViews } from '../../../src/gateway/surface/served.ts';
import { silentLog } from '../../../src/kernel/index.ts';
import { generateSigningKey, headerOf, signerOf } from '../../../src/snapshot/index.ts';
import { encodePut, encodeToGateway } from '../../../src/wire/index.ts';
import { desiredOf } from '../../wire/support/views.ts';
import { scriptedGateway } from './support/scripted-control.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'reshapr-readiness-'));
});
afterEach(() => rm(directory, { recursive: true }));

const sent = { type: 'intent', transaction: 1, removes: 0, bytes: 0 } as const;

it.each([
  { reason: 'nothing-desired', ready: true },
  { reason: 'rejected-before', ready: false },
] as const)(
  'a gateway without a view is ready: $ready, when the reason is $reason',
  async ({ reason, ready }) => {
    const none = encodeToGateway({ ...sent, mode: 'none', reason, puts: 0 });
    const gateway = await scriptedGateway(directory, servedViews(silentLog).server, [none]);
    await expect.poll(() => gateway.statuses.length).toBeGreaterThanOrEqual(3);
    expect(gateway.statuses.at(-1)).toMatchObject({ connected: true, ready });
    await gateway.stop();
  },
);

describe('a view that throws while it is built', () => {
  const signer = signerOf(generateSigningKey());
  const keys = [{ ...signer.publicKey, endorsements: [] }];
  const view = desiredOf(1, { a: 'text' });
  const script = [
    encodeToGateway({ ...sent, mode: 'full', reason: 'first', puts: 1 }),
    ...view.entries.flatMap((entry) => encodePut(entry, Buffer.from('text'))),
    encodeToGateway({ type: 'activate', transaction: 1, envelope: signer.sign(headerOf(view.envelope)) }),
  ];
  const throwing = { build: () => Promise.reject(new Error('a bug')) };
  const building = {
    build: () => Promise.resolve({ type: 'staged', staged: { swap: () => undefined } } as const),
  };

  it('is rejected for good, and the gateway lives', async () => {
    const gateway = await scriptedGateway(directory, throwing, script, keys);
    await expect.poll(() => gateway.heard.map(({ type }) => type)).toEqual(['hello', 'verdict']);
    expect(gateway.heard.at(-1)).toMatchObject({
      ...{ status: 'rejected', permanent: true },
      findings: [{ code: 'not-built', message: 'a bug' }],
    });
    await gateway.stop();
  });

  it('is passed over when it is the last known good one', async () => {
    const first = await scriptedGateway(directory, building, script, keys);
    await expect.poll(() => first.heard.at(-1)).toMatchObject({ type: 'verdict', status: 'active' });
    await first.stop();
    const upgraded = await scriptedGateway(directory, throwing, [], keys);
    await expect.poll(() => upgraded.heard[0]).toMatchObject({ type: 'hello', active: null });
    await upgraded.stop();
  });
});
