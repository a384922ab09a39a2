import type { ViewRef } from '../../wire/index.ts';
import { organizationOf, type State } from './state.ts';

/** Headers that are looked through; a gateway that is further behind than this counts as one of ours. */
const lookBack = 10_000;

/**
 * Whether a header that a gateway reports is one that this journal does not know: a newer one than was ever signed
 * here, or one that stands for another view. Both mean that the store is behind: it was put back, or lost its end.
 * Headers of earlier epochs are none: `reshapr recover` began the current one above them.
 */
export function isForeign(state: State, organization: string, ref: ViewRef): boolean {
  if (ref.epoch !== state.epoch) return ref.epoch > state.epoch;
  const { signed, headers } = organizationOf(state, organization);
  if (ref.sequence > signed) return true;
  let header = headers;
  for (let looked = 0; header !== undefined && looked < lookBack; looked++, header = header.before)
    if (header.sequence <= ref.sequence)
      return header.sequence === ref.sequence && header.view !== undefined && header.view !== ref.digest;
  return false;
}
