import type { ExpositionObject } from '../objects/exposition.ts';
import type { HeaderPolicy } from '../objects/header-policy.ts';
import type { Note } from './change.ts';
import { isEqual } from './schemas/comparison.ts';
import { shownUrl } from './shown-url.ts';
import type { Surface } from './surface.ts';

type Compared = Pick<Surface, 'exposition' | 'credential'>;

/** What differs in what answers the calls of an endpoint; who may call it is in `diffAccess`. */
export function diffExposition(old: Compared, now: Compared, note: Note): void {
  const [before, after] = [old.exposition, now.exposition];
  const was = before.backend;
  const is = after.backend;
  if (was.endpoint !== is.endpoint)
    note('backend-moved', { was: shownUrl(was.endpoint), is: shownUrl(is.endpoint) });
  if (!isEqual(was.secret, is.secret) || old.credential !== now.credential)
    note('backend-credential-changed');
  if (was.timeoutMs !== is.timeoutMs) {
    const isShorter = (is.timeoutMs ?? Infinity) < (was.timeoutMs ?? Infinity);
    note(isShorter ? 'backend-timeout-shortened' : 'backend-timeout-lengthened', {
      was: shownTime(was.timeoutMs),
      is: shownTime(is.timeoutMs),
    });
  }
  diffRetries(was.retry, is.retry, note);
  diffHeaders(was.headers, is.headers, note);
  diffLimit(before.rateLimit, after.rateLimit, note);
  const [pagesBefore, pagesNow] = [before.cors?.origins ?? [], after.cors?.origins ?? []];
  for (const path of without(pagesNow, pagesBefore)) note('page-origin-added', { path: shownOrigin(path) });
  for (const path of without(pagesBefore, pagesNow)) note('page-origin-removed', { path: shownOrigin(path) });
  if (before.audit !== after.audit) note(after.audit ? 'audit-started' : 'audit-stopped');
  if (!isEqual(before.cache, after.cache)) note('cache-hints-changed');
}

function shownOrigin(origin: string): string {
  return origin === '*' ? 'every origin' : origin;
}

type Limit = ExpositionObject['rateLimit'];

function diffLimit(was: Limit, is: Limit, note: Note): void {
  const detail = { was: shownLimit(was), is: shownLimit(is) };
  if (detail.was === detail.is) return;
  if (was !== undefined && is !== undefined && was.per !== is.per)
    return note('rate-limit-counted-otherwise', detail);
  const [old, now] = [rateOf(was), rateOf(is)];
  const isTighter = now.calls < old.calls || now.perSecond < old.perSecond;
  note(isTighter ? 'rate-limit-tightened' : 'rate-limit-loosened', detail);
}

function rateOf(limit: Limit): { readonly calls: number; readonly perSecond: number } {
  if (limit === undefined) return { calls: Infinity, perSecond: Infinity };
  return { calls: limit.calls, perSecond: limit.calls / limit.periodMs };
}

function shownLimit(limit: Limit): string {
  if (limit === undefined) return 'as many as there are';
  return `${limit.calls} in ${limit.periodMs} ms per ${limit.per}`;
}

type Retry = ExpositionObject['backend']['retry'];

function diffRetries(before: Retry, after: Retry, note: Note): void {
  const [was, is] = [before?.attempts ?? 1, after?.attempts ?? 1];
  const detail = { was: String(was), is: String(is) };
  if (is < was) note('backend-retries-reduced', detail);
  else if (is > was) note('backend-retries-raised', detail);
  else if (before?.backoffMs !== after?.backoffMs) note('backend-backoff-changed');
}

function diffHeaders(was: HeaderPolicy = {}, is: HeaderPolicy = {}, note: Note): void {
  const [sentBefore, sentNow] = [shownPasses(was.request), shownPasses(is.request)];
  const [toldBefore, toldNow] = [was.withheld ?? [], is.withheld ?? []];
  for (const path of [...without(sentNow, sentBefore), ...without(toldBefore, toldNow)])
    note('backend-header-added', { path });
  for (const path of [...without(sentBefore, sentNow), ...without(toldNow, toldBefore)])
    note('backend-header-removed', { path });
  const [answeredBefore, answeredNow] = [shownPasses(was.response), shownPasses(is.response)];
  for (const path of without(answeredNow, answeredBefore)) note('answer-header-added', { path });
  for (const path of without(answeredBefore, answeredNow)) note('answer-header-removed', { path });
}

function shownPasses(passes: HeaderPolicy['request'] = []): string[] {
  return passes.map(({ from, to }) => (from === to ? from : `${from} (as ${to})`));
}

function without(all: readonly string[], other: readonly string[]): string[] {
  return all.filter((each) => !other.includes(each));
}

function shownTime(milliseconds: number | undefined): string {
  return milliseconds === undefined ? 'the time that the gateway gives' : `${milliseconds} ms`;
}
