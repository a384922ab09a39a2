import { textResult } from '../../mcp/support/fake-surfaces.ts';
import { startGateway } from '../../mcp/support/gateway.ts';
import { acceptBoth, send } from '../../mcp/support/send.ts';
import { type Attack, attackClass } from '../support/attack-class.ts';
import { outcomeOf } from '../support/outcome.ts';

interface World {
  readonly url: string;
}

/** A body of which whoever takes the first of two keys reads something else. */
function attack(what: string, body: string, headers: Record<string, string> = {}): Attack<World> {
  return {
    what,
    attempt: async ({ url }) => outcomeOf(await send(url, { headers: { ...acceptBoth, ...headers }, body })),
    expected: '400 -32600',
  };
}

const call = (params: string): string =>
  `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{${params}}}`;

export const duplicateKeys = attackClass<World>({
  defences: [
    {
      file: 'mcp/rpc/duplicate-keys.ts',
      from: 'return membersWritten(text) !== membersOf(value);',
      to: 'return false;',
    },
  ],
  open: async () => {
    const run = (args: unknown) => textResult(JSON.stringify(args));
    const gateway = await startGateway([
      {
        id: 'abcdefghijklmnop',
        name: 'orders',
        tools: [
          { name: 'list', run },
          { name: 'drop', run },
        ],
      },
    ]);
    return { url: gateway.url('/mcp/acme/orders'), close: () => gateway.stop() };
  },
  attacks: [
    attack('two methods', '{"jsonrpc":"2.0","id":1,"method":"ping","method":"tools/list"}'),
    attack('two ids', '{"jsonrpc":"2.0","id":1,"id":2,"method":"tools/list"}'),
    attack('two versions of JSON-RPC', '{"jsonrpc":"1.0","jsonrpc":"2.0","id":1,"method":"tools/list"}'),
    attack('two tools', call('"name":"list","name":"drop"')),
    attack('two tools, one of them escaped', call('"name":"list","n\\u0061me":"drop"')),
    attack('two sets of arguments', call('"name":"drop","arguments":{"id":1},"arguments":{"id":2}')),
    attack('two arguments', call('"name":"drop","arguments":{"id":1,"id":2}')),
    attack(
      'two arguments, far below',
      call('"name":"drop","arguments":{"a":[{"b":{"id":1,"x":":\\"","id":2}}]}'),
    ),
    attack('two prototypes', call('"name":"drop","arguments":{"__proto__":1,"__proto__":2}')),
    attack('two empty keys', call('"name":"drop","arguments":{"":1,"":2}')),
    attack(
      'two sets of parameters',
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list"},"params":{"name":"drop"}}',
    ),
    attack('in a batch', '[{"jsonrpc":"2.0","id":1,"method":"ping","method":"tools/list"}]', {
      'mcp-protocol-version': '2025-03-26',
    }),
  ],
});
