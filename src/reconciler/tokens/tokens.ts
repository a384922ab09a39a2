import { createHash } from 'node:crypto';
import { type Clock, problem, type Random } from '../../kernel/index.ts';
import type { Ledger } from '../state/ledger.ts';
import type { State, Token } from '../state/state.ts';
import type { Role } from '../store/records.ts';
import { tokenNameTaken, tokenUnknown } from './problems.ts';

export const validities = [1, 7, 30, 90] as const;
export type ValidityDays = (typeof validities)[number];

const day = 24 * 60 * 60 * 1000;

export interface NewToken {
  readonly organization: string;
  readonly name: string;
  readonly role: Role;
  readonly validityDays: ValidityDays;
  readonly gatewayIds?: readonly string[];
  readonly groups?: readonly string[];
  readonly author: string;
}

/** What a token text gives: a token, or why it gives none. */
export type Verification =
  | { readonly type: 'valid'; readonly token: Token }
  | { readonly type: 'unknown' }
  | { readonly type: 'expired'; readonly token: Token }
  | { readonly type: 'revoked'; readonly token: Token };

/** Who uses a token and when; kept in memory, because it is no part of what was decided. */
export interface TokenUse {
  readonly lastUsedAt: number;
  readonly gatewayIds: readonly string[];
}

/** `<organization>-<43 characters of base64url>`: 32 random bytes that are shown once and kept as a hash. */
export function tokenText(organization: string, random: Random): string {
  return `${organization}-${Buffer.from(random.bytes(32)).toString('base64url')}`;
}

export function hashOfToken(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Looks a token up by its hash, so that comparing takes the same time whatever is presented. */
export function verifyToken(text: string, state: State, now: number): Verification {
  const sha256 = hashOfToken(text);
  for (const token of state.tokens.values()) {
    if (token.sha256 !== sha256) continue;
    if (token.revoked) return { type: 'revoked', token };
    return now < token.expiresAt ? { type: 'valid', token } : { type: 'expired', token };
  }
  return { type: 'unknown' };
}

/** Makes a token and returns its text, which cannot be had again. `text` is one that is known somewhere already. */
export async function createToken(
  ledger: Ledger,
  wanted: NewToken,
  { clock, random }: { clock: Clock; random: Random },
  text: string = tokenText(wanted.organization, random),
): Promise<{ text: string; token: Token }> {
  const id = Buffer.from(random.bytes(8)).toString('hex');
  const { organization, name, role, author } = wanted;
  await ledger.commit((state) => {
    const now = clock.now();
    const taken = [...state.tokens.values()].some(
      (token) =>
        token.organization === organization && token.name === name && !token.revoked && token.expiresAt > now,
    );
    if (taken) throw problem(tokenNameTaken, { name });
    const record = {
      type: 'token' as const,
      id,
      organization,
      name,
      role,
      sha256: hashOfToken(text),
      expiresAt: now + wanted.validityDays * day,
      ...(wanted.gatewayIds === undefined ? {} : { gatewayIds: [...wanted.gatewayIds] }),
      ...(wanted.groups === undefined ? {} : { groups: [...wanted.groups] }),
      author,
    };
    return { records: [record], result: undefined };
  });
  return { text, token: ledger.state().tokens.get(id) as Token };
}

/** Makes a successor with the same rights and as long a life. The old one goes on until it expires or is revoked. */
export async function renewToken(
  ledger: Ledger,
  organization: string,
  nameOrId: string,
  author: string,
  { clock, random }: { clock: Clock; random: Random },
): Promise<{ text: string; token: Token }> {
  const text = tokenText(organization, random);
  const id = Buffer.from(random.bytes(8)).toString('hex');
  await ledger.commit((state) => {
    const old = findToken(state, organization, nameOrId, clock.now());
    const { createdAt, revoked: _revoked, expiresAt, ...kept } = old;
    const life = expiresAt - createdAt;
    const record = {
      ...kept,
      id,
      sha256: hashOfToken(text),
      expiresAt: clock.now() + life,
      renews: old.id,
      author,
    };
    return { records: [record], result: undefined };
  });
  return { text, token: ledger.state().tokens.get(id) as Token };
}

export async function revokeToken(
  ledger: Ledger,
  organization: string,
  nameOrId: string,
  author: string,
  clock: Clock,
): Promise<Token[]> {
  return ledger.commit((state) => {
    const byId = state.tokens.get(nameOrId);
    const tokens =
      byId?.organization === organization
        ? [byId]
        : [...state.tokens.values()].filter(
            (token) => token.organization === organization && token.name === nameOrId && !token.revoked,
          );
    if (tokens.length === 0) throw problem(tokenUnknown, { name: nameOrId });
    const alive = tokens.filter((token) => token.expiresAt > clock.now());
    const records = tokens.map(({ id }) => ({ type: 'token-revoked' as const, id, author }));
    return { records, result: alive };
  });
}

/** The newest usable token of this name, or the one with this id. */
function findToken(state: State, organization: string, nameOrId: string, now: number): Token {
  const candidates = [...state.tokens.values()].filter(
    (token) =>
      token.organization === organization &&
      !token.revoked &&
      token.expiresAt > now &&
      (token.id === nameOrId || token.name === nameOrId),
  );
  const newest = candidates.sort((a, b) => b.createdAt - a.createdAt)[0];
  if (newest === undefined) throw problem(tokenUnknown, { name: nameOrId });
  return newest;
}
