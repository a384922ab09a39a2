import { describe, expect, it } from 'vitest';
import { ruleCatalogue } from '../../../src/compiler/index.ts';
import { runCommand } from '../support/run-command.ts';

describe('`reshapr explain`', () => {
  it.each(ruleCatalogue().map(({ code, name, docs }) => ({ code, name, docs })))(
    'says the same of $code and of $name',
    async ({ code, name, docs }) => {
      const { code: exit, out } = await runCommand(['explain', code.toLowerCase()]);
      expect(exit).toBe(0);
      expect(await runCommand(['explain', name])).toEqual({ code: 0, out, err: '' });
      expect(out).toContain(`${code} ${name} `);
      expect(out).toContain(docs);
      expect(out).toMatch(/\n\nReported:\n\n {2}# [\s\S]+\n\nNot reported:\n\n {2}# /);
    },
  );

  it('says what can be given another severity, to machines too', async () => {
    const read = async (code: string) => JSON.parse((await runCommand(['explain', code, '-o', 'json'])).out);
    expect(await read('RSH1004')).toMatchObject({ severity: 'error', adjustable: false });
    expect(await read('RSH3022')).toMatchObject({ severity: 'info', adjustable: true });
    expect(await read('undescribed-tool')).toMatchObject({ code: 'RSH6060', adjustable: true });
    expect((await runCommand(['explain', 'RSH1004'])).out).not.toContain('Another severity');
    expect((await runCommand(['explain', 'RSH3022'])).out).toContain('`rules: { RSH3022: off }`');
  });

  it.each([
    ['undescribed-tol', "did you mean 'undescribed-tool'?"],
    ['RSH6O60', "did you mean 'RSH6060'"],
  ])('%s is no code: %s', async (code, hint) => {
    const { code: exit, err } = await runCommand(['explain', code]);
    expect(exit).toBe(1);
    expect(err).toContain(hint);
  });
});
