import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../support/run-command.ts';

/** What is completed, and what is offered for it. */
const offered = [
  ['api-token ', 'create list renew revoke help'],
  ['api-token cr', 'create'],
  ['api-token create -v ', '1 7 30 90'],
  ['api-token create ci --role de', 'deploy'],
  ['plan reshapr.d --output ', 'pretty markdown json'],
  ['plan --ba', '--base'],
  ['plan plan --o', '--out --output'],
  ['plan --base ', ''],
  ['endpoints -f c', 'claude cursor'],
  ['completion ', 'bash zsh fish'],
  ['validate ', ''],
] as const;

describe('completion', () => {
  let replies: string[];

  beforeAll(async () => {
    const script = join(await mkdtemp(join(tmpdir(), 'reshapr-completion-')), 'script');
    const { out } = await runCommand(['completion', 'bash']);
    const asks = offered.map(([line]) => {
      const words = `reshapr ${line}`.split(' ').map((word) => `'${word}'`);
      return `COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; _reshapr; echo "\${COMPREPLY[*]}"`;
    });
    await writeFile(script, [out, ...asks].join('\n'));
    const { stdout } = await promisify(execFile)('bash', [script]);
    replies = stdout.split('\n');
  });

  it.each(offered.map(([line, words], index) => ({ line, words, index })))(
    'bash: $line',
    ({ words, index }) => {
      expect(replies[index]).toBe(words);
    },
  );

  it.each(['bash', 'zsh', 'fish'])('%s knows every command, option and choice', async (shell) => {
    const { code, out } = await runCommand(['completion', shell]);
    expect(code).toBe(0);
    for (const word of ['gateway-group', 'confirm-removals', 'detailed-exitcode', 'cursor'])
      expect(out).toContain(word);
  });

  it('zsh leaves the variable alone that is its PATH', async () => {
    expect((await runCommand(['completion', 'zsh'])).out).not.toMatch(/\bpath=/);
  });
});
