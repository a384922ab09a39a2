import { describe, expect, it } from 'vitest';
import { limitedCalls } from '../../../src/gateway/limits/limited-calls.ts';
import type { CallContext } from '../../../src/gateway/mcp/options.ts';
import type { Surface, Tool } from '../../../src/gateway/surface/surface.ts';
import type { ExpositionObject } from '../../../src/snapshot/index.ts';
import { recordingLog, recordingMetrics } from '../../support/recording-ports.ts';
import { manualClock } from '../mcp/support/manual-clock.ts';

type Access = ExpositionObject['access'];
type Per = NonNullable<ExpositionObject['rateLimit']>['per'];
interface Call {
  readonly id?: string;
  readonly tool?: string;
  readonly address?: string;
  readonly key?: string;
  readonly owner?: string;
  /** Rounds of input that its user was asked for before. */
  readonly rounds?: number;
}

const open: Access = { type: 'open' };
const keyed: Access = { type: 'apiKey', keys: [{ from: '${env:KEY}' }] };
const tokens: Access = { type: 'oauth2', object: 'a' };

/** Calls that a limit of one call in ten seconds meets, one after the other. */
function limited(per: Per | undefined, access: Access = open, most?: number, gateways = 1) {
  const clock = manualClock();
  const log = recordingLog();
  const metrics = recordingMetrics();
  let called = 0;
  const sharesOf = (group: string): number => (group === 'default' ? gateways : 1);
  const parts = { uptime: clock.now, log, metrics, sharesOf, ...(most !== undefined && { most }) };
  const callTool = limitedCalls(() => {
    called++;
    return Promise.resolve({ content: [], isError: false, upstreamMs: 1 });
  }, parts);
  const call = ({ id = 'e', tool = 't', address = '192.0.2.1', key, owner, rounds }: Call) => {
    const rateLimit = per && { calls: 1, periodMs: 10_000, per };
    const surface = { id, exposition: { id, group: 'default', access, rateLimit } } as unknown as Surface;
    const context = {
      signal: new AbortController().signal,
      headers: key === undefined ? {} : { 'x-reshapr-key': key },
      remoteAddress: address,
      grant: owner === undefined ? undefined : { owner },
      input: rounds === undefined ? undefined : { answers: new Map(), rounds },
    } as CallContext;
    return callTool(surface, { name: tool } as Tool, {}, context);
  };
  return { call, clock, log, metrics, called: () => called };
}

describe('two calls at once', () => {
  it.each<[string, Per | undefined, Access, Call, Call, number]>([
    ['no limit', undefined, open, {}, {}, 2],
    ['of an endpoint', 'endpoint', open, { tool: 'a' }, { tool: 'b', address: '192.0.2.2' }, 1],
    ['of two endpoints', 'endpoint', open, {}, { id: 'f' }, 2],
    ['of a tool', 'tool', open, {}, { address: '192.0.2.2' }, 1],
    ['of two tools', 'tool', open, { tool: 'a' }, { tool: 'b' }, 2],
    ['of an address', 'caller', open, {}, { tool: 'b' }, 1],
    ['of two addresses', 'caller', open, {}, { address: '192.0.2.2' }, 2],
    ['of one address in two forms', 'caller', open, {}, { address: '::ffff:192.0.2.1' }, 1],
    ['of one network', 'caller', open, { address: '2001:db8::1' }, { address: '2001:db8::ffff:2' }, 1],
    ['of two networks', 'caller', open, { address: '2001:db8::1' }, { address: '2001:db8:0:1::1' }, 2],
    ['of a key, from two addresses', 'caller', keyed, { key: 'a' }, { key: 'a', address: '192.0.2.2' }, 1],
    ['of two keys', 'caller', keyed, { key: 'a' }, { key: 'b' }, 2],
    ['of one subject', 'caller', tokens, { owner: 'a' }, { owner: 'a', address: '192.0.2.2' }, 1],
    ['of two subjects', 'caller', tokens, { owner: 'a' }, { owner: 'b' }, 2],
    ['of an open endpoint with keys of nobody', 'caller', open, { key: 'a' }, { key: 'b' }, 1],
  ])('%s', async (_, per, access, first, second, passed) => {
    const { call, called } = limited(per, access);
    await call(first);
    expect(await call(second)).toMatchObject({ isError: passed === 1 });
    expect(called()).toBe(passed);
  });
});

it('a call that goes on with the input of its user was counted when it began', async () => {
  const { call, called } = limited('caller');
  await call({});
  expect(await call({ rounds: 1 })).toMatchObject({ isError: false });
  // Input that nobody was asked for comes with a call of its own.
  expect(await call({ rounds: 0 })).toMatchObject({ isError: true });
  expect(called()).toBe(2);
});

it('a refusal says when to come back, and then there is room', async () => {
  const { call, clock, called } = limited('caller');
  await call({});
  clock.advance(2500);
  expect(await call({})).toEqual({
    content: [
      {
        type: 'text',
        text: 'Rate limit exceeded: each caller has 1 call in 10 s. Nothing was called. Try again in 8 s.',
      },
    ],
    isError: true,
    headers: { 'retry-after': '8' },
    upstreamMs: 0,
  });
  clock.advance(8000);
  expect(await call({})).toMatchObject({ isError: false });
  expect(called()).toBe(2);
});

it('callers of one endpoint push nobody out of the table of another', async () => {
  const { call, called } = limited('caller', open, 3);
  await call({ id: 'mine' });
  for (let last = 1; last < 50; last++) await call({ id: 'theirs', address: `192.0.2.${last}` });
  const before = called();
  expect(await call({ id: 'mine' })).toMatchObject({ isError: true });
  expect(called()).toBe(before);
});

it('refusals are counted one by one and logged once in a period, without the caller', async () => {
  const { call, log, metrics } = limited('caller', keyed);
  for (let count = 0; count < 5; count++) await call({ key: 'marker', address: '192.0.2.77' });
  const name = 'reshapr_rate_limited_calls_total';
  expect(metrics.observed).toEqual(
    Array.from({ length: 4 }, () => ({ name, value: 1, labels: { per: 'caller' } })),
  );
  expect(log.lines).toEqual([
    {
      level: 'warn',
      message: 'a rate limit is reached',
      fields: { endpoint: 'e', tool: 't', calls: 1, periodMs: 10_000, per: 'caller', gateways: 1 },
    },
  ]);
});

it('a limit that gateways share lets each call its part as often', async () => {
  const { call, clock, called } = limited('endpoint', open, undefined, 4);
  await call({});
  // One call in ten seconds for all is one in forty for each.
  clock.advance(38_500);
  expect(await call({})).toMatchObject({ isError: true, headers: { 'retry-after': '2' } });
  clock.advance(1_500);
  expect(await call({})).toMatchObject({ isError: false });
  expect(called()).toBe(2);
});
