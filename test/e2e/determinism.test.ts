import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { afterAll, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
// Inside of the project, so that the packages which it imports are found.
const folder = mkdtempSync(join(root, 'node_modules', '.reshapr-determinism-'));
const child = join(folder, 'digest-child.mjs');
buildSync({
  entryPoints: [join(root, 'test/e2e/support/digest-child.ts')],
  outfile: child,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'error',
});

afterAll(() => rmSync(folder, { recursive: true }));

/** What comes of the tree in a process of its own, once for each order of its files. */
function outcomes(seeds: readonly number[], env: Record<string, string>): string[] {
  const out = execFileSync(process.execPath, [child, ...seeds.map(String)], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });
  return out.trimEnd().split('\n');
}

const [expected] = outcomes([1], {});

it.each([
  ['the same again, and with files in other orders', [1, 2_654_435_761, 40_503], {}],
  ['another time zone', [1], { TZ: 'Asia/Kolkata' }],
  ['a Turkish locale', [1], { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }],
  [
    'a Swedish locale, a time zone and another order',
    [7_919],
    { LC_ALL: 'sv_SE.UTF-8', TZ: 'America/St_Johns' },
  ],
  ['other variables of the environment', [1], { RESHAPR_LABELS: 'a=b', NODE_ENV: 'production' }],
])('the same tree gives the same bytes: %s', (_, seeds, env) => {
  expect(outcomes(seeds, env)).toEqual(seeds.map(() => expected));
});
