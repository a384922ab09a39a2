import type { Clock } from '../../kernel/index.ts';
import type { AccessObject } from '../../snapshot/index.ts';
import type { AccessDecision, AccessRequest, Grant } from '../mcp/access.ts';
import { errorCodes } from '../mcp/rpc/fault.ts';
import type { Surface } from '../surface/surface.ts';
import { presentedToken } from './bearer-token.ts';
import { challenge } from './challenge.ts';
import type { TokenDefence, TokenFault } from './defences.ts';
import { resourceOf, type UrlsOf } from './endpoint-urls.ts';
import type { Refusals } from './refusals.ts';
import type { TokenVerifier, Verification, VerifiedToken } from './verify-token.ts';

export interface TokenCheckParts {
  readonly verifier: TokenVerifier;
  readonly defences: readonly TokenDefence[];
  readonly urlsOf: UrlsOf;
  readonly clock: Clock;
  readonly refusals: Refusals;
}

/** May the caller use an endpoint that asks for tokens? Answers at once for a token that is known. */
export type TokenCheck = (
  request: AccessRequest,
  surface: Surface,
  access: AccessObject,
) => AccessDecision | Promise<AccessDecision>;

export function tokenCheck({ verifier, defences, urlsOf, clock, refusals }: TokenCheckParts): TokenCheck {
  return (request, surface, access) => {
    const { client } = request;
    const urls = urlsOf(surface, request.path, client?.scheme);
    // Only a refusal names it.
    const resource = (): string =>
      resourceOf(urls, client === undefined ? request.headers.host : client.host);
    const { scopes: needed = [] } = access;

    const refuse = (fault: TokenFault): AccessDecision => {
      refusals.note(fault.reason, surface);
      const error = { error: 'invalid_token', text: `The token is not accepted: ${fault.text}` } as const;
      return {
        type: 'refused',
        status: 401,
        headers: challenge(resource(), needed, error),
        reason: fault.reason,
      };
    };

    /** Scopes that the caller has here already are asked for again, or the next token would lack them. */
    const demand = ({ token }: VerifiedToken, scopes: readonly string[]): ReturnType<Grant['demand']> => {
      const held = scopesOf(access).filter((scope) => token.scopes.has(scope));
      const text = 'The token lacks a scope that this needs';
      return challenge(resource(), [...new Set([...held, ...needed, ...scopes])], {
        error: 'insufficient_scope',
        text,
      });
    };

    const decide = (verified: VerifiedToken): AccessDecision => {
      const { token, owner } = verified;
      const endpoint = { access, urls, serviceId: surface.exposition.service.id };
      const now = clock.now();
      for (const { refuse: check } of defences) {
        const fault = check(token, endpoint, now);
        if (fault !== undefined) return refuse(fault);
      }
      const missing = needed.filter((scope) => !token.scopes.has(scope));
      if (missing.length > 0) {
        refusals.note('missing_scope', surface);
        return { type: 'refused', status: 403, headers: demand(verified, missing), reason: 'missing_scope' };
      }
      const { issuer, subject, scopes, expiresAt } = token;
      const grant: Grant = {
        ...{ owner, issuer, subject, scopes, expiresAt },
        demand: (more) => demand(verified, more),
        origin: () => new URL(resource()).origin,
      };
      return { type: 'allowed', grant };
    };

    const conclude = (verification: Verification): AccessDecision => {
      if (verification.type === 'verified') return decide(verification);
      if (verification.type === 'refused') return refuse(verification.fault);
      refusals.note('invalid_jwks_uri', surface);
      return unavailable;
    };

    const presented = presentedToken(request.headers);
    if (presented.type === 'malformed')
      return refuse({ reason: 'malformed_token', text: 'it is no bearer token' });
    if (presented.type === 'none') {
      refusals.note('missing_bearer_token', surface);
      return {
        type: 'refused',
        status: 401,
        headers: challenge(resource(), needed),
        reason: 'missing_bearer_token',
      };
    }
    const known = verifier.known(presented.token, access);
    return known === undefined ? verifier.verify(presented.token, access).then(conclude) : decide(known);
  };
}

/** The token may be right; a client that took this for a refusal would throw it away. */
const unavailable: AccessDecision = {
  type: 'refused',
  status: 503,
  reason: 'invalid_jwks_uri',
  headers: { 'retry-after': '5', 'content-type': 'application/json' },
  body: JSON.stringify({
    jsonrpc: '2.0',
    error: {
      code: errorCodes.internalError,
      message: 'The keys of the authorization server cannot be read at the moment',
    },
  }),
};

/** All scopes that an endpoint knows, those of its tools included. */
export function scopesOf({ scopes = [], permissions = {} }: AccessObject): string[] {
  return [...new Set([...scopes, ...Object.values(permissions).flat()])];
}
