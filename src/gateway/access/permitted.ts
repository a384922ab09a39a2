import type { AccessObject } from '../../snapshot/index.ts';
import type { Grant } from '../mcp/access.ts';
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

/**
 * Whether a script of an endpoint may call a tool of another one for its caller. One that asks for tokens is not opened by
 * going there through another: it must trust the keys, algorithms and audiences that the token was checked with here,
 * its issuer, and ask for no scope that the token lacks. That each endpoint accepts its own URL as an audience is not compared.
 */
export function mayCallThere(own: Surface, other: Surface, tool: string, grant: Grant | undefined): boolean {
  const { access } = other;
  if (access === undefined) return true;
  if (grant === undefined || own.access === undefined || !access.issuers.includes(grant.issuer)) return false;
  if (trustOf(own.access) !== trustOf(access)) return false;
  const isHeld = (scope: string): boolean => grant.scopes.has(scope);
  return (access.scopes ?? []).every(isHeld) && lackingScopes(other, tool, grant).length === 0;
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
