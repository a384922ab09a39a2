import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const child = fileURLToPath(new URL('support/digest-child.ts', import.meta.url));

function outcome(seed: number, env: Record<string, string>): string {
  return execFileSync(process.execPath, ['--import', 'tsx', child, String(seed)], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });
}

const expected = outcome(1, {});

it.each([
  ['the same again', 1, {}],
  ['files in another order', 2_654_435_761, {}],
  ['files in a third order', 40_503, {}],
  ['another time zone', 1, { TZ: 'Asia/Kolkata' }],
  ['a Turkish locale', 1, { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }],
  [
    'a Swedish locale, a time zone and another order',
    7_919,
    { LC_ALL: 'sv_SE.UTF-8', TZ: 'America/St_Johns' },
  ],
  ['other variables of the environment', 1, { RESHAPR_LABELS: 'a=b', NODE_ENV: 'production' }],
])('the same tree gives the same bytes: %s', (_, seed, env) => {
  expect(outcome(seed, env)).toBe(expected);
});
