import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPlan, type SavedPlan, writePlan } from '../../../src/cli/plan/saved-plan.ts';
import { type Contract, contractDigest } from '../../../src/reconciler/index.ts';
import { digestOf } from '../../../src/snapshot/index.ts';

const object = Buffer.from('{"name":"héllo"}');
const contract: Contract = {
  format: 'plan@1',
  organization: 'acme',
  source: 'shop',
  head: { snapshot: 'ab'.repeat(32), provenance: 'cd'.repeat(32) },
  compiler: '0.1.0',
  changes: [{ type: 'manifest', action: 'added', kind: 'Service', name: 'Orders:1' }],
  exposure: [],
  touched: { groups: [], endpoints: [] },
  context: [],
  kept: [],
  adopted: [],
  blocked: [],
};
const plan: SavedPlan = {
  format: 'plan-document@1',
  contract,
  planDigest: contractDigest(contract),
  observations: { plannedAt: '2026-11-20T00:00:00Z', expiresAt: '2026-11-21T00:00:00Z', gateways: [] },
  manifests: 'ef'.repeat(32),
  objects: new Map([[digestOf(object), object]]),
};

describe('a saved plan', () => {
  let file: string;
  let text: string;

  beforeAll(async () => {
    file = join(await mkdtemp(join(tmpdir(), 'reshapr-plan-')), 'monday.plan');
    await writePlan(file, plan);
    text = await readFile(file, 'utf8');
  });

  it('is read as it was written', async () => {
    expect(await readPlan(file)).toEqual(plan);
  });

  it.each([
    [
      'that was changed',
      (saved: string) => saved.replace('"Orders:1"', '"Orders:2"'),
      'it was changed after',
    ],
    ['whose object was changed', (saved: string) => saved.replace('héllo', 'hello'), 'one of its objects'],
    ['with more in it', (saved: string) => saved.replace('{', '{"more":1,'), 'does not have the form'],
    ['that was cut', (saved: string) => saved.slice(0, -20), 'does not have the form'],
    ['that is empty', () => '', 'does not have the form'],
  ])('%s is refused', async (_, damage, why) => {
    const damaged = `${file}.damaged`;
    await writeFile(damaged, damage(text));
    await expect(readPlan(damaged)).rejects.toMatchObject({
      code: 'RSH7207',
      message: expect.stringContaining(why),
    });
  });

  it.each([
    ['/nowhere/monday.plan', 'no such file or directory'],
    ['src', 'it is a directory'],
  ])('%s cannot be read', async (path, why) => {
    await expect(readPlan(path)).rejects.toThrow(`${path}: ${why}`);
  });

  it('cannot be written where there is no folder', async () => {
    await expect(writePlan('/nowhere/monday.plan', plan)).rejects.toMatchObject({ code: 'RSH7206' });
  });
});
