import { decode } from '@toon-format/toon';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyFilter } from '../../../src/gateway/filters/apply-filter.ts';
import { filterText } from '../../../src/gateway/filters/filter-text.ts';
import type { CallResult } from '../../../src/gateway/surface/call-result.ts';
import type { FilterObject } from '../../../src/snapshot/index.ts';

type Steps = Omit<FilterObject, 'format' | 'tool' | 'failure'>;

function filter(steps: Steps, failure: FilterObject['failure'] = 'open'): FilterObject {
  return { format: 'filter@1', tool: 'get_orders', failure, ...steps };
}

function answer(text: string, more: Partial<CallResult> = {}): CallResult {
  return { content: [{ type: 'text', text }], isError: false, upstreamMs: 3, ...more };
}

const order = { id: 1, note: '', lines: [], customer: { name: 'Ann', mail: null } };

describe('the pipeline', () => {
  it.each<[what: string, steps: Steps, text: string]>([
    ['retain', { retain: ['/id'] }, '{"id":1}'],
    ['patches', { patches: [{ op: 'remove', path: '/customer' }] }, '{"id":1,"note":"","lines":[]}'],
    [
      'retain, then patches',
      { retain: ['/customer/name'], patches: [{ op: 'move', from: '/customer/name', path: '/who' }] },
      '{"customer":{},"who":"Ann"}',
    ],
    ['compact', { compact: true }, '{"id":1,"customer":{"name":"Ann"}}'],
    [
      'patches, then compact',
      { patches: [{ op: 'replace', path: '/customer/name', value: '' }], compact: true },
      '{"id":1}',
    ],
    ['TOON', { retain: ['/id', '/customer/name'], toon: true }, 'id: 1\ncustomer:\n  name: Ann'],
    ['a test that holds', { patches: [{ op: 'test', path: '/id', value: 1 }] }, JSON.stringify(order)],
    [
      'a value of null',
      { retain: ['/id'], patches: [{ op: 'add', path: '/x', value: null }] },
      '{"id":1,"x":null}',
    ],
  ])('%s', (_, steps, text) => {
    expect(applyFilter(answer(JSON.stringify(order)), filter(steps)).result).toEqual(answer(text));
  });

  it('writes a list of equal objects in TOON as a table', () => {
    const rows = [
      { id: 1, name: 'Ann' },
      { id: 2, name: 'Bob' },
    ];
    const { result } = applyFilter(answer(JSON.stringify(rows)), filter({ toon: true }));
    expect(result.content).toEqual([{ type: 'text', text: '[2]{id,name}:\n  1,Ann\n  2,Bob' }]);
  });

  it('writes TOON that reads back as the same value', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.jsonValue({ maxDepth: 3 })),
        (value) => {
          const plain = JSON.parse(JSON.stringify(value)) as unknown;
          const filtered = filterText(JSON.stringify(plain), filter({ toon: true }));
          expect(filtered.type).toBe('filtered');
          if (filtered.type === 'filtered') expect(decode(filtered.text)).toEqual(plain);
        },
      ),
    );
  });
});

const failing: [what: string, text: string, steps: Steps][] = [
  ['text that is not JSON', 'no JSON', { retain: ['/a'] }],
  ['an empty text', '', { compact: true }],
  [
    'a test that fails',
    '{"a":1}',
    {
      patches: [
        { op: 'remove', path: '/a' },
        { op: 'test', path: '/b', value: 1 },
      ],
    },
  ],
  ['a path that is not there', '{"a":1}', { patches: [{ op: 'remove', path: '/b' }] }],
  ['replacing what is not there', '{"a":1}', { patches: [{ op: 'replace', path: '/b', value: 1 }] }],
  ['a move without from', '{"a":1}', { patches: [{ op: 'move', path: '/b' }] }],
  ['a path through a text', '{"a":"x"}', { patches: [{ op: 'add', path: '/a/b', value: 1 }] }],
  ['an index past the end', '[1]', { patches: [{ op: 'add', path: '/3', value: 1 }] }],
  ['a prototype', '{"a":1}', { patches: [{ op: 'add', path: '/__proto__/x', value: 1 }] }],
  ['a move into itself', '{"a":{"b":1}}', { patches: [{ op: 'move', from: '/a', path: '/a/b' }] }],
  ['patches of a number', '5', { patches: [{ op: 'add', path: '/a', value: 1 }] }],
  ['too many levels', `${'['.repeat(5000)}${']'.repeat(5000)}`, { compact: true }],
];

describe('a filter that fails', () => {
  it.each(failing)('open, on %s: the answer stays as it is', (_, text, steps) => {
    const given = answer(text, { structuredContent: { a: 1 } });
    const { result, failure } = applyFilter(given, filter(steps));
    expect(result).toBe(given);
    expect(failure).toBeDefined();
  });

  it.each(failing)('closed, on %s: the answer is withheld', (_, text, steps) => {
    const { result } = applyFilter(answer(text, { structuredContent: { a: 1 } }), filter(steps, 'closed'));
    expect(result.isError).toBe(true);
    expect(result).not.toHaveProperty('structuredContent');
    const why = /^The answer of get_orders is withheld: its filter cannot be applied: /;
    expect(result.content).toEqual([{ type: 'text', text: expect.stringMatching(why) }]);
    expect(result.upstreamMs).toBe(3);
  });
});

describe('the rest of a result', () => {
  it('is an error after the filter too', () => {
    const failed = answer('{"error":"x","trace":"y"}', { isError: true });
    expect(applyFilter(failed, filter({ retain: ['/error'] })).result).toEqual(
      answer('{"error":"x"}', { isError: true }),
    );
  });

  it.each<[what: string, steps: Steps, structured: unknown]>([
    ['the filtered object', { retain: ['/a'] }, { a: [1] }],
    ['no structured content as TOON', { toon: true }, undefined],
  ])('has %s', (_, steps, structured) => {
    const given = answer('{"a":[1],"b":2}', { structuredContent: { a: [1], b: 2 } });
    expect(applyFilter(given, filter(steps)).result.structuredContent).toEqual(structured);
  });

  it('has a filtered list under result, as an unfiltered one', () => {
    const given = answer('[{"a":1,"b":2}]', { structuredContent: { result: [{ a: 1, b: 2 }] } });
    const { result } = applyFilter(given, filter({ retain: ['/a'] }));
    expect(result.structuredContent).toEqual({ result: [{ a: 1 }] });
  });

  it('has no structured content where there was none', () => {
    expect(applyFilter(answer('{"a":1}'), filter({ compact: true })).result).not.toHaveProperty(
      'structuredContent',
    );
  });
});
