import type { Access, AccessDecision } from '../mcp/access.ts';
import type { TokenCheck } from './check-token.ts';
import type { HoldsKey } from './permitted.ts';
import type { Refusals } from './refusals.ts';

export interface AccessParts {
  readonly holdsKey: HoldsKey;
  readonly checkToken: TokenCheck;
  readonly refusals: Refusals;
}

const allowed: AccessDecision = { type: 'allowed' };
const unauthorized: AccessDecision = { type: 'refused', status: 401, reason: 'invalid_api_key' };

/** Who may use an endpoint: everybody, who has one of its keys, or who has a token that it accepts. */
export function accessCheck({ holdsKey, checkToken, refusals }: AccessParts): Access {
  return (request, surface) => {
    const { exposition, access } = surface;
    switch (exposition.access.type) {
      case 'open':
        return allowed;
      case 'apiKey':
        return holdsKey(request.headers, exposition).then((isRight) => {
          if (!isRight) refusals.note('invalid_api_key', surface);
          return isRight ? allowed : unauthorized;
        });
      case 'oauth2':
        if (access === undefined) throw new Error(`${exposition.id} has no access object`);
        return checkToken(request, surface, access);
    }
  };
}
