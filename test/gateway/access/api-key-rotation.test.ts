import { createHash } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { planWith, smallTree } from '../../compiler/support/small-tree.ts';
import { serveTree } from '../../support/served-tree.ts';
import { rpc } from '../mcp/support/send.ts';

const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');
const treeWith = (...keys: string[]): Record<string, string> => ({
  ...smallTree,
  'plan.yaml': planWith(`apiKey: { sha256: [${keys.map(hashOf).join(', ')}] }`),
  'exposition.yaml': `${smallTree['exposition.yaml']}  name: orders\n`,
});

it('while a key is rotated both open, before and after only one does', async () => {
  const gateway = await serveTree(treeWith('old'));
  onTestFinished(() => gateway.stop());
  const statusWith = async (key: string): Promise<number> => {
    const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
    return (await rpc(gateway.url('orders'), list, { 'x-reshapr-key': key })).status;
  };
  const statuses = async (): Promise<number[]> => [
    await statusWith('old'),
    await statusWith('new'),
    await statusWith('other'),
  ];
  expect(await statuses()).toEqual([200, 401, 401]);
  await gateway.apply(treeWith('old', 'new'));
  expect(await statuses()).toEqual([200, 200, 401]);
  await gateway.apply(treeWith('new'));
  expect(await statuses()).toEqual([401, 200, 401]);
});
