import { expect, it } from 'vitest';
import { openGuard } from '../../../src/gateway/access/open-guard.ts';
import { secretsOf } from '../../../src/gateway/secrets/secrets.ts';
import { silentLog, systemClock } from '../../../src/kernel/index.ts';
import { noFiles } from '../../support/no-files.ts';
import { silentMetrics } from '../../support/silent-metrics.ts';
import { fakeSurfaces } from '../mcp/support/fake-surfaces.ts';

it.each([
  ['/nowhere/ca.pem', 'ENOENT'],
  ['package.json', 'it holds no certificate'],
])('a gateway does not start with %s as the authority of authorization servers', async (caFile, why) => {
  const ports = {
    secrets: secretsOf({ environment: {}, files: noFiles }),
    surfaces: fakeSurfaces([]),
    clock: systemClock,
    log: silentLog,
    metrics: silentMetrics,
  };
  const oauth = { caFile, proxy: undefined, noProxy: undefined };
  const opened = openGuard({ fqdns: [], oauth }, ports);
  await expect(opened).rejects.toMatchObject({ code: 'RSH9120', message: expect.stringContaining(why) });
});
