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
 * Whether a script that a caller runs may call a tool of another endpoint for them: one that asks for tokens is not
 * opened by going there through another, so the caller's token must be one that it would take.
 */
export function mayCallThere(other: Surface, tool: string, grant: Grant | undefined): boolean {
  const { access } = other;
  if (access === undefined) return true;
  if (grant === undefined || !access.issuers.includes(grant.issuer)) return false;
  const isHeld = (scope: string): boolean => grant.scopes.has(scope);
  return (access.scopes ?? []).every(isHeld) && lackingScopes(other, tool, grant).length === 0;
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
