import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { isAdmitted } from '../../../src/gateway/secrets/api-key.ts';
import { type Secrets, secretsOf } from '../../../src/gateway/secrets/secrets.ts';
import type { ExpositionObject } from '../../../src/snapshot/index.ts';
import { noFiles } from '../../support/no-files.ts';
import { recordingLog } from '../../support/recording-ports.ts';

const environment = { KEY: 'from-env', EMPTY: '' };
const secrets: Secrets = secretsOf({ environment, files: noFiles });
const hashed = (key: string) => ({ sha256: createHash('sha256').update(key).digest('hex') });

function admitted(access: ExpositionObject['access'], presented: string | undefined, log = recordingLog()) {
  return isAdmitted({ access, organization: 'acme', id: 'abc' }, presented, secrets, log);
}

describe('API keys', () => {
  it('open is open', async () => {
    expect(await admitted({ type: 'open' }, undefined)).toBe(true);
  });

  const keys = [hashed('first'), { from: '${env:KEY}' }, hashed('third')];
  it.each<[string | undefined, boolean]>([
    ['first', true],
    ['from-env', true],
    ['third', true],
    ['second', false],
    ['firs', false],
    ['first ', false],
    ['first, third', false],
    [hashed('first').sha256, false],
    ['${env:KEY}', false],
    ['', false],
    [undefined, false],
  ])('%j: %j', async (presented, expected) => {
    expect(await admitted({ type: 'apiKey', keys }, presented)).toBe(expected);
  });

  it('an empty key opens nothing, not even where its hash is written', async () => {
    expect(await admitted({ type: 'apiKey', keys: [hashed('')] }, '')).toBe(false);
    expect(await admitted({ type: 'apiKey', keys: [hashed('')] }, undefined)).toBe(false);
    expect(await admitted({ type: 'apiKey', keys: [{ from: '${env:EMPTY}' }] }, '')).toBe(false);
  });

  it('every key is looked at, whichever one fits', async () => {
    const resolve = vi.spyOn(secrets, 'resolve');
    await admitted({ type: 'apiKey', keys: [hashed('first'), { from: '${env:KEY}' }] }, 'first');
    expect(resolve).toHaveBeenCalledTimes(1);
    resolve.mockRestore();
  });

  it('a reference to nothing is a key that nobody has, and the others still open', async () => {
    const log = recordingLog();
    const access = { type: 'apiKey' as const, keys: [{ from: '${env:NOPE}' }, hashed('first')] };
    expect([await admitted(access, 'first', log), await admitted(access, 'no', log)]).toEqual([true, false]);
    expect(log.lines[0]).toEqual({
      level: 'error',
      message: 'an API key cannot be resolved',
      fields: {
        exposition: 'abc',
        reason: 'the gateway cannot resolve ${env:NOPE}: the variable is not set',
      },
    });
  });
});
