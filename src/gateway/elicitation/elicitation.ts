import type { Clock, Random } from '../../kernel/index.ts';
import { sealWith } from '../mcp/seal.ts';
import { type Elicited, elicitedTokens } from './elicited-tokens.ts';
import { type KeptCredentials, keptCredentials } from './kept-credentials.ts';
import { type Tickets, ticketsOf } from './tickets.ts';

/** All that asking callers for credentials takes, and the pages on which they give them. */
export interface Elicitation {
  readonly kept: KeptCredentials;
  readonly tickets: Tickets;
  readonly elicited: Elicited;
}

/** Gateways that share the keys take each other's pages; what is given stays with the one that took it. */
export function elicitationOf(
  keys: readonly [Uint8Array, ...Uint8Array[]],
  { clock, random }: { readonly clock: Clock; readonly random: Random },
): Elicitation {
  const kept = keptCredentials(clock);
  const page = sealWith(keys, 'reshapr elicitation page', random);
  const flow = sealWith(keys, 'reshapr elicitation flow', random);
  const tickets = ticketsOf({ page, flow }, { clock, random });
  return { kept, tickets, elicited: elicitedTokens(kept, tickets) };
}
