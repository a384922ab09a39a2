import { describe, expect, it, onTestFinished } from 'vitest';
import { issuerAsker } from '../../../src/gateway/access/keys/ask-issuer.ts';
import { systemAfter } from '../../../src/gateway/backends/after.ts';
import { requestToken } from '../../../src/gateway/credentials/request-token.ts';
import type { OauthClient } from '../../../src/snapshot/index.ts';
import { type Handler, startBackend } from '../../support/backend-server.ts';

const network = { certificates: undefined, proxy: undefined, noProxy: undefined };

async function tokenEndpoint(handler: Handler) {
  const server = await startBackend(handler);
  const closing = new AbortController();
  onTestFinished(async () => {
    closing.abort();
    await server.close();
  });
  const ask = issuerAsker(network, { after: systemAfter, signal: closing.signal });
  const request = (client: Partial<OauthClient>, clientSecret: string | undefined) =>
    requestToken(ask, {
      secret: 'orders',
      client: { id: 'my gateway', tokenEndpoint: `${server.origin}/token?v=1`, ...client },
      clientSecret,
      form: { grant_type: 'client_credentials', left_out: undefined },
    });
  return { server, request };
}

const answering =
  (status: number, body: string): Handler =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);

describe('a token is asked for', () => {
  it.each<[string, Partial<OauthClient>, string | undefined, string | undefined, Record<string, string>]>([
    ['with the client secret in its header', {}, 'p:w d', 'my+gateway:p%3Aw+d', {}],
    [
      'with the client secret in the body',
      { secretInBody: true },
      'p:w d',
      undefined,
      { client_id: 'my gateway', client_secret: 'p:w d' },
    ],
    ['by a public client', {}, undefined, undefined, { client_id: 'my gateway' }],
    [
      'for scopes, an audience and a resource',
      { scopes: ['b', 'a'], audience: 'orders', resource: 'https://orders.example/' },
      'p:w d',
      'my+gateway:p%3Aw+d',
      { scope: 'b a', audience: 'orders', resource: 'https://orders.example/' },
    ],
  ])('%s', async (_, client, secret, basic, more) => {
    const { server, request } = await tokenEndpoint(
      answering(200, '{"access_token":"t","token_type":"bearer","expires_in":"60"}'),
    );
    expect(await request(client, secret)).toEqual({ token: 't', lastsMs: 60_000 });
    const [seen] = server.seen;
    expect(seen).toMatchObject({ method: 'POST', target: '/token?v=1' });
    const { authorization } = seen?.headers ?? {};
    expect(authorization && Buffer.from(authorization.slice(6), 'base64').toString()).toBe(basic);
    expect(Object.fromEntries(new URLSearchParams(seen?.body))).toEqual({
      grant_type: 'client_credentials',
      ...more,
    });
  });
});

describe('no token is had, and nothing that was said is repeated', () => {
  it.each<[string, Handler, string]>([
    [
      'an error of OAuth2',
      answering(401, '{"error":"invalid_client","error_description":"secret p:w d is wrong"}'),
      'the authorization server answered 401 invalid_client',
    ],
    ['an error that is none', answering(400, '{"error":"<p:w d>"}'), 'the authorization server answered 400'],
    ['a page', answering(500, '<html>'), 'the authorization server answered 500'],
    [
      'a redirect',
      (_, response) => response.writeHead(302, { location: 'http://evil.example/' }).end(),
      'the authorization server answered 302',
    ],
    ['no JSON', answering(200, 't'), 'the answer of the authorization server holds no access_token'],
    ['no token', answering(200, '{}'), 'the answer of the authorization server holds no access_token'],
    ['an empty token', answering(200, '{"access_token":""}'), 'holds no access_token'],
    ['a token of another kind', answering(200, '{"access_token":"t","token_type":"mac"}'), 'no bearer token'],
    [
      'a token that breaks a header',
      answering(200, '{"access_token":"t\\r\\nx: y"}'),
      'it holds a line break',
    ],
    [
      'no end',
      (_, response) => void response.writeHead(200).write(Buffer.alloc(600_000, ' ')),
      'no answer: too_large',
    ],
    ['no answer', (_, response) => response.destroy(), 'no answer: reset'],
  ])('%s', async (_, handler, why) => {
    const { request } = await tokenEndpoint(handler);
    const failed: unknown = await request({}, 'p:w d').catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 'RSH9113', message: expect.stringContaining(why) });
    expect(String(failed)).not.toContain('p:w d');
  });
});
