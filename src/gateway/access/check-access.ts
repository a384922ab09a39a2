import type { Log } from '../../kernel/index.ts';
import type { Access, AccessDecision } from '../mcp/access.ts';
import { apiKeyHeader, isAdmitted } from '../secrets/api-key.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { TokenCheck } from './check-token.ts';
import type { Refusals } from './refusals.ts';

export interface AccessParts {
  readonly secrets: Secrets;
  readonly checkToken: TokenCheck;
  readonly refusals: Refusals;
  readonly log: Log;
}

const allowed: AccessDecision = { type: 'allowed' };
const unauthorized: AccessDecision = { type: 'refused', status: 401 };

/** Who may use an endpoint: everybody, who has one of its keys, or who has a token that it accepts. */
export function accessCheck({ secrets, checkToken, refusals, log }: AccessParts): Access {
  return (request, surface) => {
    const { exposition, access } = surface;
    switch (exposition.access.type) {
      case 'open':
        return allowed;
      case 'apiKey': {
        const presented = request.headers[apiKeyHeader];
        const key = Array.isArray(presented) ? presented[0] : presented;
        return isAdmitted(exposition, key, secrets, log).then((isRight) => {
          if (!isRight) refusals.note('invalid_api_key', surface);
          return isRight ? allowed : unauthorized;
        });
      }
      case 'oauth2':
        if (access === undefined) throw new Error(`${exposition.id} has no access object`);
        return checkToken(request, surface, access);
    }
  };
}
