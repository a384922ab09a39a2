import { canonicalText } from '../canonical.ts';
import type { ApiKey, ExpositionObject } from '../objects/exposition.ts';
import type { Note } from './change.ts';
import { isEqual } from './schemas/comparison.ts';
import { shownUrl } from './shown-url.ts';

/** What differs in who may call an endpoint, and in what answers its calls. */
export function diffExposition(before: ExpositionObject, after: ExpositionObject, note: Note): void {
  diffAccess(before.access, after.access, note);
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

type Access = ExpositionObject['access'];

function diffAccess(before: Access, after: Access, note: Note): void {
  if (before.type !== after.type) return note(after.type === 'open' ? 'access-opened' : 'access-closed');
  const old = keysOf(before);
  const now = keysOf(after);
  for (const [id, path] of old) if (!now.has(id)) note('access-key-removed', { path });
  for (const [id, path] of now) if (!old.has(id)) note('access-key-added', { path });
}

/** Keys by what they are, as they are shown: a few digits of a hash, or the reference. */
function keysOf(access: Access): Map<string, string> {
  const keys = access.type === 'apiKey' ? access.keys : [];
  return new Map(keys.map((key) => [canonicalText(key), shownKey(key)]));
}

function shownKey(key: ApiKey): string {
  return 'from' in key ? key.from : `sha256 ${key.sha256.slice(0, 8)}…`;
}

function shownTime(milliseconds: number | undefined): string {
  return milliseconds === undefined ? 'the time that the gateway gives' : `${milliseconds} ms`;
}
