import type { RevisionRecord, TokenRecord } from '../store/records.ts';
import type { Journaled } from '../store/store.ts';
import { type Outcome, type Rollout, withEnd, withWave } from './rollout.ts';
import type { Taking } from './taken.ts';

/** A revision with when it was applied (milliseconds since 1970) and what became of it. */
export type Revision = RevisionRecord & { readonly at: number; readonly outcome: Outcome };

export type Token = TokenRecord & { readonly createdAt: number; readonly revoked: boolean };

/** The right to change an organization. */
export interface Lease {
  readonly fence: number;
  readonly holder: string;
  readonly purpose: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly expiresAt: number;
}

/** A header that was signed; a chain, newest first, so that a step costs no copy. */
export interface SignedHeader {
  readonly sequence: number;
  readonly view: string | undefined;
  readonly before: SignedHeader | undefined;
}

export interface OrganizationState {
  /** In order of their sequence. */
  readonly revisions: readonly Revision[];
  /** Source → the revision that is its head: the last one that was rolled out. */
  readonly heads: ReadonlyMap<string, Revision>;
  /** The sequence of the last revision that was rolled out; 0 before the first. */
  readonly deployed: number;
  /** The one that gateways are being moved to. */
  readonly rollout: Rollout | undefined;
  /** Source → exposition id → the revision that added it. */
  readonly since: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Source → what others took over from it, as `<kind>/<name>`. */
  readonly taken: ReadonlyMap<string, ReadonlyMap<string, Taking>>;
  /** The highest sequence that a header was signed with. */
  readonly signed: number;
  readonly headers: SignedHeader | undefined;
  /** Source → the snapshot that git sync leaves alone. */
  readonly held: ReadonlyMap<string, string>;
  /** It may have expired. */
  readonly lease: Lease | undefined;
  /** Of the last lease; 0 before the first. */
  readonly fence: number;
}

/** Everything that follows from the journal. */
export interface State {
  /** Position after the last record that was read. */
  readonly position: number;
  /** Of the store. */
  readonly format: number;
  readonly epoch: number;
  readonly organizations: ReadonlyMap<string, OrganizationState>;
  readonly tokens: ReadonlyMap<string, Token>;
}

export const emptyState: State = {
  position: 0,
  format: 0,
  epoch: 0,
  organizations: new Map(),
  tokens: new Map(),
};

export const emptyOrganization: OrganizationState = {
  revisions: [],
  heads: new Map(),
  deployed: 0,
  rollout: undefined,
  since: new Map(),
  taken: new Map(),
  signed: 0,
  headers: undefined,
  held: new Map(),
  lease: undefined,
  fence: 0,
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
      return { ...next, format: record.version, epoch: record.epoch };
    case 'migrated':
      return { ...next, format: record.version };
    case 'recovered':
      return { ...next, epoch: record.epoch };
    case 'verdict':
      return next;
    case 'token':
      return withToken(next, { ...record, createdAt: at, revoked: false });
    case 'token-revoked': {
      const token = state.tokens.get(record.id);
      return token === undefined ? next : withToken(next, { ...token, revoked: true });
    }
    case 'revision':
      return withOrganization(next, record.organization, (organization) =>
        withRevision(organization, record, at),
      );
    case 'wave':
      return withOrganization(next, record.organization, (organization) =>
        withWave(organization, record, at),
      );
    case 'rollout-ended':
      return withOrganization(next, record.organization, (organization) => withEnd(organization, record, at));
    case 'signed':
      return withOrganization(next, record.organization, (organization) => ({
        ...organization,
        signed: Math.max(organization.signed, record.sequence),
        headers: { sequence: record.sequence, view: record.view, before: organization.headers },
      }));
    case 'lease': {
      const { fence, holder, purpose, expiresAt } = record;
      const lease: Lease = { fence, holder, purpose, since: at, expiresAt };
      return withOrganization(next, record.organization, (organization) => ({
        ...organization,
        lease,
        fence,
      }));
    }
    case 'lease-ended':
      return withOrganization(next, record.organization, (organization) =>
        organization.lease?.fence === record.fence ? { ...organization, lease: undefined } : organization,
      );
    case 'held':
      return withOrganization(next, record.organization, ({ held, ...rest }) => {
        const after = new Map(held);
        if (record.snapshot === undefined) after.delete(record.source);
        else after.set(record.source, record.snapshot);
        return { ...rest, held: after };
      });
  }
}

function withRevision(
  organization: OrganizationState,
  record: RevisionRecord,
  at: number,
): OrganizationState {
  const revision: Revision = { ...record, at, outcome: { type: 'rolling' } };
  const added = {
    ...organization,
    revisions: [...organization.revisions, revision],
    rollout: { revision, waves: [], moved: new Set<string>() },
  };
  if (record.rollout !== undefined) return added;
  const { organization: name, sequence } = record;
  const over = {
    type: 'rollout-ended',
    organization: name,
    revision: sequence,
    outcome: 'completed',
  } as const;
  return withEnd(added, { ...over, active: [], others: [] }, at);
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
