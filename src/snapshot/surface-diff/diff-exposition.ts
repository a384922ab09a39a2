import type { ExpositionObject } from '../objects/exposition.ts';
import type { Note } from './change.ts';
import { isEqual } from './schemas/comparison.ts';
import { shownUrl } from './shown-url.ts';

/** What differs in what answers the calls of an endpoint; who may call it is in `diffAccess`. */
export function diffExposition(before: ExpositionObject, after: ExpositionObject, note: Note): void {
  const was = before.backend;
  const is = after.backend;
  if (was.endpoint !== is.endpoint)
    note('backend-moved', { was: shownUrl(was.endpoint), is: shownUrl(is.endpoint) });
  if (!isEqual(was.secret, is.secret)) note('backend-credential-changed');
  if (was.timeoutMs !== is.timeoutMs) {
    const isShorter = (is.timeoutMs ?? Infinity) < (was.timeoutMs ?? Infinity);
    note(isShorter ? 'backend-timeout-shortened' : 'backend-timeout-lengthened', {
      was: shownTime(was.timeoutMs),
      is: shownTime(is.timeoutMs),
    });
  }
  if (!isEqual(before.cache, after.cache)) note('cache-hints-changed');
}

function shownTime(milliseconds: number | undefined): string {
  return milliseconds === undefined ? 'the time that the gateway gives' : `${milliseconds} ms`;
}
