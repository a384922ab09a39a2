import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileTree } from '../../src/cli/compile/compile-tree.ts';
import { renderFindings } from '../../src/cli/compile/render-findings.ts';
import { compile } from '../../src/compiler/index.ts';
import { memoryTree, type SourceTree } from '../../src/kernel/index.ts';
import { directoryTree } from '../../src/source/index.ts';
import {
  compileSmall,
  type Files,
  manifest,
  placeOf,
  smallTree,
  spec,
  watchedTree,
} from './support/small-tree.ts';

/** A mistake somewhere else, which has to be found all the same. */
const elsewhere = { 'zz.yaml': manifest('GatewayGroup', 'zz', 'label: {}') };
const elsewhereSaid = ['RSH2004 zz.yaml:4:1', 'RSH2003 zz.yaml:5:3'];

async function places(files: Files): Promise<string[]> {
  return (await compileSmall(files)).diagnostics.map(placeOf);
}

/** Nine aliases of nine aliases of …: 9^9 values in twelve lines. */
const laughs = [
  'a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]',
  ...Array.from(
    { length: 9 },
    (_, index) => `a${index + 1}: &a${index + 1} [${Array(9).fill(`*a${index}`).join()}]`,
  ),
].join('\n');

const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const refTo = (file: string): string => `${spec}components:\n  schemas:\n    A: { $ref: ${file} }\n`;

describe('one bad file is reported, and so is what is wrong elsewhere', () => {
  it.each<[string, Files, string[]]>([
    ['a manifest that is not UTF-8', { 'a.yaml': latin1('apiVersion: \xe9') }, ['RSH1002 a.yaml:1:13']],
    ['a spec that is not UTF-8', { 'orders.yaml': latin1(`${spec}# \xe9`) }, ['RSH1002 orders.yaml:9:3']],
    ['aliases that grow without bound', { 'a.yaml': `apiVersion: x\n${laughs}` }, ['RSH1006 a.yaml:7:10']],
    [
      'the same in a spec',
      { 'orders.yaml': `${spec}x-laughs:\n${laughs.replace(/^/gm, '  ')}` },
      ['RSH1006 orders.yaml:15:12'],
    ],
    ['an alias of what it is in', { 'a.yaml': 'apiVersion: &a { b: *a }' }, ['RSH1006 a.yaml:1:21']],
    ['an alias of nothing', { 'a.yaml': 'apiVersion: *a' }, ['RSH1006 a.yaml:1:13']],
    ['10,000 levels of YAML', { 'a.yaml': `apiVersion: ${deep(10_000)}` }, ['RSH1007 a.yaml:1:212']],
    [
      '10,000 levels of blocks',
      { 'a.yaml': `apiVersion:\n  ${'- '.repeat(5_000)}a` },
      ['RSH1007 a.yaml:2:1201'],
    ],
    [
      'question marks that open a mapping in a mapping each (found by fuzzing: they ended the process)',
      { 'orders.yaml': '? '.repeat(2_000) },
      ['RSH1007 orders.yaml:1:1201'],
    ],
    [
      'question marks and dashes by turns, on one line after the other',
      {
        'orders.yaml': Array.from(
          { length: 9 },
          (_, at) => `${' '.repeat(at * 800)}${'? - '.repeat(200)}`,
        ).join('\n'),
      },
      ['RSH1007 orders.yaml:2:1201'],
    ],
    [
      'indentation without end',
      { 'orders.yaml': Array.from({ length: 5_000 }, (_, at) => `${' '.repeat(at)}a:\n`).join('') },
      ['RSH1007 orders.yaml:3002:3001'],
    ],
    ['10,000 levels of JSON', { 'a.json': `{"apiVersion":${deep(10_000)}}` }, ['RSH1007 a.json:1:214']],
    [
      'brackets that never close',
      { 'a.yaml': `apiVersion: ${'['.repeat(10_000)}` },
      ['RSH1007 a.yaml:1:212'],
    ],
    ['a deep spec', { 'orders.yaml': `${spec}x-deep: ${deep(300)}` }, ['RSH1007 orders.yaml:9:208']],
    ['a spec that is empty', { 'orders.yaml': '' }, ['RSH4004 orders.yaml:1:1']],
    ['a spec that is a text', { 'orders.yaml': 'hello' }, ['RSH4004 orders.yaml:1:1']],
    ['a spec of AsyncAPI', { 'orders.yaml': 'asyncapi: 3.0.0' }, ['RSH4004 orders.yaml:1:11']],
    ['a spec of OpenAPI 4', { 'orders.yaml': 'openapi: 4.0.0' }, ['RSH4004 orders.yaml:1:10']],
    [
      'a spec in GraphQL',
      {
        'service.yaml': manifest('Service', 'orders', 'file: a.graphql'),
        'a.graphql': 'type Query',
        'orders.yaml': undefined,
      },
      ['RSH3010 service.yaml:3:19'],
    ],
    ['a spec of two documents', { 'orders.yaml': `${spec}---\n${spec}` }, ['RSH3027 orders.yaml:10:1']],
    [
      'a file that a spec refers to and that is no YAML',
      { 'orders.yaml': refTo('b.yaml#/B'), 'b.yaml': 'B: [' },
      ['RSH1004 b.yaml:1:5', 'RSH4020 orders.yaml:11:16'],
    ],
    [
      'a file that a spec refers to and that is not UTF-8',
      { 'orders.yaml': refTo('b.yaml#/B'), 'b.yaml': latin1('B: \xe9') },
      ['RSH1002 b.yaml:1:4', 'RSH4020 orders.yaml:11:16'],
    ],
  ])('%s', async (_, files, said) => {
    expect(await places({ ...files, ...elsewhere })).toEqual([...said, ...elsewhereSaid]);
  });
});

describe('names that are taken', () => {
  const policy = manifest('Policy', 'a', 'expression: "true"\nmessage: no');
  const bare = (kind: string, body: string): string =>
    `apiVersion: reshapr.io/v1alpha1\nkind: ${kind}\nmetadata: { name: a }\nspec:\n  service: { name: Orders, version: "1" }\n  ${body}\n`;
  it.each([
    ['Service', smallTree['service.yaml']],
    ['ConfigurationPlan', smallTree['plan.yaml']],
    ['Exposition', smallTree['exposition.yaml']],
    ['GatewayGroup', smallTree['group.yaml']],
    ['GatewayClass', manifest('GatewayClass', 'a', 'controllerName: native')],
    ['Gateway', manifest('Gateway', 'a', 'gatewayClassName: b\nlisteners: [{ name: a, port: 1 }]')],
    ['Policy', policy],
    ['SecretSource', manifest('SecretSource', 'a', 'secrets: [{ name: a, token: "${env:A}" }]')],
    ['Prompts', bare('Prompts', 'prompts: {}')],
    ['CustomTools', bare('CustomTools', 'customTools: {}')],
    ['Resources', bare('Resources', 'resources: {}')],
    ['ToolsOutputFilters', bare('ToolsOutputFilters', 'filters: { get_orders: { compact: true } }')],
  ])('a second %s of one name is an error at its name', async (kind, text) => {
    const { diagnostics } = await compileSmall({ 'one.yaml': text, 'two.yaml': text });
    const twice = diagnostics.filter(({ code }) => code === 'RSH3003');
    const last = twice.at(-1);
    expect(last).toMatchObject({ file: 'two.yaml', severity: 'error', range: { start: { line: 3 } } });
    expect(twice.some(({ message }) => message.startsWith(`${kind} '`))).toBe(true);
    expect(last?.related?.[0]?.message).toBe('the first one is here');
  });
});

describe('files that cannot be read', () => {
  const unreadable = (...paths: string[]): SourceTree => {
    const files = Object.entries({ ...smallTree, ...elsewhere }).filter(([path]) => !paths.includes(path));
    const tree = memoryTree(Object.fromEntries(files));
    return { ...tree, unreadable: paths.map((path) => ({ path, reason: 'permission denied' })) };
  };

  it.each(['notes.yaml', 'orders.yaml'])(
    '%s: one finding, and nothing about what it would have said',
    async (path) => {
      const { diagnostics } = await compile(unreadable(path));
      expect(diagnostics.map(placeOf)).toEqual([`RSH1001 ${path}:1:1`, ...elsewhereSaid]);
      expect(diagnostics[0]?.message).toBe('cannot read this file: permission denied');
    },
  );
});

describe('a spec of 100 MB on disk', () => {
  let directory = '';
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'reshapr-large-'));
    for (const [path, text] of Object.entries({ ...smallTree, ...elsewhere }))
      await writeFile(join(directory, path), text);
    await truncate(join(directory, 'orders.yaml'), 100 * 1024 * 1024);
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('is refused without being read, and shown without being read', async () => {
    const { tree, read } = watchedTree(await directoryTree(directory));
    const compiled = await compileTree(tree);
    expect(compiled.result.diagnostics.map(placeOf)).toEqual(['RSH1003 orders.yaml:1:1', ...elsewhereSaid]);
    expect(await renderFindings(compiled.tree, compiled.result, true)).toContain(
      '100.0 MB is more than the 96.0 MB',
    );
    expect(read.has('orders.yaml')).toBe(false);
  });
});

it('a YAML anchor may be used often', async () => {
  const uses = Array.from({ length: 500 }, (_, index) => `      "x-${index}": *done`).join('\n');
  const orders = `x-done: &done { description: done }\n${spec}  /many:\n    get:\n      responses: { "204": *done }\n${uses}\n`;
  expect(await places({ 'orders.yaml': orders })).toEqual([]);
});

it('a YAML merge is a part of what it is merged into', async () => {
  const orders = `x-done: &done { description: done }\n${spec}  /many:\n    get:\n      responses: { "204": { <<: *done } }\n`;
  expect(await places({ 'orders.yaml': orders })).toEqual([]);
});
