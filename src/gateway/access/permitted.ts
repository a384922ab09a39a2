import type { IncomingHttpHeaders } from 'node:http';
import type { AccessObject, ExpositionObject } from '../../snapshot/index.ts';
import type { Grant } from '../mcp/access.ts';
import type { CallContext } from '../mcp/options.ts';
import type { Surface } from '../surface/surface.ts';

/** Scopes of a tool that the caller lacks; empty for who may call it. */
export function lackingScopes(
  { permissions }: Surface,
  tool: string,
  grant: Grant | undefined,
): readonly string[] {
  const needed = permissions.get(tool);
  return (needed ?? []).filter((scope) => grant?.scopes.has(scope) !== true);
}

/** Whether a caller presents a key of an endpoint that asks for keys. */
export type HoldsKey = (headers: IncomingHttpHeaders, endpoint: ExpositionObject) => Promise<boolean>;

/**
 * Whether a script of an endpoint may call a tool of another one for its caller: where the caller could go themselves. Of
 * one that asks for keys they must present a key, though the endpoint of the script asks for none.
 */
export async function mayCallThere(
  own: Surface,
  other: Surface,
  tool: string,
  { grant, headers }: Pick<CallContext, 'grant' | 'headers'>,
  holdsKey: HoldsKey,
): Promise<boolean> {
  switch (other.exposition.access.type) {
    case 'open':
      return true;
    case 'apiKey':
      return holdsKey(headers, other.exposition);
    case 'oauth2':
      return isOpenedBy(grant, own, other) && lackingScopes(other, tool, grant).length === 0;
  }
}

/**
 * Whether an endpoint is open to a token that another one checked: it must trust the same keys, algorithms and audiences,
 * the token's issuer, and ask for no scope that the token lacks. That each accepts its own URL as an audience is not compared.
 */
function isOpenedBy(grant: Grant | undefined, own: Surface, { access }: Surface): boolean {
  if (grant === undefined || own.access === undefined || access === undefined) return false;
  if (!access.issuers.includes(grant.issuer) || trustOf(own.access) !== trustOf(access)) return false;
  return (access.scopes ?? []).every((scope) => grant.scopes.has(scope));
}

/** What decides about a token besides its issuer and its scopes: equal for endpoints that accept the same. */
function trustOf({ jwksUri, algorithms, audiences, anyAudience }: AccessObject): string {
  const inOrder = (texts: readonly string[] | undefined): readonly string[] | null =>
    texts === undefined ? null : [...texts].sort();
  return JSON.stringify([jwksUri ?? null, inOrder(algorithms), inOrder(audiences), anyAudience ?? false]);
}

/** Names the set of scopes that decides which tools a caller is listed: equal for who is listed the same. */
export function listVariant({ permissions }: Surface, grant: Grant | undefined): string {
  if (permissions.size === 0) return '';
  const known = new Set([...permissions.values()].flat());
  return [...known]
    .filter((scope) => grant?.scopes.has(scope) === true)
    .sort()
    .join(' ');
}
