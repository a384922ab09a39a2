import { canonicalText } from '../canonical.ts';
import type { AccessObject } from '../objects/access.ts';
import type { ApiKey, ExpositionObject } from '../objects/exposition.ts';
import type { Note } from './change.ts';
import type { ChangeName } from './change-kinds.ts';
import type { Surface } from './surface.ts';

type Callers = ExpositionObject['access'];

/** What differs in who may call an endpoint; what single tools need is in `diffToolScopes`. */
export function diffAccess(before: Surface, after: Surface, note: Note): void {
  const was = before.exposition.access;
  const is = after.exposition.access;
  if (was.type !== is.type) return diffTypes(was, is, note);
  diffKeys(was, is, note);
  if (before.access !== undefined && after.access !== undefined)
    diffTokens(before.access, after.access, note);
}

function diffTypes(was: Callers, is: Callers, note: Note): void {
  if (is.type === 'open') return note('access-opened', { was: credentialOf[was.type] });
  note(is.type === 'apiKey' ? 'access-closed' : 'access-token-needed');
}

const credentialOf = { open: 'credential', apiKey: 'API key', oauth2: 'token' } as const;

function diffKeys(before: Callers, after: Callers, note: Note): void {
  const old = keysOf(before);
  const now = keysOf(after);
  for (const [id, path] of old) if (!now.has(id)) note('access-key-removed', { path });
  for (const [id, path] of now) if (!old.has(id)) note('access-key-added', { path });
}

/** Keys by what they are, as they are shown: a few digits of a hash, or the reference. */
function keysOf(access: Callers): Map<string, string> {
  const keys = access.type === 'apiKey' ? access.keys : [];
  return new Map(keys.map((key) => [canonicalText(key), shownKey(key)]));
}

function shownKey(key: ApiKey): string {
  return 'from' in key ? key.from : `sha256 ${key.sha256.slice(0, 8)}…`;
}

function diffTokens(was: AccessObject, is: AccessObject, note: Note): void {
  diffLists(was.issuers, is.issuers, 'access-issuer', note);
  if (was.jwksUri !== is.jwksUri)
    note('access-keys-moved', { was: was.jwksUri ?? 'each issuer', is: is.jwksUri ?? 'each issuer' });
  diffAlgorithms(was.algorithms, is.algorithms, note);
  diffLists(was.scopes, is.scopes, 'access-scope', note);
  if (was.anyAudience !== is.anyAudience)
    return note(is.anyAudience ? 'access-audience-unchecked' : 'access-audience-checked');
  // Where no audience is looked at it does not matter which ones are named.
  if (!is.anyAudience) diffLists(was.audiences, is.audiences, 'access-audience', note);
}

/** Without a list all are accepted that the gateway knows. */
function diffAlgorithms(
  was: readonly string[] | undefined,
  is: readonly string[] | undefined,
  note: Note,
): void {
  if (was !== undefined && is !== undefined) return diffLists(was, is, 'access-algorithm', note);
  if (was === undefined && is !== undefined)
    note('access-algorithm-removed', { path: `other than ${is.join(', ')}` });
  if (was !== undefined && is === undefined)
    note('access-algorithm-added', { path: `other than ${was.join(', ')}` });
}

type Listed = 'access-issuer' | 'access-algorithm' | 'access-scope' | 'access-audience';

function diffLists(
  before: readonly string[] = [],
  after: readonly string[] = [],
  what: Listed,
  note: Note,
): void {
  const removed: ChangeName = `${what}-removed`;
  const added: ChangeName = `${what}-added`;
  for (const path of before) if (!after.includes(path)) note(removed, { path });
  for (const path of after) if (!before.includes(path)) note(added, { path });
}

/**
 * What differs in the scopes that a call of one tool needs, on an endpoint that asks for tokens. A scope that the whole
 * endpoint asks for, before or after, is said of that.
 */
export function diffToolScopes(tool: string, before: Surface, after: Surface, note: Note): void {
  if (after.access === undefined) return;
  const was = before.access?.permissions?.[tool] ?? [];
  const is = after.access.permissions?.[tool] ?? [];
  const needed = [...was, ...(before.access?.scopes ?? [])];
  const needs = [...is, ...(after.access.scopes ?? [])];
  for (const path of was) if (!needs.includes(path)) note('tool-scope-removed', { path });
  for (const path of is) if (!needed.includes(path)) note('tool-scope-added', { path });
}
