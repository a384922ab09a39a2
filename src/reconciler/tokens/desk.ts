import type { Clock } from '../../kernel/index.ts';
import type { Ledger } from '../state/ledger.ts';
import type { Token } from '../state/state.ts';
import { type TokenUse, verifyToken } from './tokens.ts';

/** What came of a presented credential. `message` never holds a part of it. */
export type Presented =
  | { readonly type: 'valid'; readonly token: Token }
  | { readonly type: 'unknown' | 'expired' | 'revoked'; readonly message: string };

/** Checks presented tokens and remembers who used them. */
export interface TokenDesk {
  /** `authorization` metadata: `ApiToken <organization>-<token>`. */
  present(authorization: unknown): Presented;
  used(tokenId: string, gatewayId: string | undefined): void;
  useOf(tokenId: string): TokenUse | undefined;
}

/** Gateway ids remembered per token. */
const idLimit = 100;

export function tokenDesk(ledger: Ledger, clock: Clock): TokenDesk {
  const uses = new Map<string, { lastUsedAt: number; gatewayIds: Set<string> }>();
  return {
    present: (authorization) => {
      const text =
        typeof authorization === 'string' ? /^ApiToken (\S+)$/.exec(authorization)?.[1] : undefined;
      if (text === undefined) return { type: 'unknown', message: 'no API token was presented' };
      const verification = verifyToken(text, ledger.state(), clock.now());
      switch (verification.type) {
        case 'valid':
          return verification;
        case 'unknown':
          return { type: 'unknown', message: 'the API token is not known here' };
        case 'revoked':
          return { type: 'revoked', message: `the API token '${verification.token.name}' was revoked` };
        case 'expired': {
          const { name, expiresAt } = verification.token;
          return {
            type: 'expired',
            message: `the API token '${name}' expired at ${new Date(expiresAt).toISOString()}`,
          };
        }
      }
    },
    used: (tokenId, gatewayId) => {
      const use = uses.get(tokenId) ?? { lastUsedAt: 0, gatewayIds: new Set<string>() };
      use.lastUsedAt = clock.now();
      if (gatewayId !== undefined && use.gatewayIds.size < idLimit) use.gatewayIds.add(gatewayId);
      uses.set(tokenId, use);
    },
    useOf: (tokenId) => {
      const use = uses.get(tokenId);
      return use === undefined
        ? undefined
        : { lastUsedAt: use.lastUsedAt, gatewayIds: [...use.gatewayIds].sort() };
    },
  };
}
