import { describe, expect, it } from 'vitest';
import { type Flow, ticketsOf } from '../../../src/gateway/elicitation/tickets.ts';
import { sealWith } from '../../../src/gateway/mcp/seal.ts';
import { systemRandom as random } from '../../../src/kernel/index.ts';
import { manualClock } from '../mcp/support/manual-clock.ts';

const clock = manualClock();
const keys = [random.bytes(32)] as const;
const page = sealWith([keys[0]], 'page', random);
const flow = sealWith([keys[0]], 'flow', random);
const tickets = ticketsOf({ page, flow }, { clock, random });
const issue = (owner = 'alice') => tickets.issue({ surfaceId: 's', key: 'k', owner, subject: owner });

function flowOf(text: string): Flow {
  const ticket = tickets.open(text);
  if (ticket === undefined) throw new Error('no ticket');
  return { ticket, verifier: 'v', browser: 'b', redirectUri: 'https://mcp.example.com/elicitation/callback' };
}

describe('a ticket', () => {
  it('opens as it was issued, until it is used', () => {
    const { text, nonce } = issue();
    const ticket = tickets.open(text);
    expect(ticket).toMatchObject({ nonce, surfaceId: 's', key: 'k', owner: 'alice' });
    if (ticket === undefined) return;
    expect(tickets.use(ticket)).toBe(true);
    expect(tickets.use(ticket)).toBe(false);
    expect(tickets.open(text)).toBeUndefined();
  });

  it('ends after ten minutes, with the flow that began with it', () => {
    const { text } = issue();
    const state = tickets.sealFlow(flowOf(text));
    clock.advance(10 * 60_000 - 1);
    expect([tickets.open(text), tickets.openFlow(state)]).not.toContain(undefined);
    clock.advance(1);
    expect([tickets.open(text), tickets.openFlow(state)]).toEqual([undefined, undefined]);
  });

  it('uses up the flow that began with it, and the other way round', () => {
    const { text } = issue();
    const states = [tickets.sealFlow(flowOf(text)), tickets.sealFlow(flowOf(text))];
    const first = tickets.openFlow(String(states[0]));
    if (first === undefined) throw new Error('no flow');
    expect(tickets.use(first.ticket)).toBe(true);
    expect([tickets.openFlow(String(states[1])), tickets.open(text)]).toEqual([undefined, undefined]);
  });

  it.each<[string, () => string]>([
    ['nothing', () => ''],
    ['what nobody sealed', () => 'A'.repeat(200)],
    ['one that was changed', () => issue().text.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'))],
    ['one that was cut', () => issue().text.slice(0, -4)],
    ['a flow', () => tickets.sealFlow(flowOf(issue().text))],
    [
      'one of other keys',
      () =>
        ticketsOf({ page: sealWith([random.bytes(32)], 'page', random), flow }, { clock, random }).issue({
          surfaceId: 's',
          key: 'k',
          owner: 'alice',
          subject: 'alice',
        }).text,
    ],
  ])('is not %s', (_, text) => {
    expect(tickets.open(text())).toBeUndefined();
  });

  it('is no flow', () => {
    expect(tickets.openFlow(issue().text)).toBeUndefined();
  });
});
