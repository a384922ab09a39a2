import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Clock, silentLog, systemClock, systemRandom } from '../../../src/kernel/index.ts';
import { openFileStore, type Store } from '../../../src/reconciler/index.ts';
import { type Ledger, openLedger } from '../../../src/reconciler/state/ledger.ts';
import { tokenDesk } from '../../../src/reconciler/tokens/desk.ts';
import {
  createToken,
  type NewToken,
  renewToken,
  revokeToken,
  verifyToken,
} from '../../../src/reconciler/tokens/tokens.ts';

const day = 24 * 60 * 60 * 1000;

let directory: string;
let store: Store;
let ledger: Ledger;
let now: number;
/** Nothing but the time of day is moved: timers of the store go on as ever. */
const clock: Clock = { ...systemClock, now: () => now };
const ports = { clock, random: systemRandom };

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'reshapr-tokens-'));
  now = 1_700_000_000_000;
  store = await openFileStore({ directory, clock, log: silentLog });
  ledger = await openLedger(store);
});
afterEach(async () => {
  await store.close();
  await rm(directory, { recursive: true, force: true });
});

const wanted: NewToken = {
  organization: 'acme',
  name: 'edge',
  role: 'gateway',
  validityDays: 7,
  gatewayIds: ['edge-1'],
  groups: ['dev'],
  author: 'ada',
};

const make = (changes: Partial<NewToken> = {}) => createToken(ledger, { ...wanted, ...changes }, ports);
const verified = (text: string) => verifyToken(text, ledger.state(), clock.now()).type;

describe('a token', () => {
  it('is the organization and 32 random bytes, and only its hash is kept', async () => {
    const { text, token } = await make();
    expect(text).toMatch(/^acme-[A-Za-z0-9_-]{43}$/);
    expect(token).toMatchObject({ name: 'edge', role: 'gateway', gatewayIds: ['edge-1'], groups: ['dev'] });
    const journal = await readFile(join(directory, 'journal.jsonl'), 'utf8');
    expect(journal).toContain(token.sha256);
    expect(journal).not.toContain(text.slice('acme-'.length));
  });

  it('is valid to the end of its days and not a millisecond longer', async () => {
    const { text } = await make();
    now += 7 * day - 1;
    expect(verified(text)).toBe('valid');
    now += 1;
    expect(verified(text)).toBe('expired');
  });

  it.each([
    ['another secret', (text: string) => `${text.slice(0, -1)}${text.endsWith('A') ? 'B' : 'A'}`],
    ['another organization', (text: string) => text.replace('acme', 'globex')],
    ['a part of it', (text: string) => text.slice(0, -1)],
    ['nothing', () => ''],
    ['its hash', () => ledger.state().tokens.values().next().value?.sha256 ?? ''],
  ])('is unknown with %s', async (_, changed) => {
    const { text } = await make();
    expect(verified(changed(text))).toBe('unknown');
  });

  it('is revoked by name or by id, also after a new start', async () => {
    const byName = await make({ name: 'one' });
    const byId = await make({ name: 'two' });
    await revokeToken(ledger, 'acme', 'one', 'ada', clock);
    await revokeToken(ledger, 'acme', byId.token.id, 'ada', clock);
    expect([verified(byName.text), verified(byId.text)]).toEqual(['revoked', 'revoked']);
    const again = await openLedger(store);
    expect(verifyToken(byName.text, again.state(), clock.now()).type).toBe('revoked');
  });

  it('of another organization cannot be revoked, renewed or hidden by a name', async () => {
    const { text, token } = await make({ organization: 'globex' });
    for (const name of ['edge', token.id]) {
      await expect(revokeToken(ledger, 'acme', name, 'eve', clock)).rejects.toMatchObject({
        code: 'RSH8012',
      });
      await expect(renewToken(ledger, 'acme', name, 'eve', ports)).rejects.toMatchObject({ code: 'RSH8012' });
    }
    await make();
    expect(verified(text)).toBe('valid');
  });

  it('has a name that no other living token of the organization has', async () => {
    await make();
    await expect(make()).rejects.toMatchObject({ code: 'RSH8011' });
    await revokeToken(ledger, 'acme', 'edge', 'ada', clock);
    await make();
    now += 8 * day;
    await make();
  });
});

describe('a renewed token', () => {
  it('has a successor with the same rights and as long a life, and goes on beside it', async () => {
    const old = await make();
    now += 3 * day;
    const fresh = await renewToken(ledger, 'acme', 'edge', 'bob', ports);
    const { role, gatewayIds, groups, name } = old.token;
    expect(fresh.token).toMatchObject({
      role,
      gatewayIds,
      groups,
      name,
      renews: old.token.id,
      author: 'bob',
    });
    expect(fresh.token.expiresAt - clock.now()).toBe(7 * day);
    expect([verified(old.text), verified(fresh.text)]).toEqual(['valid', 'valid']);
    now += 4 * day;
    expect([verified(old.text), verified(fresh.text)]).toEqual(['expired', 'valid']);
  });

  it('is revoked together with its successor by their name', async () => {
    const old = await make();
    const fresh = await renewToken(ledger, 'acme', 'edge', 'ada', ports);
    await revokeToken(ledger, 'acme', 'edge', 'ada', clock);
    expect([verified(old.text), verified(fresh.text)]).toEqual(['revoked', 'revoked']);
  });

  it('cannot be one that is over', async () => {
    await make();
    now += 8 * day;
    await expect(renewToken(ledger, 'acme', 'edge', 'ada', ports)).rejects.toMatchObject({ code: 'RSH8012' });
  });
});

describe('the desk', () => {
  it.each([
    [undefined, 'unknown', 'no API token was presented'],
    ['Bearer x', 'unknown', 'no API token was presented'],
    ['ApiToken acme-x', 'unknown', 'the API token is not known here'],
  ])('answers %j', (presented, type, message) => {
    expect(tokenDesk(ledger, clock).present(presented)).toEqual({ type, message });
  });

  it('never says more of a token than its name and its end', async () => {
    const { text } = await make();
    const desk = tokenDesk(ledger, clock);
    now += 8 * day;
    const expired = desk.present(`ApiToken ${text}`);
    expect(expired).toEqual({
      type: 'expired',
      message: `the API token 'edge' expired at ${new Date(clock.now() - day).toISOString()}`,
    });
    await make({ name: 'gone' }).then(() => revokeToken(ledger, 'acme', 'gone', 'ada', clock));
    expect(JSON.stringify(desk)).not.toContain(text);
  });

  it('remembers who used a token last, and when', () => {
    const desk = tokenDesk(ledger, clock);
    desk.used('id', 'b');
    now += 5;
    desk.used('id', 'a');
    desk.used('id', undefined);
    expect(desk.useOf('id')).toEqual({ lastUsedAt: clock.now(), gatewayIds: ['a', 'b'] });
    expect(desk.useOf('other')).toBeUndefined();
  });
});
