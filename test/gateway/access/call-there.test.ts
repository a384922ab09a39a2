import { expect, test } from 'vitest';
import { mayCallThere } from '../../../src/gateway/access/permitted.ts';
import type { Grant } from '../../../src/gateway/mcp/access.ts';
import type { Surface } from '../../../src/gateway/surface/surface.ts';
import type { AccessObject } from '../../../src/snapshot/index.ts';

const issuer = 'https://login.example';
const base: AccessObject = { format: 'access@1', issuers: [issuer], jwksUri: 'https://login.example/keys' };
// What is asked here looks at nothing else of a surface or of a grant.
const surface = (access: AccessObject | undefined): Surface => {
  const exposition = { access: { type: access === undefined ? 'open' : 'oauth2' } };
  return { access, exposition, permissions: new Map() } as unknown as Surface;
};
const grant = { issuer, scopes: new Set(['read']) } as unknown as Grant;

test.each<[string, AccessObject | undefined, AccessObject, boolean]>([
  ['the same trust', base, base, true],
  [
    'the same trust in another order',
    { ...base, audiences: ['a', 'b'] },
    { ...base, audiences: ['b', 'a'] },
    true,
  ],
  ['a scope that the token has', base, { ...base, scopes: ['read'] }, true],
  ['a scope that the token lacks', base, { ...base, scopes: ['write'] }, false],
  ['another issuer', base, { ...base, issuers: ['https://other.example'] }, false],
  ['keys from elsewhere', { ...base, jwksUri: 'https://weak.example/keys' }, base, false],
  ['fewer algorithms', base, { ...base, algorithms: ['ES256'] }, false],
  ['an audience of its own', base, { ...base, audiences: ['api'] }, false],
  ['any audience accepted only here', { ...base, anyAudience: true }, base, false],
  ['no tokens asked for here', undefined, base, false],
])('a script goes to an endpoint with %s', async (_, own, other, allowed) => {
  const caller = { grant, headers: {} };
  const noKeys = (): Promise<boolean> => Promise.resolve(false);
  expect(await mayCallThere(surface(own), surface(other), 'get', caller, noKeys)).toBe(allowed);
});
