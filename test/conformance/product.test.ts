import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { edit } from '../e2e/support/installation.ts';
import { cliFile, killAll, start } from '../e2e/support/processes.ts';
import { freePort } from '../support/free-port.ts';
import { renderReport } from './report.ts';
import { runConformance } from './run-conformance.ts';
import { applicableScenarios } from './scenarios.ts';
import { missingOracle } from './suites.ts';
import { startTargetBackend } from './target-backend.ts';

afterAll(() => killAll());

/** The official conformance suites against the product: fixtures are manifests plus a backend. */
it('passes every scenario that applies', async () => {
  expect(missingOracle()).toBeUndefined();
  const directory = await mkdtemp(join(tmpdir(), 'reshapr-conformance-'));
  await cp(fileURLToPath(new URL('target', import.meta.url)), directory, { recursive: true });
  const manifests = join(directory, 'fixtures.yaml');
  const backend = await startTargetBackend({ spec: join(directory, 'specs', 'fixtures.yaml'), manifests });
  await edit(manifests, '127.0.0.1:4020', `127.0.0.1:${backend.port}`);
  const port = await freePort();
  const dev = start(process.execPath, [cliFile, 'dev', directory, '--port', String(port)]);
  await dev.seen(/Ctrl-C/);

  const results = await runConformance(`http://127.0.0.1:${port}/mcp/suite/fixtures`, applicableScenarios);
  console.log(renderReport(results));
  dev.kill();
  expect(await dev.ended).toMatchObject({ code: 0 });
  backend.server.close();
  backend.server.closeAllConnections();
  await rm(directory, { recursive: true, force: true });
  expect(results.flatMap(({ failures }) => failures)).toEqual([]);
  expect(results).toHaveLength(applicableScenarios.length);
});
