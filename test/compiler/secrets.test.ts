import { expect, it } from 'vitest';
import { prettyDiagnostics } from '../../src/cli/output/pretty-diagnostics.ts';
import { compileSmall, type Files, manifest, smallTree } from './support/small-tree.ts';

const marker = 'hunter2secret';
const plan = (more: string): string => `${smallTree['plan.yaml']}  ${more}\n`;
const secret = (fields: string): string =>
  manifest('SecretSource', 'keys', `secrets:\n  - name: orders\n    ${fields}`);
const command = (key: string): string =>
  manifest(
    'Service',
    'tools',
    `type: MCP\nname: Tools\nversion: "1"\ninstances: [{ command: [a], env: { KEY: ${key} } }]`,
  );
const uses = { 'plan.yaml': plan('backendSecretRef: orders') };

it.each<[string, Files]>([
  ['a token', { ...uses, 'secrets.yaml': secret(`token: ${marker}`) }],
  ['a password', { ...uses, 'secrets.yaml': secret(`username: me\n    password: ${marker}`) }],
  [
    'a secret of an OAuth2 client',
    { 'secrets.yaml': secret(`oauth2ClientConfiguration: { clientId: me, clientSecret: ${marker} }`) },
  ],
  ['a client secret of a plan', { 'plan.yaml': plan(`oauth2: { clientId: me, clientSecret: ${marker} }`) }],
  ['an environment of a command', { 'tools.yaml': command(marker) }],
  ['an API key', { 'plan.yaml': plan(`apiKey: { from: ${marker} }`) }],
  ['an API key as a text', { 'plan.yaml': plan(`apiKey: ${marker}`) }],
  ['an API key as its own digest', { 'plan.yaml': plan(`apiKey: { sha256: ${marker} }`) }],
  [
    'a user in the URL of a backend',
    { 'plan.yaml': smallTree['plan.yaml']?.replace('localhost', `me:${marker}@localhost`) },
  ],
  [
    'a user in a broken URL',
    {
      'plan.yaml': smallTree['plan.yaml']
        ?.replace('http://localhost', `"me:${marker}@:`)
        .replace(/:1$/m, ':1"'),
    },
  ],
  [
    'a query in the URL of a backend',
    { 'plan.yaml': smallTree['plan.yaml']?.replace(':1\n', `:1/?key=${marker}\n`) },
  ],
])('%s that is written into a manifest is an error that does not repeat it', async (_, files) => {
  const { diagnostics, compiled } = await compileSmall(files);
  expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
  expect(JSON.stringify(diagnostics)).not.toContain(marker);
  expect(compiled).toBeUndefined();
  const shown = prettyDiagnostics(diagnostics, (file) => String(files[file] ?? smallTree[file]), true);
  expect(shown).not.toContain(marker);
});

it('a number where a token should stand is not repeated in the hint', async () => {
  const { diagnostics } = await compileSmall({ 'secrets.yaml': secret('token: 8154711') });
  expect(diagnostics.map(({ code }) => code)).toEqual(['RSH2005']);
  expect(JSON.stringify(diagnostics)).not.toContain('8154711');
});

it('what is in no object is in no snapshot either: descriptions, environments of commands, PEM texts', async () => {
  const { compiled } = await compileSmall({
    'secrets.yaml': secret(`description: ${marker}\n    token: "\${env:TOKEN}"`),
    'tools.yaml': command('"${env:HUNTER}"'),
    ...uses,
  });
  const bytes = compiled?.snapshot.objects.map((object) => Buffer.from(object.bytes).toString()).join('\n');
  expect(bytes).toContain('${env:TOKEN}');
  expect(bytes).not.toContain(marker);
  expect(bytes).not.toContain('HUNTER');
});
