import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { credentialHeaders } from '../../../src/cli/mcp/credentials.ts';
import { mcpProblem } from '../../../src/cli/mcp/failure.ts';
import { testIo } from '../support/test-io.ts';

describe('credentials', () => {
  let folder: string;
  let file: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reshapr-credentials-'));
    file = join(folder, 'key');
    await writeFile(file, 's3cret\n');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('come from the environment, and a control plane token is none of them', async () => {
    const env = { RESHAPR_API_KEY: 'k', RESHAPR_ACCESS_TOKEN: 't', RESHAPR_TOKEN: 'acme-admin' };
    expect(await credentialHeaders({}, testIo(env))).toEqual({
      'x-reshapr-key': 'k',
      authorization: 'Bearer t',
    });
  });

  it('come from files first', async () => {
    const io = testIo({ RESHAPR_API_KEY: 'other' });
    const flags = { keyFile: file, tokenFile: file, header: [`x-tenant=a=b`, `x-secret=@${file}`] };
    expect(await credentialHeaders(flags, io)).toEqual({
      'x-reshapr-key': 's3cret',
      authorization: 'Bearer s3cret',
      'x-tenant': 'a=b',
      'x-secret': 's3cret',
    });
    expect(io.err).toEqual([]);
  });

  it('on the command line are warned about, and not shown', async () => {
    const io = testIo();
    await credentialHeaders({ header: ['X-Api-Key=s3cret'] }, io);
    expect(io.err).toEqual([expect.stringMatching(/^warning: .*--header x-api-key; write x-api-key=@file$/)]);
  });

  it.each([['s3cret'], ['a b=s3cret'], ['x-a=s3cret\nx-b: c'], ['x-a=']])(
    'that make no header are refused without them (%j)',
    async (header) => {
      const headers = credentialHeaders({ header: [header] }, testIo());
      await expect(headers).rejects.toMatchObject({ code: 'RSH7257' });
      await expect(headers).rejects.not.toThrow(/s3cret/);
    },
  );
});

describe('what the client throws', () => {
  const request = { url: 'http://x/mcp/y', headers: {}, interrupted: false };
  const key = { 'x-reshapr-key': 's3cret' };
  const failed = (code: number | string, text: string): Error => Object.assign(new Error(text), { code });

  it.each([
    [failed(401, ''), request, 'RSH7252', /answers 401: it asks for a key or a token/],
    [failed(401, ''), { ...request, headers: key }, 'RSH7252', /does not accept the key/],
    [
      failed(401, ''),
      { ...request, headers: { authorization: 'Bearer t' } },
      'RSH7252',
      /not accept the token/,
    ],
    [failed(403, ''), request, 'RSH7252', /answers 403: it refuses/],
    [failed(404, ''), request, 'RSH7253', /there is no MCP endpoint at http:\/\/x\/mcp\/y/],
    [failed(500, 'x {"error":{"message":"Internal error"}}'), request, 'RSH7256', /: Internal error$/],
    [failed(500, 'I got s3cret'), { ...request, headers: key }, 'RSH7256', /: I got …$/],
    [failed(-32001, 'Request timed out'), request, 'RSH7258', /no answer came in time/],
    [new Error('aborted'), { ...request, interrupted: true }, 'RSH7258', /the call was cancelled/],
    [
      new TypeError('fetch failed', { cause: failed('ECONNREFUSED', '') }),
      request,
      'RSH7251',
      /nothing listens/,
    ],
    [
      new TypeError('fetch failed', { cause: failed('X', 'self-signed certificate in certificate chain') }),
      request,
      'RSH7251',
      /its certificate is not trusted/,
    ],
  ])('%s', (error, given, code, message) => {
    const shown = mcpProblem(error, given);
    expect(shown).toMatchObject({ code, message: expect.stringMatching(message) });
  });
});
