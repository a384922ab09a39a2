import { describe, expect, it } from 'vitest';
import { discoverKeys, metadataUrls } from '../../../src/gateway/access/keys/discover.ts';

const known =
  (documents: Readonly<Record<string, unknown>>, asked: string[] = []) =>
  async (url: string): Promise<unknown> => {
    asked.push(url);
    if (!Object.hasOwn(documents, url)) throw new Error('status 404');
    return documents[url];
  };

describe('where the keys of an issuer are', () => {
  it.each([
    [
      'https://login.example',
      [
        'https://login.example/.well-known/oauth-authorization-server',
        'https://login.example/.well-known/openid-configuration',
      ],
    ],
    [
      'https://login.example/realms/acme',
      [
        'https://login.example/.well-known/oauth-authorization-server/realms/acme',
        'https://login.example/.well-known/openid-configuration/realms/acme',
        'https://login.example/realms/acme/.well-known/openid-configuration',
      ],
    ],
  ])('%s is asked at', (issuer, urls) => {
    expect(metadataUrls(issuer)).toEqual(urls);
  });

  it('is what the first metadata says that is of this issuer', async () => {
    const issuer = 'https://login.example/realms/acme';
    const asked: string[] = [];
    const [first = '', second = '', third = ''] = metadataUrls(issuer);
    const documents = {
      [second]: { issuer: 'https://login.example', jwks_uri: 'https://login.example/keys' },
      [third]: { issuer, jwks_uri: 'https://login.example/realms/acme/keys' },
    };
    expect(await discoverKeys(issuer, known(documents, asked))).toBe(
      'https://login.example/realms/acme/keys',
    );
    expect(asked).toEqual([first, second, third]);
  });

  it.each<[string, object, string]>([
    [
      'of another issuer',
      { issuer: 'https://evil.example', jwks_uri: 'https://evil.example/keys' },
      'another issuer',
    ],
    ['without keys', { issuer: 'https://login.example' }, 'names no issuer and jwks_uri'],
    [
      'with keys in clear text',
      { issuer: 'https://login.example', jwks_uri: 'http://login.example/keys' },
      'not https',
    ],
    [
      'with keys in clear text on the machine of the gateway',
      { issuer: 'https://login.example', jwks_uri: 'http://localhost:8080/keys' },
      'not https',
    ],
    [
      'with keys in clear text at a loopback address',
      { issuer: 'https://login.example', jwks_uri: 'http://127.0.0.1/keys' },
      'not https',
    ],
    [
      'with keys in a file',
      { issuer: 'https://login.example', jwks_uri: 'file:///keys' },
      'names no issuer and jwks_uri',
    ],
    ['that is a list', [], 'names no issuer and jwks_uri'],
  ])('is not said by metadata %s', async (_, document, why) => {
    const documents = { 'https://login.example/.well-known/openid-configuration': document };
    await expect(discoverKeys('https://login.example', known(documents))).rejects.toThrow(why);
  });
});
