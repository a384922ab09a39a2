import { describe, expect, it } from 'vitest';
import { completable } from '../../../src/cli/completion/completable.ts';
import { buildProgram } from '../../../src/cli/program/build-program.ts';
import { runCommand } from '../support/run-command.ts';
import { testIo } from '../support/test-io.ts';

const commands = completable(buildProgram(testIo(), () => undefined));
const paths = commands.map(({ path }) => path);

describe('help', () => {
  it('is there for every command that the design names', () => {
    const named =
      'init validate build plan apply serve gateway dev status endpoints show rollback wait login logout ' +
      'api-key/create api-token/create api-token/list api-token/renew api-token/revoke gateway-group/list ' +
      'gateway-group/create history schema explain completion types fmt';
    expect(paths).toEqual(expect.arrayContaining(named.split(' ')));
  });

  it.each(commands.map(({ path, options }) => ({ path, options })))(
    'of "$path"',
    async ({ path, options }) => {
      const { code, out, err } = await runCommand([...path.split('/').filter(Boolean), '--help']);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toMatch(new RegExp(`^Usage: reshapr ${path.replaceAll('/', ' ')}`));
      for (const { long, about } of options) {
        expect(out).toContain(long);
        expect(about).not.toBe('');
      }
    },
  );

  it('says which commands a machine can read, and how', () => {
    const silent = commands.filter(
      ({ commands: below, options }) =>
        below.length === 0 && !options.some(({ long }) => long === '--output'),
    );
    // What stays, and what writes one thing in one form.
    expect(silent.map(({ path }) => path).sort()).toEqual([
      'completion',
      'dev',
      'logout',
      'schema',
      'serve',
      'types',
    ]);
  });
});
