import { type AccessObject, type ExpositionObject, labelOf, type SurfaceSide } from '../../snapshot/index.ts';
import type { Exposure } from './contract.ts';

/** An endpoint as it was and as it would be. */
export interface EndpointPair {
  readonly was: ExpositionObject;
  readonly is: ExpositionObject;
  readonly before: SurfaceSide;
  readonly after: SurfaceSide;
}

/** What an endpoint would not ask its callers for any more: each is one that lets somebody in who was refused. */
export function weakened(pair: EndpointPair): Exposure[] {
  const { is } = pair;
  return reasons(pair).map((reason) => ({
    kind: 'access-weakened',
    endpoints: [labelOf(is)],
    access: is.access.type,
    text: `${labelOf(is)} ${reason}`,
  }));
}

function reasons({ was, is, before, after }: EndpointPair): string[] {
  if (is.access.type === 'open') {
    const credential = { open: undefined, apiKey: 'API key', oauth2: 'token' }[was.access.type];
    if (credential === undefined) return [];
    return [`asks for no ${credential} any more: whoever reaches the gateway may call it`];
  }
  if (was.access.type === 'oauth2' && is.access.type === 'apiKey')
    return [
      'asks for an API key instead of tokens: whoever has the key may do everything, and nobody is told apart',
    ];
  const old = accessOf(was, before);
  const now = accessOf(is, after);
  return old === undefined || now === undefined ? [] : [...widened(old, now), ...unscoped(old, now, is)];
}

function accessOf({ access }: ExpositionObject, side: SurfaceSide): AccessObject | undefined {
  if (access.type !== 'oauth2') return undefined;
  const entry = side.entries.find(({ kind, name }) => kind === 'access' && name === access.object);
  return entry === undefined ? undefined : side.open('access', entry.digest);
}

/** Tokens that are accepted and were not. */
function widened(was: AccessObject, is: AccessObject): string[] {
  const found: string[] = [];
  if (is.anyAudience && !was.anyAudience)
    found.push('accepts tokens that were issued for anything else, no longer only for it');
  if (!was.anyAudience && !is.anyAudience)
    for (const audience of added(was.audiences, is.audiences))
      found.push(`accepts tokens that were issued for ${audience} too`);
  for (const issuer of added(was.issuers, is.issuers)) found.push(`accepts tokens of ${issuer} too`);
  if (was.jwksUri !== is.jwksUri) found.push(`trusts the keys of ${is.jwksUri ?? 'each issuer'} now`);
  if (was.algorithms !== undefined)
    for (const algorithm of is.algorithms === undefined
      ? ['any algorithm']
      : added(was.algorithms, is.algorithms))
      found.push(`accepts tokens that are signed with ${algorithm} too`);
  return found;
}

/** What a token needed and would need no longer. */
function unscoped(was: AccessObject, is: AccessObject, { tools }: ExpositionObject): string[] {
  const found = removed(was.scopes, is.scopes).map((scope) => `asks no longer for the scope ${scope}`);
  for (const [tool, scopes] of Object.entries(was.permissions ?? {})) {
    if (!tools.some((name) => name.endsWith(`/${tool}`))) continue;
    for (const scope of removed(scopes, [...(is.permissions?.[tool] ?? []), ...(is.scopes ?? [])]))
      found.push(`lets ${tool} be called without the scope ${scope}`);
  }
  return found;
}

function added(was: readonly string[] = [], is: readonly string[] = []): string[] {
  return is.filter((each) => !was.includes(each));
}

function removed(was: readonly string[] = [], is: readonly string[] = []): string[] {
  return added(is, was);
}
