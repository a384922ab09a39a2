import { type AccessObject, type ExpositionObject, labelOf, type SurfaceSide } from '../../snapshot/index.ts';
import type { Exposure } from './contract.ts';
import { entriesOf } from './plan-side.ts';

/** Which tokens an endpoint asks for; undefined where it asks for none. */
export type AccessOf = (exposition: ExpositionObject) => AccessObject | undefined;

/** Finds the access of endpoints of one side, whose list is looked through once. */
export function accessesOf(side: SurfaceSide): AccessOf {
  const entries = entriesOf(side, 'access');
  return ({ access }) => {
    const entry = access.type === 'oauth2' ? entries.get(access.object) : undefined;
    return entry === undefined ? undefined : side.open('access', entry.digest);
  };
}

/** An endpoint as it was and as it would be. */
export interface EndpointPair {
  readonly was: ExpositionObject;
  readonly is: ExpositionObject;
  readonly accessBefore: AccessOf;
  readonly accessAfter: AccessOf;
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

function reasons({ was, is, accessBefore, accessAfter }: EndpointPair): string[] {
  if (is.access.type === 'open') {
    const credential = { open: undefined, apiKey: 'API key', oauth2: 'token' }[was.access.type];
    if (credential === undefined) return [];
    return [`asks for no ${credential} any more: whoever reaches the gateway may call it`];
  }
  if (was.access.type === 'oauth2' && is.access.type === 'apiKey')
    return [
      'asks for an API key instead of tokens: whoever has the key may do everything, and nobody is told apart',
    ];
  const old = accessBefore(was);
  const now = accessAfter(is);
  return old === undefined || now === undefined ? [] : [...widened(old, now), ...unscoped(old, now, is)];
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
