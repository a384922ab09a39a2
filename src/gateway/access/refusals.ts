import type { Log, Metrics } from '../../kernel/index.ts';
import type { Surface } from '../surface/surface.ts';
import type { TokenFault } from './defences.ts';

/** reShapr's audit reasons. */
export type RefusalReason =
  | TokenFault['reason']
  | 'invalid_api_key'
  | 'missing_bearer_token'
  | 'invalid_jwks_uri'
  | 'missing_scope';

export interface Refusals {
  note(reason: RefusalReason, surface: Surface): void;
}

/** Counts who was refused, by the reason. Anybody can be refused as often as they like, so it is logged for debugging only. */
export function countedRefusals(metrics: Metrics, log: Log): Refusals {
  const refused = metrics.counter(
    'reshapr_mcp_refused_total',
    'Requests that the access check refused, by the reason.',
    ['reason'],
  );
  return {
    note(reason, { id }) {
      refused.add(1, { reason });
      log.debug('a caller was refused', { endpoint: id, reason });
    },
  };
}
