import { manifest, planWith, smallTree } from '../../../compiler/support/small-tree.ts';
import { type BackendServer, startBackend } from '../../../support/backend-server.ts';
import { serveTree } from '../../../support/served-tree.ts';
import { rpc } from '../../mcp/support/send.ts';
import { type Attack, attackClass } from '../support/attack-class.ts';
import { outcomeOf } from '../support/outcome.ts';

interface World {
  readonly url: string;
  readonly backend: BackendServer;
}

const spec = `openapi: 3.1.0
info: { title: Orders, version: "1" }
paths:
  /orders/{id}/notes:
    get:
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: q, in: query, schema: { type: string } }
        - { name: X-Note, in: header, schema: { type: string } }
        - { name: X-List, in: header, schema: { type: array, items: { type: string } } }
        - { name: c, in: cookie, content: { text/plain: { schema: { type: string } } } }
      responses: { "200": { description: ok } }
`;

/** A call with these arguments. What comes of it is what the backend was asked, if it was. */
function attack(what: string, args: Record<string, unknown>, expected: string): Attack<World> {
  return {
    what,
    expected,
    attempt: async ({ url, backend }) => {
      const before = backend.seen.length;
      const params = { name: 'get_orders_id_notes', arguments: { id: '1', ...args } };
      const sent = await rpc(url, { jsonrpc: '2.0', id: 1, method: 'tools/call', params });
      const seen = backend.seen.slice(before);
      const asked = seen.map(({ target, headers }) => {
        const own = Object.keys(headers).filter(
          (name) => name.startsWith('x-') && !name.startsWith('x-forwarded'),
        );
        return [target, ...own.map((name) => `${name}: ${String(headers[name])}`)].join(' ');
      });
      return [outcomeOf(sent), ...asked].join(' | ');
    },
  };
}

const up = (id: string): Attack<World> => attack(`up by ${JSON.stringify(id)}`, { id }, '200 isError');
const text = 'a\r\nX-Admin: 1';

export const hostileArguments = attackClass<World>({
  defences: [
    {
      file: 'backends/request/path.ts',
      from: "if (segment === '') return",
      to: "return undefined; if (segment === '') return",
    },
    {
      file: 'backends/request/percent.ts',
      from: 'if (onlyUnreserved.test(text)) return text;',
      to: 'return text;',
    },
    {
      file: 'backends/request/headers.ts',
      from: 'if (hasControlCharacters(text))',
      to: "return text.replace(/[\\r\\n]+/g, ' '); if (hasControlCharacters(text))",
    },
    {
      file: 'backends/request/headers.ts',
      from: "if (text.includes(';'))",
      to: 'if (false)',
    },
  ],
  open: async () => {
    const backend = await startBackend((_, response) => void response.end('done'));
    const name = 'service: { name: Orders }\nconfigurationPlan: all\ngatewayGroup: default\nname: orders';
    const served = await serveTree({
      ...smallTree,
      'orders.yaml': spec,
      'plan.yaml': planWith('').replace('http://localhost:1', `${backend.origin}/api`),
      'exposition.yaml': manifest('Exposition', 'orders', name),
    });
    const close = (): Promise<unknown> => Promise.all([served.stop(), backend.close()]);
    return { url: served.url('orders'), backend, close };
  },
  attacks: [
    ...[
      '..',
      '../admin',
      '..\\admin',
      '..;/admin',
      '.',
      '',
      'x/../../admin',
      '..%2fadmin',
      '%2e%2e',
      '%2E%2e%2fadmin',
    ].map(up),
    up('..%252fadmin'),
    attack('into another path', { id: '1/delete' }, '200 ok | /api/orders/1%2Fdelete/notes'),
    attack('into the query', { id: '1?admin=1' }, '200 ok | /api/orders/1%3Fadmin%3D1/notes'),
    attack('into a fragment', { id: '1#' }, '200 ok | /api/orders/1%23/notes'),
    attack('a line into the path', { id: text }, '200 ok | /api/orders/a%0D%0AX-Admin%3A%201/notes'),
    attack('a line into the query', { q: text }, '200 ok | /api/orders/1/notes?q=a%0D%0AX-Admin%3A%201'),
    attack('a parameter into the query', { q: 'a&admin=1' }, '200 ok | /api/orders/1/notes?q=a%26admin%3D1'),
    attack('a line into a header', { 'X-Note': text }, '200 isError'),
    attack('half a line into a header', { 'X-Note': 'a\nX-Admin: 1' }, '200 isError'),
    attack('the other half', { 'X-Note': 'a\rX-Admin: 1' }, '200 isError'),
    attack('a line into a list of a header', { 'X-List': ['a', 'b\r\nX-Admin: 1'] }, '200 isError'),
    attack('a line into a cookie', { c: 'a\r\nX-Admin: 1' }, '200 isError'),
    attack('a cookie into a cookie', { c: 'a; admin=1' }, '200 isError'),
  ],
});
