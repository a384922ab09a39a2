import { mkdir, mkdtemp, readFile, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Secrets, secretsOf } from '../../../../src/gateway/secrets/secrets.ts';
import { Problem } from '../../../../src/kernel/index.ts';
import { type Attack, attackClass } from '../support/attack-class.ts';

interface World {
  readonly secrets: Secrets;
}

/** A manifest of `acme` that wants a value which is not its own. */
function attack(reference: string, expected = 'RSH9111'): Attack<World> {
  return {
    what: reference.replaceAll('\0', '<NUL>'),
    expected,
    attempt: ({ secrets }) =>
      secrets.resolve(reference, 'acme').then(
        (value) => `has ${value}`,
        (error: unknown) => (error instanceof Problem ? error.code : String(error)),
      ),
  };
}

const notOurs = (each: Attack<World>): Attack<World> => ({ ...each, notOurs: true });

export const secretReferences = attackClass<World>({
  defences: [
    {
      file: 'secrets/secrets.ts',
      from: 'if (denied.some((pattern) => matches(pattern, name)))',
      to: 'if (false)',
    },
    {
      file: 'secrets/secrets.ts',
      from: 'Object.hasOwn(environment, name) ? environment[name] : undefined',
      to: 'environment[name]',
    },
    {
      file: 'secrets/file-secrets.ts',
      from: "if (!isPlain(organization) || !path.split('/').every(isPlain))",
      to: 'if (false)',
    },
    {
      file: 'secrets/file-secrets.ts',
      from: 'if (!isBelow(await files.realpath(base), real))',
      to: 'if (false)',
    },
    { file: 'secrets/file-secrets.ts', from: 'if (facts.size > maxSize)', to: 'if (false)' },
    { file: 'secrets/file-secrets.ts', from: 'if (bytes.length > maxSize)', to: 'if (false)' },
  ],
  open: async () => {
    const root = await mkdtemp(join(tmpdir(), 'reshapr-attacks-'));
    const directory = join(root, 'secrets');
    await mkdir(join(directory, 'acme/sub'), { recursive: true });
    await mkdir(join(directory, 'other'));
    await writeFile(join(root, 'outside'), 'outside');
    await writeFile(join(directory, 'acme/plain'), 'own');
    await writeFile(join(directory, 'acme/large'), 'x'.repeat(64 * 1024 + 1));
    await writeFile(join(directory, 'other/key'), 'of others');
    await symlink('../../outside', join(directory, 'acme/link'));
    await symlink('../other', join(directory, 'acme/folder'));
    await symlink('/etc/hostname', join(directory, 'acme/system'));
    const environment = {
      RESHAPR_CTRL_TOKEN: 'token',
      reshapr_seal: 'seal',
      AWS_SECRET_ACCESS_KEY: 'cloud',
      PATH: '/bin',
      TOKEN: 'own',
    };
    const files = { readFile, realpath, stat };
    const secrets = secretsOf({ environment, deniedVariables: ['AWS_*', 'path'], directory, files });
    return { secrets, close: () => rm(root, { recursive: true }) };
  },
  attacks: [
    attack('${env:RESHAPR_CTRL_TOKEN}'),
    attack('${env:reshapr_seal}'),
    attack('${env:AWS_SECRET_ACCESS_KEY}'),
    attack('${env:PATH}'),
    attack('a ${env:TOKEN} and ${env:RESHAPR_CTRL_TOKEN}'),
    attack('${env:constructor}'),
    attack('${env:__proto__}'),
    attack('${file:../other/key}'),
    attack('${file:../../outside}'),
    attack('${file:sub/../../other/key}'),
    attack('${file:sub/../plain}'),
    attack('${file:./plain}'),
    attack('${file:sub//../plain}'),
    attack('${file:link}'),
    attack('${file:folder/key}'),
    attack('${file:system}'),
    attack('${file:large}'),
    notOurs(attack('${file:/etc/passwd}')),
    notOurs(attack('${file:plain\0.txt}')),
    notOurs(attack('${file:sub}')),
    notOurs(attack('${file:..\\other\\key}')),
    notOurs(attack('${https://evil.example/key}')),
    notOurs(attack('${vault:key}')),
    notOurs(attack('${env:${env:TOKEN}}')),
  ],
});
