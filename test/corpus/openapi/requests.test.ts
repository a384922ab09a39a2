import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toolCaller } from '../../../src/gateway/backends/call-tool.ts';
import { httpBackends } from '../../../src/gateway/backends/http-backends.ts';
import { silentLog, systemClock } from '../../../src/kernel/index.ts';
import type { ToolOf } from '../../../src/snapshot/index.ts';
import { type BackendServer, startBackend } from '../../support/backend-server.ts';
import { type CompiledSpec, compileSpec } from '../../support/compile-spec.ts';
import { swaggerRequest } from '../../support/oracles.ts';
import { presentFrom } from '../../support/present.ts';
import { recordingMetrics } from '../../support/recording-ports.ts';
import { argumentsFor } from '../../support/tool-arguments.ts';
import { openApiWithout } from '../index.ts';
import { readSpec } from '../read-spec.ts';
import { type DescribedOperation, describedOperations } from './described.ts';
import { type Difference, differences, reasonToRefuse } from './differences.ts';
import { swaggerInput } from './swagger-input.ts';

/** How often each operation is called, each time with other arguments; and where the draw begins. */
const draws = Number(process.env['RESHAPR_CORPUS_DRAWS'] ?? 1);
const featureDraws = 25 * draws;
const seed = Number(process.env['RESHAPR_CORPUS_SEED'] ?? 20_261_120);

const ports = { log: silentLog, metrics: recordingMetrics(), clock: systemClock };
const backends = httpBackends({ ...ports, version: '1' });
const present = presentFrom({});
const call = toolCaller({ backends, present, log: silentLog });

const total = { sets: 0, undrawn: 0, found: {} as Record<string, number> };
let server: BackendServer;

beforeAll(async () => {
  server = await startBackend();
});

afterAll(async () => {
  console.info(`${total.sets} argument sets; none could be drawn ${total.undrawn} times`, total.found);
  expect(total.undrawn).toBeLessThan(total.sets / 100);
  expect(total.sets).toBeGreaterThanOrEqual(2000);
  await backends.close(AbortSignal.abort());
  await server.close();
});

const folder = new URL('features/', import.meta.url);
const features = readdirSync(folder).sort();

describe('the requests of features are those of swagger-client, but where the specification says otherwise', () => {
  it.each(features)('%s', async (file) => {
    await compareAll(file, readFileSync(new URL(file, folder), 'utf8'), featureDraws);
  });
});

/** Descriptions in which the same few forms of a request are repeated are left out. */
const specs = openApiWithout(/ghe[cs]|deref|1\.12|graph|zuora|docusign|netbox|ec2|mailchimp/);

describe('and so are those of real descriptions', () => {
  it.each(specs)('$package $path', async (spec) => {
    const { file, text } = readSpec(spec);
    await compareAll(file, text, draws);
  });
});

async function compareAll(file: string, text: string, count: number): Promise<void> {
  const compiled = await compileSpec(text, server.origin, file);
  const operations = await describedOperations(file, text, server.origin);
  const unexplained: unknown[] = [];
  let index = 0;
  for (const [name, tool] of compiled.tools)
    for (let draw = 0; draw < count; draw++) {
      const args = drawn(tool, compiled.schemas, seed + draw * 10_000 + index++);
      if (args === undefined) continue;
      const described = operations.get(name);
      if (described === undefined) throw new Error(`no operation ${name}`);
      const { explained, unexplained: rest } = await compareCall(compiled, described, tool, args);
      total.sets++;
      for (const reason of explained) total.found[reason] = (total.found[reason] ?? 0) + 1;
      if (rest.length > 0) unexplained.push({ name, args, explained, rest });
    }
  expect(unexplained.slice(0, 3)).toEqual([]);
}

/** Arguments that fit; undefined (and counted) for the few schemas for which none are found by chance. */
function drawn(...given: Parameters<typeof argumentsFor>): Record<string, unknown> | undefined {
  try {
    return argumentsFor(...given);
  } catch {
    total.undrawn++;
    return undefined;
  }
}

/** Calls a tool through the gateway, has `swagger-client` make a request of the same, and compares the two. */
async function compareCall(
  compiled: CompiledSpec,
  described: DescribedOperation,
  tool: ToolOf<'http'>,
  args: Readonly<Record<string, unknown>>,
): Promise<Difference> {
  const given = { call: tool.call, args };
  const before = server.seen.length;
  const result = await call({ exposition: compiled.exposition, tool, args, caller: {} });
  const seen = server.seen[before];
  if (seen === undefined) {
    const reason = reasonToRefuse(given);
    if (reason !== undefined) return { explained: [reason], unexplained: [] };
    return { explained: [], unexplained: [['sent', result, undefined]] };
  }
  return differences(seen, swaggerRequest(swaggerInput(described, tool, args)), given);
}
