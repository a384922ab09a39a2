import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { checkDocument, readDocuments } from '../../../src/manifest/index.ts';

/** Errors that a text has as a manifest, by code and place. */
function errorsOf(text: string): string[] {
  const { documents, diagnostics } = readDocuments('a.yaml', Buffer.from(text));
  const all = [...diagnostics, ...documents.flatMap((document) => checkDocument(document).diagnostics)];
  return all.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code} ${message}`);
}

const service = { name: 'Orders', version: '1' };

/** The two ways to write an artifact. */
const shapes: Readonly<Record<string, (kind: string, body: object) => string>> = {
  bare: (kind, body) => stringify({ apiVersion: 'reshapr.io/v1alpha1', kind, service, ...body }),
  resource: (kind, body) =>
    stringify({
      apiVersion: 'reshapr.io/v1alpha1',
      kind,
      metadata: { name: 'a' },
      spec: { service, ...body },
    }),
};

const input = { type: 'object', properties: { who: { type: 'string' } }, required: ['who'] };
const shared = { description: 'Does it.', input };
const tool = (item: object) => ({ customTools: { it: item } });
const filter = (item: unknown) => ({ filters: { get_orders: item } });

/** What reShapr's schemas say of each (its compatibility reference, 2.3, 2.5 and 2.7). */
const verdicts: readonly [what: string, kind: string, body: object, verdict: 'accepted' | 'rejected'][] = [
  ['an empty map of tools', 'CustomTools', { customTools: {} }, 'accepted'],
  [
    'a declarative tool',
    'CustomTools',
    tool({ ...shared, tool: 'GET /orders', arguments: { a: '${who}' } }),
    'accepted',
  ],
  [
    'a declarative tool without arguments',
    'CustomTools',
    tool({ ...shared, tool: 'GET /orders' }),
    'accepted',
  ],
  [
    'a tool and a list of tools',
    'CustomTools',
    tool({ ...shared, tool: 'GET /orders', arguments: {}, tools: [{ tool: 'a' }] }),
    'accepted',
  ],
  [
    'a script and its tools',
    'CustomTools',
    tool({ ...shared, script: 'return 1', tools: [{ tool: 'a', service: 'S:1' }] }),
    'accepted',
  ],
  [
    'a script with an empty list',
    'CustomTools',
    tool({ ...shared, script: 'return 1', tools: [] }),
    'accepted',
  ],
  [
    'a script with arguments',
    'CustomTools',
    tool({ ...shared, script: 'return 1', tools: [], arguments: {} }),
    'accepted',
  ],
  ['a script without tools', 'CustomTools', tool({ ...shared, script: 'return 1' }), 'rejected'],
  [
    'a script and a tool',
    'CustomTools',
    tool({ ...shared, script: 'return 1', tools: [], tool: 'GET /orders' }),
    'rejected',
  ],
  ['tools alone', 'CustomTools', tool({ ...shared, tools: [{ tool: 'a' }] }), 'rejected'],
  ['neither', 'CustomTools', tool(shared), 'rejected'],
  ['no description', 'CustomTools', tool({ input, tool: 'GET /orders' }), 'rejected'],
  ['no input', 'CustomTools', tool({ description: 'Does it.', tool: 'GET /orders' }), 'rejected'],
  [
    'an input of another type',
    'CustomTools',
    tool({ ...shared, input: { type: 'string' }, tool: 'a' }),
    'rejected',
  ],
  [
    'an input without a type',
    'CustomTools',
    tool({ ...shared, input: { properties: {} }, tool: 'a' }),
    'rejected',
  ],
  [
    'an input without properties',
    'CustomTools',
    tool({ ...shared, input: { type: 'object' }, tool: 'a' }),
    'accepted',
  ],
  [
    'a property that is no object',
    'CustomTools',
    tool({ ...shared, input: { type: 'object', properties: { a: 1 } }, tool: 'a' }),
    'rejected',
  ],
  [
    'required that is no list',
    'CustomTools',
    tool({ ...shared, input: { type: 'object', required: 'who' }, tool: 'a' }),
    'rejected',
  ],
  [
    'a tool of the list without a name',
    'CustomTools',
    tool({ ...shared, script: 'return 1', tools: [{ service: 'S:1' }] }),
    'rejected',
  ],
  ['a title', 'CustomTools', tool({ ...shared, title: 'It', tool: 'a' }), 'accepted'],
  [
    'a name of any characters',
    'CustomTools',
    { customTools: { 'any name!': { ...shared, tool: 'a' } } },
    'accepted',
  ],
  ['no filters', 'ToolsOutputFilters', { filters: {} }, 'rejected'],
  ['a filter that says nothing', 'ToolsOutputFilters', filter({}), 'rejected'],
  ['a list of pointers', 'ToolsOutputFilters', filter({ jsonRetain: ['/a', '/b/c'] }), 'accepted'],
  ['an empty list of pointers', 'ToolsOutputFilters', filter({ jsonRetain: [] }), 'rejected'],
  ['a pointer without a slash', 'ToolsOutputFilters', filter({ jsonRetain: ['a'] }), 'rejected'],
  ['convertToToon: true', 'ToolsOutputFilters', filter({ convertToToon: true }), 'accepted'],
  ['convertToToon: false alone', 'ToolsOutputFilters', filter({ convertToToon: false }), 'accepted'],
  ['convertToToon as a text', 'ToolsOutputFilters', filter({ convertToToon: 'yes' }), 'rejected'],
  ['compact: true alone, as newer ones do', 'ToolsOutputFilters', filter({ compact: true }), 'accepted'],
  ['compact as an object, as newer ones do', 'ToolsOutputFilters', filter({ compact: {} }), 'accepted'],
  ['compact as a number', 'ToolsOutputFilters', filter({ compact: 1 }), 'rejected'],
  [
    'a list of branches, of an early draft',
    'ToolsOutputFilters',
    filter([{ jsonRetain: ['/a'] }]),
    'rejected',
  ],
  ...['add', 'remove', 'replace', 'move', 'copy', 'test'].map((op): (typeof verdicts)[number] => [
    `a patch with op: ${op} and nothing else`,
    'ToolsOutputFilters',
    filter({ jsonPatches: [{ op, path: '/a' }] }),
    'accepted',
  ]),
  [
    'a patch with another op',
    'ToolsOutputFilters',
    filter({ jsonPatches: [{ op: 'set', path: '/a' }] }),
    'rejected',
  ],
  ['a patch without a path', 'ToolsOutputFilters', filter({ jsonPatches: [{ op: 'remove' }] }), 'rejected'],
  [
    'a path without a slash',
    'ToolsOutputFilters',
    filter({ jsonPatches: [{ op: 'remove', path: 'a' }] }),
    'rejected',
  ],
  [
    'from without a slash',
    'ToolsOutputFilters',
    filter({ jsonPatches: [{ op: 'move', path: '/a', from: 'b' }] }),
    'rejected',
  ],
  ['no patches', 'ToolsOutputFilters', filter({ jsonPatches: [] }), 'rejected'],
  ['failure: closed', 'ToolsOutputFilters', filter({ compact: true, failure: 'closed' }), 'accepted'],
  ['another failure', 'ToolsOutputFilters', filter({ compact: true, failure: 'half' }), 'rejected'],
];

it.each(verdicts.flatMap((row) => Object.keys(shapes).map((shape) => [shape, ...row] as const)))(
  '%s: %s (%s)',
  (shape, _, kind, body, verdict) => {
    const errors = errorsOf(shapes[shape]?.(kind, body) ?? '');
    expect(errors.length === 0 ? 'accepted' : 'rejected', errors.join('\n')).toBe(verdict);
  },
);

it.each<[yaml: string, verdict: 'accepted' | 'rejected']>([
  ['1.0', 'rejected'],
  ['2.0.0', 'accepted'],
  ['"1.0"', 'accepted'],
])('a version that is written %s', (version, verdict) => {
  const text = `apiVersion: reshapr.io/v1alpha1\nkind: CustomTools\nservice: { name: Orders, version: ${version} }\ncustomTools: {}\n`;
  expect(errorsOf(text).length === 0 ? 'accepted' : 'rejected').toBe(verdict);
});

it.each<[what: string, kind: string, body: object]>([
  ['a filter', 'ToolsOutputFilters', filter({ compact: true, condition: 'x' })],
  ['a tool', 'CustomTools', tool({ ...shared, tool: 'GET /orders', timeout: 3 })],
])(
  'a field that nobody knows in %s is a warning in the bare form, as reShapr passes over it, and an error in the other',
  (_, kind, body) => {
    expect(errorsOf(shapes['bare']?.(kind, body) ?? '')).toEqual([]);
    expect(errorsOf(shapes['resource']?.(kind, body) ?? '')).toHaveLength(1);
  },
);
