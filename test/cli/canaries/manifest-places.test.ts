import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findingsFormats } from '../../../src/cli/report/formats.ts';
import { compile } from '../../../src/compiler/index.ts';
import { memoryTree } from '../../../src/kernel/index.ts';
import { canary, found } from '../../e2e/support/canaries.ts';
import { group, offered, openApi, project, writeTree } from '../../e2e/support/tree.ts';
import { runCommand } from '../support/run-command.ts';
import { textPlaces, withValueAt } from './schema-places.ts';
import { type Sensitivity, sensitivityOf } from './sensitive-places.ts';

/** One manifest of each kind, in which a secret is written by mistake. */
const documents: Readonly<Record<string, object>> = {
  ConfigurationPlan: {
    spec: { service: { name: 'Orders', version: '1.0' }, backendEndpoint: 'http://backend.invalid' },
  },
  CustomTools: { spec: { service: { name: 'Orders' }, customTools: {} } },
  Exposition: { spec: { service: { name: 'Orders' }, configurationPlan: 'all', gatewayGroup: 'default' } },
  Gateway: {
    spec: { gatewayClassName: 'own', listeners: [{ name: 'https', port: 443, protocol: 'HTTPS' }] },
  },
  GatewayClass: { spec: { controllerName: 'reshapr.io/native' } },
  GatewayGroup: { spec: { labels: { env: 'dev' } } },
  Policy: { spec: { expression: 'true', message: 'never', severity: 'warn' } },
  Project: { spec: { organization: 'acme' } },
  Prompts: { spec: { service: { name: 'Orders' }, prompts: {} } },
  Resources: { spec: { service: { name: 'Orders' }, resources: {} } },
  SecretSource: { spec: { secrets: [{ name: 'orders' }] } },
  Service: { spec: { type: 'MCP', name: 'Up', version: '1' } },
  ToolsOutputFilters: { spec: { service: { name: 'Orders' }, filters: {} } },
};

const published = readdirSync('schemas')
  .filter((file) => file.endsWith('.json'))
  .map((file) => [file.replace('.json', ''), readFileSync(join('schemas', file), 'utf8')] as const)
  .filter(([kind]) => !['Findings', 'Manifest', 'Plan'].includes(kind));
const places = published.flatMap(([kind, schema]) =>
  textPlaces(schema).map((place) => [kind, place] as const),
);
const placesOf = (wanted: Sensitivity): [string, string][] =>
  places
    .filter(([kind, place]) => sensitivityOf(kind, place) === wanted)
    .map(([kind, place]) => [kind, place]);

const directory = mkdtempSync(join(tmpdir(), 'reshapr-canaries-'));
afterAll(() => rm(directory, { recursive: true, force: true }));

function treeWith(kind: string, place: string, text: string): Record<string, string> {
  const document = withValueAt(documents[kind], place, text) as object;
  const manifest = JSON.stringify({
    ...{ apiVersion: 'reshapr.io/v1alpha1', kind, metadata: { name: 'canary' } },
    ...document,
  });
  return {
    ...(kind === 'Project' ? {} : { 'reshapr.yaml': project('shop') }),
    'groups.yaml': group('default', { env: 'dev' }),
    'orders.yaml': offered('Orders', 'http://backend.invalid', 'default'),
    'specs/orders.yaml': openApi('Orders', { '/orders': 'All orders.' }),
    [kind === 'Project' ? 'reshapr.yaml' : 'canary.yaml']: manifest,
  };
}

/** Everything that comes out of a tree: what is said of it in every form, and what it compiles to. */
async function sinksOf(files: Record<string, string>): Promise<Map<string, string>> {
  const sinks = new Map<string, string>();
  const { compiled, diagnostics } = await compile(memoryTree(files));
  sinks.set('findings', JSON.stringify(diagnostics));
  for (const { kind, name, bytes } of compiled?.snapshot.objects ?? [])
    sinks.set(`snapshot ${kind} ${name}`, new TextDecoder().decode(bytes));
  await rm(directory, { recursive: true, force: true });
  await writeTree(directory, files);
  for (const format of findingsFormats) {
    const { out, err } = await runCommand([
      'validate',
      directory,
      '--notes',
      '--no-cache',
      '--output',
      format,
    ]);
    sinks.set(`validate as ${format}`, `${out}\n${err}`);
  }
  return sinks;
}

describe('a place of a manifest where a person may write a text', () => {
  it('is one of which is said whether a secret could be there', () => {
    expect(published.map(([kind]) => kind).sort()).toEqual(Object.keys(documents).sort());
    const unknown = places.filter(([kind, place]) => sensitivityOf(kind, place) === undefined);
    expect(unknown.map((each) => each.join(' '))).toEqual([]);
  });

  const secret = canary('literal');
  it.each(placesOf('credential'))('%s %s shows no credential that is written there', async (kind, place) => {
    const files = treeWith(kind, place, secret);
    expect(JSON.stringify(files)).toContain(secret);
    const sinks = await sinksOf(files);
    expect(found({ [place]: secret }, sinks)).toEqual([]);
    expect([...sinks.keys()].filter((sink) => sink.startsWith('snapshot'))).toEqual([]);
    // The same look finds it in each of them, where it is put there.
    for (const [sink, text] of sinks)
      expect(found({ [place]: secret }, new Map([[sink, text + secret]]))).toEqual([`${place} in ${sink}`]);
  });

  const urls = [
    ['a password', `http://me:${secret}@x.example/`],
    ['a user', `http://${secret}@x.example/`],
    ['a query', `http://x.example/?key=${secret}`],
  ] as const;
  it.each(
    placesOf('url').flatMap(([kind, place]) => urls.map(([what, url]) => [kind, place, what, url] as const)),
  )('%s %s shows no %s of a URL that is written there', async (kind, place, _, url) => {
    expect(found({ [place]: secret }, await sinksOf(treeWith(kind, place, url)))).toEqual([]);
  });
});
