import { chmod, mkdtemp, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readLogin, removeLogin, writeLogin } from '../../../src/cli/server/login-file.ts';

const login = { server: 'https://cp:5555', token: 'acme-secret', ca: 'PEM' };

it('keeps a login that only its user can read, and forgets it', async () => {
  const env = { XDG_CONFIG_HOME: await mkdtemp(join(tmpdir(), 'reshapr-login-')) };
  expect(await readLogin(env)).toBeUndefined();
  const file = await writeLogin(env, login);
  expect(file).toBe(join(env.XDG_CONFIG_HOME, 'reshapr', 'login.json'));
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readLogin(env)).toEqual(login);
  await removeLogin(env);
  await removeLogin(env);
  expect(await readLogin(env)).toBeUndefined();
});

it('takes a file back that others could read', async () => {
  const env = { XDG_CONFIG_HOME: await mkdtemp(join(tmpdir(), 'reshapr-login-')) };
  const file = await writeLogin(env, login);
  await chmod(file, 0o644);
  await writeLogin(env, { server: 'https://other:5555', token: 'acme-other' });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});
