import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { selfSignedCertificate } from '../../support/certificates.ts';
import { runCommand } from '../support/run-command.ts';

describe('an endpoint with TLS', () => {
  let folder: string;
  let server: Server;
  let url: string;
  const heard: string[] = [];

  beforeAll(async () => {
    const { certificate, key } = await selfSignedCertificate('localhost');
    folder = await mkdtemp(join(tmpdir(), 'reshapr-https-'));
    await writeFile(join(folder, 'ca.pem'), certificate);
    server = createServer({ cert: certificate, key }, (request, response) => {
      const given = request.headers['x-reshapr-key']?.toString() ?? 'nothing';
      heard.push(given);
      // One that repeats what it was sent.
      if (request.url === '/mcp/away') response.writeHead(307, { location: 'https://localhost:1/x' }).end();
      else response.writeHead(500).end(`no use for ${given}`);
    });
    await new Promise<void>((resolve) => server.listen(0, resolve));
    url = `https://localhost:${(server.address() as AddressInfo).port}/mcp/x`;
  });

  afterAll(async () => {
    server.close();
    server.closeAllConnections();
    await rm(folder, { recursive: true, force: true });
  });

  const env = { RESHAPR_API_KEY: 's3cret' };

  it('is trusted by --ca only', async () => {
    const { code, err } = await runCommand(['inspect', url], env);
    expect({ code, heard }).toEqual({ code: 1, heard: [] });
    expect(err).toMatch(/RSH7251 .*: its certificate is not trusted\n {2}hint: give its authority with --ca/);
    const trusted = await runCommand(['inspect', url, '--ca', join(folder, 'ca.pem')], env);
    expect(trusted).toEqual({
      code: 1,
      out: '',
      err: expect.stringMatching(/RSH7256 .*no use for …$/),
    });
    expect(heard).toEqual(['s3cret']);
  });

  it('that sends callers elsewhere is not followed with their key', async () => {
    const away = url.replace(/x$/, 'away');
    const { code, err } = await runCommand(['inspect', away, '--ca', join(folder, 'ca.pem')], env);
    expect(code).toBe(1);
    expect(err).toMatch(/RSH7256 .*redirect/i);
    expect(err).not.toContain('s3cret');
  });

  it('is told apart from one without', async () => {
    const plain = await runCommand(['inspect', url.replace('https', 'http')], env);
    expect(plain).toMatchObject({ code: 1, err: expect.stringMatching(/hint: with TLS write https:/) });
  });
});
