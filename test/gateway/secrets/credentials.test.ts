import { describe, expect, it } from 'vitest';
import { credentialHeaders } from '../../../src/gateway/secrets/credentials.ts';
import { type Secrets, secretsOf } from '../../../src/gateway/secrets/secrets.ts';
import { noFiles } from '../../support/no-files.ts';

const environment = {
  TOKEN: 't0ken',
  BREAK: 'a\r\nb',
  COLON: 'a:b',
  PASSWORD: 'pä:ss',
  HEADER: 'X-Key',
  UMLAUT: 'ü',
};
const secrets: Secrets = secretsOf({ environment, files: noFiles });

describe('the headers of a credential', () => {
  it.each<[string, object, Record<string, string>]>([
    ['a token', { token: '${env:TOKEN}' }, { authorization: 'Bearer t0ken' }],
    [
      'a token in a header of its own',
      { token: 'k-${env:TOKEN}', tokenHeader: 'X-Api-Key' },
      { 'x-api-key': 'k-t0ken' },
    ],
    [
      'a header that is a reference',
      { token: '${env:TOKEN}', tokenHeader: '${env:HEADER}' },
      { 'x-key': 't0ken' },
    ],
    [
      'a token before a password',
      { token: '${env:TOKEN}', username: 'u', password: 'p' },
      { authorization: 'Bearer t0ken' },
    ],
    [
      'user and password',
      { username: 'me', password: '${env:PASSWORD}' },
      { authorization: `Basic ${Buffer.from('me:pä:ss').toString('base64')}` },
    ],
    ['a user alone', { username: 'me' }, { authorization: 'Basic bWU6' }],
    ['a token that is not ASCII', { token: '${env:UMLAUT}' }, { authorization: 'Bearer \xc3\xbc' }],
    ['nothing', {}, {}],
  ])('%s', async (_, secret, expected) => {
    expect(await credentialHeaders({ name: 'orders', ...secret }, 'acme', secrets)).toEqual(expected);
  });

  it.each<[string, object, string]>([
    [
      'a line break',
      { token: '${env:BREAK}' },
      "secret 'orders' cannot be used: the token holds a line break or another control character",
    ],
    [
      'no header',
      { token: '${env:TOKEN}', tokenHeader: 'X Key' },
      "secret 'orders' cannot be used: tokenHeader is no name of a header",
    ],
    ['a colon', { username: '${env:COLON}' }, "secret 'orders' cannot be used: the username holds a colon"],
    ['no value', { token: '${env:NOPE}' }, 'the gateway cannot resolve ${env:NOPE}: the variable is not set'],
  ])('%s is refused without the value', async (_, secret, message) => {
    const made = credentialHeaders({ name: 'orders', ...secret }, 'acme', secrets);
    await expect(made).rejects.toMatchObject({ name: 'Problem', message });
  });
});
