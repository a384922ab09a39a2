import { problem } from '../../kernel/index.ts';
import type { admin } from '../../wire/index.ts';
import type { ControlPlane } from '../control-plane.ts';
import type { Token } from '../state/state.ts';
import { roles } from '../store/records.ts';
import { tokenNameInvalid } from '../tokens/problems.ts';
import { createToken, renewToken, revokeToken, validities } from '../tokens/tokens.ts';
import { invalidRequest } from './problems.ts';

export async function createTokenFor(
  plane: ControlPlane,
  request: admin.CreateTokenRequest,
  by: Token,
): Promise<admin.CreateTokenResponse> {
  const role = roles.find((candidate) => candidate === request.role);
  const validityDays = validities.find((candidate) => candidate === request.validityDays);
  if (role === undefined) throw problem(invalidRequest, { why: `there is no role '${request.role}'` });
  if (validityDays === undefined)
    throw problem(invalidRequest, {
      why: `a token lives ${validities.join(', ')} days, not ${request.validityDays}`,
    });
  if (!/^[\w.:@-]{1,100}$/.test(request.name)) throw problem(tokenNameInvalid, { name: request.name });
  const { text, token } = await createToken(
    plane.ledger,
    {
      organization: by.organization,
      name: request.name,
      role,
      validityDays,
      ...(request.gatewayIds.length > 0 ? { gatewayIds: request.gatewayIds } : {}),
      ...(request.groups.length > 0 ? { groups: request.groups } : {}),
      author: by.name,
    },
    plane,
  );
  return { token: text, facts: encodeToken(plane, token) };
}

export async function renewTokenFor(
  plane: ControlPlane,
  { name }: admin.RenewTokenRequest,
  by: Token,
): Promise<admin.RenewTokenResponse> {
  const { text, token } = await renewToken(plane.ledger, by.organization, name, by.name, plane);
  return { token: text, facts: encodeToken(plane, token) };
}

/** Revokes a token and sends the gateways that use it away. */
export async function revokeTokenFor(
  plane: ControlPlane,
  { name }: admin.RevokeTokenRequest,
  by: Token,
): Promise<admin.RevokeTokenResponse> {
  const revoked = await revokeToken(plane.ledger, by.organization, name, by.name, plane.clock);
  for (const token of revoked)
    plane.fleet.refuseToken(token.id, 'revoked', `the API token '${token.name}' was revoked`);
  return { revoked: revoked.map((token) => encodeToken(plane, { ...token, revoked: true })) };
}

export function tokensOf(plane: ControlPlane, organization: string): admin.Token[] {
  return [...plane.ledger.state().tokens.values()]
    .filter((token) => token.organization === organization)
    .sort((a, b) => a.createdAt - b.createdAt)
    .map((token) => encodeToken(plane, token));
}

function encodeToken(plane: ControlPlane, token: Token): admin.Token {
  const use = plane.tokens.useOf(token.id);
  return {
    id: token.id,
    name: token.name,
    role: token.role,
    createdAtMs: token.createdAt,
    expiresAtMs: token.expiresAt,
    revoked: token.revoked,
    lastUsedAtMs: use?.lastUsedAt ?? 0,
    usedBy: [...(use?.gatewayIds ?? [])],
    gatewayIds: token.gatewayIds ?? [],
    groups: token.groups ?? [],
  };
}
