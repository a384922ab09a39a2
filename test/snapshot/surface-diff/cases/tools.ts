import { type Cases, type Pair, tools } from '../support.ts';

const object = (properties: object, more: object = {}): Record<string, unknown> => ({
  type: 'object',
  properties,
  ...more,
});
const text = { type: 'string' };
const filters = (before: object | undefined, after: object | undefined): Pair => [
  { tools: [{}], ...(before === undefined ? {} : { filters: [before] }) },
  { tools: [{}], ...(after === undefined ? {} : { filters: [after] }) },
];
const http = (path: string, method: 'DELETE' | 'GET' = 'GET') => ({
  protocol: 'http' as const,
  method,
  path,
  parameters: [],
});
const target = (name: string, given: object = {}) => ({
  protocol: 'tool' as const,
  target: name,
  arguments: { ...given },
});
const asks = (elicit?: Record<string, { message: string; schema: Record<string, unknown> }>) => ({
  call: { ...target('svc/a'), ...(elicit === undefined ? {} : { elicit }) },
});
const sure = { message: 'Sure?', schema: { type: 'object', properties: {} } };
const script = (source: string) => ({ protocol: 'script' as const, script: source, tools: [] });

export const toolCases: Cases = {
  'tool-added': {
    class: 'safe',
    client: 'sees one more tool in the list',
    pairs: [
      [{}, { tools: [{}] }],
      [{ tools: [{}] }, { tools: [{}, { name: 'post' }] }],
    ],
    near: [
      'the same tools in another order',
      [{ tools: [{}, { name: 'b' }] }, { tools: [{ name: 'b' }, {}] }],
      [],
    ],
  },
  'tool-removed': {
    class: 'breaking',
    client: 'calls it and is answered "unknown tool"',
    pairs: [
      [{ tools: [{}] }, {}],
      [{ tools: [{}, { name: 'post' }] }, { tools: [{ name: 'post' }] }],
    ],
    near: [
      'one that has another name is another tool',
      tools({ name: 'get' }, { name: 'got' }),
      ['tool-added', 'tool-removed'],
    ],
  },
  'tool-operation-changed': {
    class: 'dangerous',
    client: 'makes the same call, which does something else',
    pairs: [
      tools({}, { operation: 'DELETE /orders', call: http('/orders', 'DELETE') }),
      tools({ call: target('svc/a') }, { call: target('svc/b') }),
      tools({}, { call: script('return 1') }),
    ],
    near: [
      'the same operation at another path of the backend',
      tools({}, { call: http('/v2/orders') }),
      ['tool-request-changed'],
    ],
  },
  'tool-script-changed': {
    class: 'dangerous',
    client: 'makes the same call, which may do something else',
    pairs: [
      tools({ call: script('return 1') }, { call: script('return 2') }),
      tools(
        { call: { ...script('x'), tools: [{ tool: 'a' }] } },
        { call: { ...script('x'), tools: [{ tool: 'b' }] } },
      ),
    ],
    near: [
      'the same script',
      tools({ call: script('x') }, { call: script('x'), title: 'X' }),
      ['tool-described'],
    ],
  },
  'tool-target-arguments-changed': {
    class: 'dangerous',
    client: 'makes the same call, which asks the backend for something else',
    pairs: [
      tools({ call: target('svc/a', { limit: 1 }) }, { call: target('svc/a', { limit: 2 }) }),
      tools({ call: target('svc/a', { q: '${input.q}' }) }, { call: target('svc/a') }),
    ],
    near: [
      'another target',
      tools({ call: target('svc/a', { limit: 1 }) }, { call: target('svc/b', { limit: 1 }) }),
      ['tool-operation-changed'],
    ],
  },
  'tool-asks-user': {
    class: 'breaking',
    client: 'calls it without being able to ask, and is refused',
    pairs: [
      tools(asks(), asks({ sure })),
      tools(asks({ sure }), asks({ sure, why: { ...sure, message: 'Why?' } })),
    ],
    near: [
      'another message',
      tools(asks({ sure }), asks({ sure: { ...sure, message: 'So?' } })),
      ['tool-asks-otherwise'],
    ],
  },
  'tool-asks-otherwise': {
    class: 'dangerous',
    client: 'answers the form by itself, and has never seen this one',
    pairs: [
      tools(asks({ sure }), asks({ sure: { ...sure, message: 'Really?' } })),
      tools(
        asks({ sure }),
        asks({ sure: { ...sure, schema: { type: 'object', properties: { ok: text } } } }),
      ),
    ],
    near: [
      'under another name',
      tools(asks({ sure }), asks({ yes: sure })),
      ['tool-asks-no-more', 'tool-asks-user'],
    ],
  },
  'tool-asks-no-more': {
    class: 'dangerous',
    client: 'makes the same call, which nobody was asked about',
    pairs: [tools(asks({ sure }), asks()), tools(asks({ sure, why: sure }), asks({ sure }))],
    near: ['one that still asks', tools(asks({ sure }), asks({ sure })), []],
  },
  'tool-request-changed': {
    class: 'safe',
    client: 'sends what it always sent, and gets what it always got',
    pairs: [
      tools({}, { call: http('/v2/orders') }),
      tools({}, { call: { ...http('/orders'), accept: 'application/json' } }),
    ],
    near: [
      'what follows from a new argument is not said twice',
      tools({}, { inputSchema: object({ q: text }), call: http('/orders{?q}') }),
      ['input-property-added'],
    ],
  },
  'tool-described': {
    class: 'safe',
    client: 'has its calls answered as before; a model reads another text',
    pairs: [tools({}, { description: 'All.' }), tools({ title: 'A' }, { title: 'B' })],
    near: [
      'a text about an argument',
      tools({ inputSchema: object({ a: text }) }, { inputSchema: object({ a: { ...text, title: 'A' } }) }),
      ['input-described'],
    ],
  },
  'tool-became-destructive': {
    class: 'dangerous',
    client: 'ran it without asking a person, and now may destroy something',
    pairs: [
      tools({ annotations: { destructiveHint: false } }, { annotations: { destructiveHint: true } }),
      tools({ annotations: { destructiveHint: false } }, {}),
      tools({ annotations: { readOnlyHint: true } }, { annotations: {} }),
    ],
    near: ['destructive is what says nothing', tools({}, { annotations: { destructiveHint: true } }), []],
  },
  'tool-lost-read-only': {
    class: 'dangerous',
    client: 'ran it without asking a person, and now changes data',
    pairs: [
      tools(
        { annotations: { readOnlyHint: true } },
        { annotations: { readOnlyHint: false, destructiveHint: false } },
      ),
      tools(
        { annotations: { readOnlyHint: true, openWorldHint: false } },
        {
          annotations: { destructiveHint: false, openWorldHint: false },
        },
      ),
    ],
    near: [
      'one that may also destroy',
      tools({ annotations: { readOnlyHint: true } }, { annotations: { readOnlyHint: false } }),
      ['tool-became-destructive'],
    ],
  },
  'tool-lost-idempotent': {
    class: 'dangerous',
    client: 'repeats a call after a timeout, and has its effect twice',
    pairs: [
      tools({ annotations: { idempotentHint: true } }, { annotations: { idempotentHint: false } }),
      tools({ annotations: { idempotentHint: true } }, {}),
    ],
    near: [
      'what reads only may be repeated, whatever it says',
      tools(
        { annotations: { readOnlyHint: true, idempotentHint: true } },
        { annotations: { readOnlyHint: true, idempotentHint: false } },
      ),
      [],
    ],
  },
  'tool-became-open-world': {
    class: 'dangerous',
    client: 'trusts the answer as that of a closed system, and reads what strangers wrote',
    pairs: [
      tools({ annotations: { openWorldHint: false } }, { annotations: { openWorldHint: true } }),
      tools({ annotations: { openWorldHint: false } }, {}),
    ],
    near: ['open is what says nothing', tools({}, { annotations: { openWorldHint: true } }), []],
  },
  'tool-hint-relaxed': {
    class: 'safe',
    client: 'was careful with it, and need not be',
    pairs: [
      tools({}, { annotations: { readOnlyHint: true } }),
      tools({}, { annotations: { destructiveHint: false } }),
      tools({}, { annotations: { idempotentHint: true } }),
      tools({}, { annotations: { openWorldHint: false } }),
    ],
    near: ['a title is no hint', tools({}, { annotations: { title: 'All' } }), ['tool-described']],
  },
  'output-schema-added': {
    class: 'safe',
    client: 'reads the text, and gets a structured answer beside it',
    pairs: [tools({}, { outputSchema: object({}) }), tools({}, { outputSchema: object({ a: text }) })],
    near: [
      'one that says more',
      tools({ outputSchema: object({}) }, { outputSchema: object({ a: text }) }),
      ['output-property-added'],
    ],
  },
  'output-schema-removed': {
    class: 'breaking',
    client: 'reads structuredContent and finds none',
    pairs: [tools({ outputSchema: object({}) }, {}), tools({ outputSchema: object({ a: text }) }, {})],
    near: [
      'one that says nothing of its fields',
      tools({ outputSchema: object({ a: text }) }, { outputSchema: { type: 'object' } }),
      ['output-property-removed'],
    ],
  },
  'input-property-removed': {
    class: 'breaking',
    client: 'gives the argument and is refused: "a is not known here"',
    pairs: [
      tools(
        { inputSchema: object({ a: text }, { additionalProperties: false }) },
        { inputSchema: object({}, { additionalProperties: false }) },
      ),
      tools(
        { inputSchema: object({ f: object({ a: text }, { additionalProperties: false }) }) },
        { inputSchema: object({ f: object({}, { additionalProperties: false }) }) },
      ),
    ],
    near: [
      'where others are accepted',
      tools({ inputSchema: object({ a: text }) }, { inputSchema: object({}) }),
      ['input-property-ignored'],
    ],
  },
  'input-property-ignored': {
    class: 'dangerous',
    client: 'gives the argument, which is accepted and has no effect',
    pairs: [
      tools({ inputSchema: object({ a: text }) }, { inputSchema: object({}) }),
      tools({ inputSchema: object({ a: text, b: text }) }, { inputSchema: object({ b: text }) }),
    ],
    near: [
      'closed at the same time',
      tools(
        { inputSchema: object({ a: text }) },
        { inputSchema: object({}, { additionalProperties: false }) },
      ),
      ['input-closed', 'input-property-removed'],
    ],
  },
  'output-property-removed': {
    class: 'breaking',
    client: 'reads the field and finds nothing',
    pairs: [
      tools({ outputSchema: object({ a: text }) }, { outputSchema: object({}) }),
      tools(
        { outputSchema: object({ list: { type: 'array', items: object({ a: text }) } }) },
        { outputSchema: object({ list: { type: 'array', items: object({}) } }) },
      ),
    ],
    near: [
      'an argument of the same name',
      tools({ inputSchema: object({ a: text }) }, { inputSchema: object({}) }),
      ['input-property-ignored'],
    ],
  },
  'output-property-unforeseen': {
    class: 'dangerous',
    client: 'checks answers by the schema that it kept, which allows no other field, and refuses them',
    pairs: [
      tools(
        { outputSchema: object({}, { additionalProperties: false }) },
        { outputSchema: object({ a: text }, { additionalProperties: false }) },
      ),
      tools(
        { outputSchema: object({ b: text }, { additionalProperties: false }) },
        { outputSchema: object({ a: text, b: text }, { required: ['a'], additionalProperties: false }) },
      ),
    ],
    near: [
      'where other fields were foreseen',
      tools({ outputSchema: object({}) }, { outputSchema: object({ a: text }) }),
      ['output-property-added'],
    ],
  },
  'filter-drops-more': {
    class: 'breaking',
    client: 'reads a part of the answer that is not kept any more',
    pairs: [
      filters(undefined, { retain: ['/id'] }),
      filters({ retain: ['/id', '/name'] }, { retain: ['/id'] }),
    ],
    near: [
      'a pointer within one that is kept',
      filters({ retain: ['/items', '/items/id'] }, { retain: ['/items'] }),
      [],
    ],
  },
  'filter-keeps-more': {
    class: 'safe',
    client: 'finds what it read, and more beside it',
    pairs: [
      filters({ retain: ['/id'] }, undefined),
      filters({ retain: ['/id'] }, { retain: ['/id', '/name'] }),
    ],
    near: ['everything was kept', filters(undefined, { retain: [''] }), []],
  },
  'filter-patches-changed': {
    class: 'dangerous',
    client: 'reads a part of the answer that may be gone or replaced',
    pairs: [
      filters({}, { patches: [{ op: 'remove', path: '/secret' }] }),
      filters({ patches: [{ op: 'remove', path: '/a' }] }, { patches: [{ op: 'remove', path: '/b' }] }),
    ],
    near: ['no patch at all', filters(undefined, { patches: [] }), []],
  },
  'filter-compact-on': {
    class: 'dangerous',
    client: 'reads an empty list, and finds nothing in its place',
    pairs: [filters(undefined, { compact: true }), filters({ compact: false }, { compact: true })],
    near: ['one that is switched off', filters(undefined, { compact: false }), []],
  },
  'filter-compact-off': {
    class: 'safe',
    client: 'finds a null where there was nothing',
    pairs: [filters({ compact: true }, undefined), filters({ compact: true }, { compact: false })],
    near: ['off before and after', filters({ compact: false }, undefined), []],
  },
  'filter-text-format': {
    class: 'breaking',
    client: 'parses the text of the answer, and cannot',
    pairs: [filters(undefined, { toon: true }), filters({ toon: true }, { toon: false })],
    near: ['JSON before and after', filters({ toon: false }, {}), []],
  },
  'filter-fails-closed': {
    class: 'dangerous',
    client: 'got the unfiltered answer, and gets an error',
    pairs: [
      filters({ failure: 'open' }, { failure: 'closed' }),
      filters({ retain: ['/a'], failure: 'open' }, { retain: ['/a'], failure: 'closed' }),
    ],
    near: [
      'a filter that is new',
      filters(undefined, { compact: true, failure: 'closed' }),
      ['filter-compact-on'],
    ],
  },
  'filter-fails-open': {
    class: 'safe',
    client: 'got an error, and gets an answer',
    pairs: [
      filters({ failure: 'closed' }, { failure: 'open' }),
      filters({ compact: true, failure: 'closed' }, { compact: true, failure: 'open' }),
    ],
    near: ['a filter that is gone', filters({ failure: 'closed' }, undefined), []],
  },
};
