import type { LookupAddress } from 'node:dns';
import { expect, it } from 'vitest';
import { guardedLookup } from '../../../../src/gateway/backends/content/guarded-lookup.ts';

function resolve(host: string, all: boolean): Promise<readonly string[] | string | undefined> {
  return new Promise((done) =>
    guardedLookup(host, { all }, (error, found: string | LookupAddress[]) =>
      done(
        error !== null
          ? (error.code ?? 'failed')
          : typeof found === 'string'
            ? found
            : found.map(({ address }) => address),
      ),
    ),
  );
}

it.each([
  ['127.0.0.1', true, ['127.0.0.1']],
  ['127.0.0.1', false, '127.0.0.1'],
  ['169.254.169.254', true, 'ENOTFOUND'],
  ['fe80::1', false, 'ENOTFOUND'],
  ['0.0.0.0', true, 'ENOTFOUND'],
])('%s, all: %s, is %s', async (host, all, expected) => {
  expect(await resolve(host, all)).toEqual(expected);
});
