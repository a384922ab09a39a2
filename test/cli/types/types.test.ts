import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifest } from '../../compiler/support/small-tree.ts';
import { tsc } from '../../support/tsc.ts';
import { runCommand } from '../support/run-command.ts';
import { oddSpec } from './odd-spec.ts';

const service = (name: string): string => `service: { name: ${name}, version: "1" }`;
const tree: Readonly<Record<string, string>> = {
  'reshapr.yaml': manifest('Project', 'shop', 'organization: acme'),
  'group.yaml': manifest('GatewayGroup', 'default', 'labels: { env: dev }'),
  'odd.json': JSON.stringify(oddSpec),
  'odd.yaml': manifest('Service', 'odd', 'file: odd.json'),
  'plan.yaml': manifest('ConfigurationPlan', 'all', `${service('Odd')}\nbackendEndpoint: http://localhost:1`),
  'exposition.yaml': manifest(
    'Exposition',
    'odd',
    `${service('Odd')}\nconfigurationPlan: all\ngatewayGroup: default\nname: odd`,
  ),
};

/** Calls of tools as an agent developer makes them; `@ts-expect-error` is an error where there is none. */
const agent = `import type { Tools } from './odd.d.ts';
declare function call<N extends keyof Tools>(name: N, args: Tools[N]['arguments']): Tools[N]['result'];

const order = call('get_orders_id', { id: '1', odd__name____: 'x' });
const id: string = order.id;
const deep: string | undefined = order.parent?.parent?.items?.[0]?.['order-item']?.sku;
call('get_orders', {});
call('post_orders', { sku: 'a', kind: 'small', tags: ['x'] });
call('put_trees', { name: 'root', children: [{ name: 'leaf', children: [] }] });
const nothing: unknown = call('get_health', {});

// @ts-expect-error a tool that is not there
call('get_order', {});
// @ts-expect-error an argument that is not there
call('get_orders_id', { id: '1', idd: '1' });
// @ts-expect-error an argument that is missing
call('get_orders_id', {});
// @ts-expect-error an argument of another type
call('get_orders_id', { id: 1 });
// @ts-expect-error a value that is none of the list
call('post_orders', { sku: 'a', kind: 'huge' });
// @ts-expect-error an argument of a tool that takes none
call('get_health', { verbose: true });
// @ts-expect-error a mistake deep inside of a cycle
call('put_trees', { name: 'root', children: [{ name: 1, children: [] }] });
// @ts-expect-error a member that no answer has
order.idd;
// @ts-expect-error an answer that is not promised has no members
call('get_health', {}).status;
export { deep, id, nothing };
`;

/** The same as a script does. */
const script = `import './any.d.ts';
const answer = rs.callTool('get_orders_id', { id: '1' });
const id: string = answer.ok ? answer.content.id : 'none';
// What is wrapped for clients is bare for scripts.
const all = rs.callTool('get_orders');
const first: string | undefined = all.ok ? all.content[0]?.id : undefined;
const [health, one] = rs.awaitPromises([
  rs.callToolAsync('get_health'),
  rs.callToolAsync('get_orders_id', { id: '2' }),
]);
const other: string = one.ok ? one.content.id : String(health.ok);
if (input['x'] === 1) rs.fail('no', { x: 1 });

// @ts-expect-error a tool that is not there
rs.callTool('get_order', { id: '1' });
// @ts-expect-error an argument of another type
rs.callTool('get_orders_id', { id: 1 });
// @ts-expect-error arguments that must be given
rs.callTool('get_orders_id');
// @ts-expect-error an answer is there only when the call succeeded
answer.content.id;
// @ts-expect-error no such function
rs.call('get_health');
export { first, id, other };
`;

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'reshapr-types-'));
  for (const [path, text] of Object.entries(tree)) await writeFile(join(root, path), text);
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function declare(file: string, ...words: string[]): Promise<string> {
  const { code, err, out } = await runCommand(['types', ...words]);
  expect({ code, err }).toMatchObject({ code: 0 });
  await writeFile(join(root, file), `${out}\n`);
  return out;
}

describe('`reshapr types`', () => {
  it('passes tsc --strict, and a wrong argument fails it', { timeout: 60_000 }, async () => {
    const text = await declare('odd.d.ts', 'odd', root);
    // Shared by many tools, declared once.
    expect(text.match(/^export (interface|type) Order\b/gm)).toHaveLength(1);
    await declare('service.d.ts', 'Odd:1', root);
    await declare('any.d.ts', 'odd', root, '--script');
    await writeFile(join(root, 'agent.ts'), agent);
    await writeFile(join(root, 'script.ts'), script);
    expect(await tsc(root, 'odd.d.ts', 'service.d.ts', 'agent.ts', 'script.ts')).toBe('');
    // Were the declarations empty of meaning, these would pass.
    await writeFile(join(root, 'wrong.ts'), agent.replaceAll(/^\/\/ @ts-expect-error.*$/gm, ''));
    expect((await tsc(root, 'wrong.ts')).match(/error TS/g)).toHaveLength(9);
  });

  it('writes a file when asked', async () => {
    const file = join(root, 'out.d.ts');
    const { code, out, err } = await runCommand(['types', 'Odd', root, '--out', file]);
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err).toContain(`Wrote ${file}:`);
  });

  it.each([
    [['nothing'], "RSH7220 there is no endpoint and no service 'nothing' in this tree"],
    [['ods'], "hint: did you mean 'odd'?"],
    [['odd', '--script', 'get_orders'], "RSH7222 there is no custom tool 'get_orders' with a script here"],
  ])('%j is refused', async ([target = '', ...words], said) => {
    const { code, err } = await runCommand(['types', target, root, ...words]);
    expect(code).toBe(1);
    expect(err).toContain(said);
  });

  it('asks which, where there are several', async () => {
    const { code, err } = await runCommand(['types', 'none', 'examples/reshapr.d']);
    expect(code).toBe(1);
    expect(err).toContain(
      'there are Bookings:2.1, Fleet:1.3, Harbour:1.0, Kiosk:1.0, Timetable:1.0, booking,',
    );
  });
});
