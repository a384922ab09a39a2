import { describe, expect, it } from 'vitest';
import { followProgress } from '../../../src/cli/server/follow-progress.ts';
import type { admin } from '../../../src/wire/index.ts';
import { testIo } from '../support/test-io.ts';

const revision: admin.Revision = {
  sequence: 4,
  source: 'shop',
  snapshot: 'ab'.repeat(32),
  provenance: '',
  plan: '',
  commit: '',
  author: 'ci',
  reason: 'apply',
  restores: 0,
  atMs: 0,
  outcome: 'rolling',
  why: [],
  manifests: '',
  kept: true,
};
type States = Readonly<Record<string, string>>;

async function* answers(
  ...steps: readonly (readonly [string, States])[]
): AsyncGenerator<{ progress: admin.Progress }> {
  for (const [state, gateways] of steps)
    yield {
      progress: {
        revision,
        state,
        phase: '',
        wave: 0,
        gateways: Object.entries(gateways).map(([gatewayId, own]) => ({
          gatewayId,
          state: own,
          wave: 0,
          findings: own === 'rejected' ? ['a.yaml:1:1: too large'] : [],
        })),
      },
    };
  await Promise.resolve();
}

describe('following an apply', () => {
  it('writes a line for each change of a gateway, and how it ended', async () => {
    const io = testIo();
    const steps = answers(
      ['waiting', { a: 'sending', b: 'sending' }],
      ['waiting', { a: 'active', b: 'sending' }],
      ['complete', { a: 'active', b: 'gone' }],
    );
    expect(await followProgress(io, steps, { output: 'text' })).toBe(0);
    expect(io.err).toEqual([
      'revision 4 is recorded',
      '  a: sending',
      '  b: sending',
      '  a: active',
      '  b: gone',
    ]);
    expect(io.out).toEqual([
      'Applied: revision 4 (abababababab), 1 gateway active; gone, and up to date when they are back: b.',
    ]);
  });

  it('says so when nobody is there to serve it', async () => {
    const io = testIo();
    expect(await followProgress(io, answers(['complete', {}]), { output: 'text' })).toBe(0);
    expect(io.out).toEqual(['Applied: revision 4 (abababababab), no gateway is connected.']);
  });

  it('names who did not answer in time, and how to go on waiting', async () => {
    const io = testIo();
    const steps = answers(['timeout', { a: 'active', b: 'staged', c: 'late' }]);
    await expect(followProgress(io, steps, { output: 'text' })).rejects.toMatchObject({
      code: 'RSH7209',
      message: 'revision 4: no answer in time from b (staged), c (late)',
      hint: 'go on waiting with `reshapr wait 4`, or go back with `reshapr rollback`',
    });
  });

  it('names who rejected it, with the reason', async () => {
    const io = testIo();
    const steps = answers(['rejected', { a: 'active', b: 'rejected' }]);
    await expect(followProgress(io, steps, { output: 'text' })).rejects.toMatchObject({
      message: 'revision 4: rejected by b (rejected)',
      hint: expect.stringContaining('reshapr status b'),
    });
    expect(io.err.join('\n')).toContain('b: rejected\n    a.yaml:1:1: too large');
  });

  it('writes one document for a machine, also when it fails', async () => {
    const io = testIo();
    const steps = answers(['waiting', { a: 'sending' }], ['timeout', { a: 'sending' }]);
    await expect(followProgress(io, steps, { output: 'json' })).rejects.toThrow('no answer in time');
    expect(io.err).toEqual([]);
    expect(JSON.parse(io.out.join('\n'))).toMatchObject({ changed: true, state: 'timeout' });
  });

  it('says how to go on when it is interrupted', async () => {
    const io = { ...testIo(), signal: AbortSignal.abort() };
    expect(await followProgress(io, answers(['waiting', { a: 'sending' }]), { output: 'text' })).toBe(1);
    expect(io.err.at(-1)).toBe('detached: revision 4 goes on by itself. Go on waiting with: reshapr wait 4');
  });

  it('does not claim anything when no answer came', async () => {
    await expect(followProgress(testIo(), answers(), { output: 'text' })).rejects.toMatchObject({
      code: 'RSH7215',
    });
  });
});
