import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connectToServer, parseServer } from '../../../src/cli/server/connection.ts';
import { writeLogin } from '../../../src/cli/server/login-file.ts';

describe('the address of a control plane', () => {
  it.each([
    ['https://cp.example.com:5555', 'cp.example.com:5555', false],
    ['https://cp.example.com', 'cp.example.com:5555', false],
    ['cp.example.com', 'cp.example.com:5555', false],
    ['http://localhost:1234/', 'localhost:1234', true],
    ['HTTP://localhost', 'localhost:5555', true],
    ['https://[::1]:7', '[::1]:7', false],
    [' 10.0.0.1:5 ', '10.0.0.1:5', false],
  ])('%s', (text, target, plaintext) => {
    expect(parseServer(text)).toMatchObject({ target, plaintext });
  });

  it.each(['', 'ftp://x', 'https://', 'a:b', 'https://x/path', 'x:123456', '::1'])('refuses "%s"', (text) => {
    expect(() => parseServer(text)).toThrow('is no address of a control plane');
  });
});

describe('which control plane is meant', () => {
  const home = async (): Promise<{ HOME: string }> => ({
    HOME: await mkdtemp(join(tmpdir(), 'reshapr-cli-')),
  });

  it('asks for an address, then for a token', async () => {
    const env = await home();
    await expect(connectToServer({}, env)).rejects.toMatchObject({ code: 'RSH7201' });
    await expect(connectToServer({ server: 'http://x' }, env)).rejects.toMatchObject({ code: 'RSH7202' });
  });

  it('takes flags before the environment before the login', async () => {
    const env = await home();
    await writeLogin(env, { server: 'http://stored:1', token: 'acme-stored' });
    const chosen = async (flags: object, more: object = {}): Promise<string[]> => {
      const connection = await connectToServer(flags, { ...env, ...more });
      connection.close();
      return [connection.address.target, String(connection.metadata.get('authorization')[0])];
    };
    expect(await chosen({})).toEqual(['stored:1', 'ApiToken acme-stored']);
    expect(await chosen({}, { RESHAPR_TOKEN: 'acme-env' })).toEqual(['stored:1', 'ApiToken acme-env']);
    expect(
      await chosen({ server: 'http://flag:2', token: 'acme-flag' }, { RESHAPR_SERVER: 'http://env:3' }),
    ).toEqual(['flag:2', 'ApiToken acme-flag']);
  });

  it('presents the stored token to the control plane that it was stored for, and to no other', async () => {
    const env = await home();
    await writeLogin(env, { server: 'http://stored:1', token: 'acme-stored' });
    await expect(connectToServer({ server: 'http://other:1' }, env)).rejects.toMatchObject({
      code: 'RSH7202',
    });
  });

  it('names the file of an authority that cannot be read', async () => {
    const flags = { server: 'https://x', token: 'acme-x', ca: '/nowhere/ca.pem' };
    await expect(connectToServer(flags, await home())).rejects.toThrow('/nowhere/ca.pem: no such file');
  });

  it('says so when the stored login is damaged', async () => {
    const env = await home();
    const file = await writeLogin(env, { server: 'http://stored:1', token: 'acme-stored' });
    await writeFile(file, '{');
    await expect(connectToServer({}, env)).rejects.toMatchObject({ code: 'RSH7206' });
  });
});
