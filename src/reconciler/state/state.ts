import type { RevisionRecord, TokenRecord } from '../store/records.ts';
import type { Journaled } from '../store/store.ts';

/** A revision with when it was applied (milliseconds since 1970). */
export type Revision = RevisionRecord & { readonly at: number };

export type Token = TokenRecord & { readonly createdAt: number; readonly revoked: boolean };

/** A header that was signed; a chain, newest first, so that a step costs no copy. */
export interface SignedHeader {
  readonly sequence: number;
  readonly view: string | undefined;
  readonly before: SignedHeader | undefined;
}

export interface OrganizationState {
  /** In order of their sequence. */
  readonly revisions: readonly Revision[];
  /** Source → the revision that is its head. */
  readonly heads: ReadonlyMap<string, Revision>;
  /** Source → exposition id → the revision that added it. */
  readonly since: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** The highest sequence that a header was signed with. */
  readonly signed: number;
  readonly headers: SignedHeader | undefined;
  /** Source → the snapshot that git sync leaves alone. */
  readonly held: ReadonlyMap<string, string>;
}

/** Everything that follows from the journal. */
export interface State {
  /** Position after the last record that was read. */
  readonly position: number;
  readonly epoch: number;
  readonly organizations: ReadonlyMap<string, OrganizationState>;
  readonly tokens: ReadonlyMap<string, Token>;
}

export const emptyState: State = { position: 0, epoch: 0, organizations: new Map(), tokens: new Map() };

export const emptyOrganization: OrganizationState = {
  revisions: [],
  heads: new Map(),
  since: new Map(),
  signed: 0,
  headers: undefined,
  held: new Map(),
};

export function organizationOf(state: State, name: string): OrganizationState {
  return state.organizations.get(name) ?? emptyOrganization;
}

/** The state after more of the journal. Pure, and the same on every replica that reads the same journal. */
export function replay(state: State, entries: readonly Journaled[]): State {
  return entries.reduce(step, state);
}

function step(state: State, { position, at, record }: Journaled): State {
  const next = { ...state, position: position + 1 };
  switch (record.type) {
    case 'installed':
      return { ...next, epoch: record.epoch };
    case 'token':
      return withToken(next, { ...record, createdAt: at, revoked: false });
    case 'token-revoked': {
      const token = state.tokens.get(record.id);
      return token === undefined ? next : withToken(next, { ...token, revoked: true });
    }
    case 'revision': {
      const revision: Revision = { ...record, at };
      return withOrganization(next, record.organization, ({ revisions, heads, since, ...rest }) => ({
        ...rest,
        revisions: [...revisions, revision],
        heads: new Map(heads).set(record.source, revision),
        since: new Map(since).set(record.source, sinceAfter(since.get(record.source), record)),
      }));
    }
    case 'signed':
      return withOrganization(next, record.organization, (organization) => ({
        ...organization,
        signed: Math.max(organization.signed, record.sequence),
        headers: { sequence: record.sequence, view: record.view, before: organization.headers },
      }));
    case 'held':
      return withOrganization(next, record.organization, ({ held, ...rest }) => {
        const after = new Map(held);
        if (record.snapshot === undefined) after.delete(record.source);
        else after.set(record.source, record.snapshot);
        return { ...rest, held: after };
      });
  }
}

/** Exposition ids of a source with the revision that added each, after one more revision. */
export function sinceAfter(
  before: ReadonlyMap<string, number> | undefined,
  { since, gone }: Pick<RevisionRecord, 'since' | 'gone'>,
): Map<string, number> {
  const after = new Map(before);
  for (const id of gone) after.delete(id);
  for (const [id, sequence] of Object.entries(since)) after.set(id, sequence);
  return after;
}

function withToken(state: State, token: Token): State {
  return { ...state, tokens: new Map(state.tokens).set(token.id, token) };
}

function withOrganization(
  state: State,
  name: string,
  change: (organization: OrganizationState) => OrganizationState,
): State {
  const organizations = new Map(state.organizations);
  organizations.set(name, change(organizationOf(state, name)));
  return { ...state, organizations };
}
