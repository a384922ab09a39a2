import { expect, it } from 'vitest';
import { openIssuers } from '../../../src/gateway/access/issuers.ts';

it.each([
  ['/nowhere/ca.pem', 'ENOENT'],
  ['package.json', 'it holds no certificate'],
])('a gateway does not start with %s as the authority of authorization servers', async (caFile, why) => {
  const opened = openIssuers({ caFile, proxy: undefined, noProxy: undefined });
  await expect(opened).rejects.toMatchObject({ code: 'RSH9120', message: expect.stringContaining(why) });
});
