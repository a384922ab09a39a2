import { argumentOf } from '../../../../src/gateway/backends/request/arguments.ts';
import { fillTemplate } from '../../../../src/gateway/calls/fill-template.ts';
import { applyFilter } from '../../../../src/gateway/filters/apply-filter.ts';
import type { FilterObject } from '../../../../src/snapshot/index.ts';
import { textResult } from '../../mcp/support/fake-surfaces.ts';
import { startGateway } from '../../mcp/support/gateway.ts';
import { acceptBoth, send, statelessHeaders, statelessMeta } from '../../mcp/support/send.ts';
import { type Attack, attackClass } from '../support/attack-class.ts';
import { outcomeOf } from '../support/outcome.ts';

interface World {
  readonly url: string;
}

/** What every object would have if one of the attempts had reached its prototype. */
function spoilt(): string {
  const found = [Reflect.get({}, 'spoilt'), Reflect.get([], 'spoilt'), Reflect.get(() => 0, 'spoilt')];
  Reflect.deleteProperty(Object.prototype, 'spoilt');
  return found.some((each) => each !== undefined) ? 'spoilt' : 'clean';
}

/** A body as it is; what comes of it, and whether objects have become others. */
function body(what: string, text: string, expected: string, headers: object = {}): Attack<World> {
  return {
    what,
    expected,
    attempt: async ({ url }) => {
      const sent = await send(url, { headers: { ...acceptBoth, ...headers }, body: text });
      return `${outcomeOf(sent)} ${spoilt()}`;
    },
  };
}

function pure(what: string, run: () => unknown, expected: string): Attack<World> {
  return { what, expected, attempt: async () => `${JSON.stringify(run()) ?? 'nothing'} ${spoilt()}` };
}

const call = (name: string, args: string): string =>
  `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"${name}","arguments":${args}}}`;
const parsed = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;
const filter = (more: Partial<FilterObject>): FilterObject => ({
  format: 'filter@1',
  tool: 'list',
  failure: 'closed',
  ...more,
});
const filtered = (text: string, more: Partial<FilterObject>): unknown => {
  const { result } = applyFilter(textResult(text), filter(more));
  return [result.isError, result.content[0]];
};

export const prototypes = attackClass<World>({
  defences: [
    {
      file: 'backends/request/arguments.ts',
      from: 'Object.hasOwn(args, name) ? args[name] : undefined',
      to: 'args[name]',
    },
    {
      file: 'calls/fill-template.ts',
      from: 'return Object.fromEntries(filled);',
      to: 'const made: Record<string, unknown> = {}; for (const [key, value] of filled) made[key] = value; return made;',
    },
    {
      file: 'filters/compact.ts',
      from: 'return Object.fromEntries(members);',
      to: 'const made: Record<string, Json> = {}; for (const [key, member] of members) made[key] = member; return made;',
    },
    {
      file: 'filters/retain.ts',
      from: 'return Object.fromEntries(members);',
      to: 'const made: Record<string, Json> = {}; for (const [key, member] of members) made[key] = member; return made;',
    },
    {
      file: 'mcp/prompts/get-prompt.ts',
      from: '!Object.hasOwn(given, argument.name)',
      to: '!(argument.name in given)',
    },
    {
      file: 'mcp/stateless-era/mirrored-arguments.ts',
      from: 'isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined',
      to: 'isJsonObject(value) ? (value[key] as { name?: string })?.name ?? value[key] : undefined',
    },
    { file: 'filters/filter-text.ts', from: 'true, false, true)', to: 'true, false, false)' },
  ],
  open: async () => {
    const run = (args: unknown) => textResult(JSON.stringify(args));
    const mirrored = {
      type: 'object',
      properties: { constructor: { type: 'string', 'x-mcp-header': 'Kind' } },
    };
    const gateway = await startGateway([
      {
        id: 'abcdefghijklmnop',
        name: 'orders',
        tools: [
          { name: 'list', run },
          { name: 'move', inputSchema: mirrored, run },
        ],
        prompts: [
          { name: 'greet', template: 'Hi {{toString}}', arguments: [{ name: 'toString', required: true }] },
          { name: 'leave', template: 'Bye {{valueOf}}', arguments: [{ name: 'valueOf', required: true }] },
        ],
      },
    ]);
    return { url: gateway.url('/mcp/acme/orders'), close: () => gateway.stop() };
  },
  attacks: [
    pure(
      'an argument that every object has',
      () => typeof argumentOf({}, 'constructor'),
      '"undefined" clean',
    ),
    pure('an argument that is the prototype', () => typeof argumentOf({}, '__proto__'), '"undefined" clean'),
    pure('an argument that is a method', () => typeof argumentOf({}, 'toString'), '"undefined" clean'),
    pure(
      'a template with a prototype of its own',
      () => Object.keys(fillTemplate(parsed('{"__proto__":{"admin":true},"a":1}'), {})),
      '["__proto__","a"] clean',
    ),
    pure(
      'a template that takes the prototype from its arguments',
      () => Object.keys(fillTemplate(parsed('{"__proto__":"${a}"}'), { a: [1] })),
      '["__proto__"] clean',
    ),
    pure(
      'an answer with a prototype, made compact',
      () => filtered('{"__proto__":{"admin":true},"a":null}', { compact: true }),
      '[false,{"type":"text","text":"{\\"__proto__\\":{\\"admin\\":true}}"}] clean',
    ),
    pure(
      'an answer of which the prototype is retained',
      () => filtered('{"__proto__":{"admin":true},"a":1}', { retain: ['/__proto__/admin'] }),
      '[false,{"type":"text","text":"{\\"__proto__\\":{\\"admin\\":true}}"}] clean',
    ),
    pure(
      'a patch that leads to the prototype',
      () => filtered('{"a":1}', { patches: [{ op: 'add', path: '/__proto__/spoilt', value: 1 }] }),
      '[true,{"type":"text","text":"The answer of list is withheld: its filter cannot be applied: a patch leads where none may."}] clean',
    ),
    {
      notOurs: true,
      ...pure(
        'a patch that leads there by the constructor',
        () =>
          filtered('{"a":1}', { patches: [{ op: 'add', path: '/constructor/prototype/spoilt', value: 1 }] }),
        '[true,{"type":"text","text":"The answer of list is withheld: its filter cannot be applied: patch 1 cannot be applied: OPERATION_PATH_UNRESOLVABLE."}] clean',
      ),
    },
    body(
      'a prompt whose argument every object has',
      message('prompts/get', '{"name":"greet"}'),
      '200 -32602 clean',
    ),
    body('another one', message('prompts/get', '{"name":"leave","arguments":{}}'), '200 -32602 clean'),
    {
      what: 'a mirrored argument that every object has',
      expected: '200 ok clean',
      attempt: async ({ url }) => {
        const params = { name: 'move', arguments: {}, _meta: statelessMeta };
        const text = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params });
        const sent = await send(url, {
          headers: { ...acceptBoth, ...statelessHeaders('tools/call', params) },
          body: text,
        });
        return `${outcomeOf(sent)} ${spoilt()}`;
      },
    },
    ...[
      body('arguments that are a prototype', call('list', '{"__proto__":{"spoilt":1}}'), '200 ok clean'),
      body(
        'arguments with a constructor',
        call('list', '{"constructor":{"prototype":{"spoilt":1}}}'),
        '200 ok clean',
      ),
      body('a tool that every object has', call('constructor', '{}'), '200 -32602 clean'),
      body('a tool that is a prototype', call('__proto__', '{}'), '200 -32602 clean'),
      body(
        'a prompt that every object has',
        message('prompts/get', '{"name":"toString"}'),
        '200 -32602 clean',
      ),
      body('a method that every object has', message('constructor', '{}'), '200 -32601 clean'),
      body(
        'a message that is a prototype',
        '{"__proto__":{"jsonrpc":"2.0","method":"ping"}}',
        '400 -32600 clean',
      ),
      body(
        'parameters that are a prototype',
        message('tools/call', '{"__proto__":{"name":"list"}}'),
        '200 -32602 clean',
      ),
    ].map((each): Attack<World> => ({ ...each, notOurs: true })),
  ],
});

function message(method: string, params: string): string {
  return `{"jsonrpc":"2.0","id":1,"method":"${method}","params":${params}}`;
}
