import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Finished, killAll, reshapr } from './support/processes.ts';
import { project, writeTree } from './support/tree.ts';

/** Mistakes in three files, each found by another stage of the compiler. */
const tree = {
  'reshapr.yaml': project('shop'),
  'groups.yaml': `apiVersion: reshapr.io/v1alpha1
kind: GatewayGroup
metadata: { name: default }
spec:
  labels: { env: dev
`,
  'orders.yaml': `apiVersion: reshapr.io/v1alpha1
kind: Service
metadata: { name: orders }
spec: { file: specs/orders.yaml }
---
apiVersion: reshapr.io/v1alpha1
kind: ConfigurationPlan
metadata: { name: everybody }
spec:
  service: { name: Orders, version: "1.0" }
  backendEndpoint: http://localhost:4010
  backendTimeuot: 1000
---
apiVersion: reshapr.io/v1alpha1
kind: ConfigurationPlan
metadata: { name: partners }
spec:
  service: { name: Orders, version: "1.0" }
  backendEndpoint: http://localhost:4010
---
apiVersion: reshapr.io/v1alpha1
kind: Exposition
metadata: { name: orders }
spec:
  service: { name: Orders }
  configurationPlan: partner
  gatewayGroup: default
`,
  'specs/orders.yaml': `openapi: 3.1.0
info: { title: Orders, version: "1.0" }
paths:
  /orders:
    get:
      parameters: [{ $ref: "#/components/parameters/Pag" }]
      responses: { "200": { description: The orders. } }
  /orders/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { "200": { description: One order. } }
  /orders_id:
    get:
      responses: { "200": { description: Ids of the orders. } }
components:
  parameters:
    Page: { name: page, in: query, schema: { type: integer } }
`,
};

/** Where each is found, what is said, and the hint. */
const findings = [
  ['RSH1004', 'groups.yaml:6:1', 'Flow map in block collection', 'correct the text here, or just before'],
  ['RSH2003', 'orders.yaml:12:3', "spec has no field 'backendTimeuot'", "did you mean 'backendTimeout'?"],
  [
    'RSH3004',
    'orders.yaml:26:22',
    "there is no ConfigurationPlan 'Orders:1.0/partner'",
    "did you mean 'partners'?",
  ],
  [
    'RSH4001',
    'specs/orders.yaml:6:28',
    "$ref '#/components/parameters/Pag' points to nothing",
    "did you mean 'Page'?",
  ],
  [
    'RSH4011',
    'specs/orders.yaml:13:5',
    'GET /orders/{id} has the name get_orders_id',
    'exclude one of the two operations',
  ],
] as const;

describe('mistakes in three files and five stages', () => {
  let directory: string;
  let fake: Server;
  let env: NodeJS.ProcessEnv;
  let connections = 0;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'reshapr-e2e-mistakes-'));
    await writeTree(directory, tree);
    fake = createServer((socket) => {
      connections++;
      socket.destroy();
    });
    await new Promise<void>((resolve) => fake.listen(0, '127.0.0.1', resolve));
    const address = fake.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const server = `http://127.0.0.1:${port}`;
    env = { ...process.env, RESHAPR_SERVER: server, RESHAPR_TOKEN: 'acme-token', NO_COLOR: '1' };
  });

  afterAll(async () => {
    fake?.close();
    if (directory !== undefined) await rm(directory, { recursive: true, force: true });
    killAll();
  });

  function run(...words: string[]): Promise<Finished> {
    return reshapr(words, env, directory);
  }

  it.each([
    ['validate', ['validate', '.']],
    ['plan', ['plan', '.']],
    ['apply', ['apply', '.', '--yes']],
    ['build', ['build', '.']],
  ])('%s reports all of them in one run, and sends nothing anywhere', async (command, words) => {
    const { code, out, err } = await run(...words);
    expect(code).toBe(1);
    const text = command === 'validate' ? out : err;
    for (const [finding, place, message, hint] of findings) {
      const block = text.split('\n\n').find((candidate) => candidate.includes(` ${finding} ${place}\n`));
      expect(block, `${finding} at ${place} in\n${text}`).toBeDefined();
      expect(block).toContain(message);
      expect(block).toContain(`hint: ${hint}`);
    }
    expect(text).toContain('4 errors, 1 warning');
    expect(connections).toBe(0);
  });

  it('says the same to machines', async () => {
    const { code, out } = await run('validate', '--output', 'json');
    expect(code).toBe(1);
    const shown = JSON.parse(out) as { valid: boolean; findings: Record<string, unknown>[] };
    expect(shown.valid).toBe(false);
    const mistakes = shown.findings.filter(({ severity }) => severity !== 'info');
    expect(mistakes.map((found) => [found['code'], found['file']])).toEqual(
      findings.map(([code_, place]) => [code_, place.split(':')[0]]),
    );
  });

  it('has a control plane that would have been asked', async () => {
    await writeTree(directory, {
      'groups.yaml': `${tree['groups.yaml'].trimEnd()} }\n`,
      'orders.yaml': tree['orders.yaml']
        .replace('  backendTimeuot: 1000\n', '')
        .replace('partner\n', 'partners\n'),
      'specs/orders.yaml': tree['specs/orders.yaml'].replace('parameters/Pag"', 'parameters/Page"'),
    });
    expect(await run('plan', '.')).toMatchObject({ code: 1, err: expect.stringContaining('RSH7204') });
    expect(connections).toBeGreaterThan(0);
  });
});
