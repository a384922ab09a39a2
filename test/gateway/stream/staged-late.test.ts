import { expect, it } from 'vitest';
import { stagedLate } from '../../../src/gateway/stream/staged-late.ts';
import type { ToControl } from '../../../src/wire/index.ts';

const verdict = (transaction: number, status: 'staged' | 'active' | 'rejected'): ToControl => ({
  ...{ type: 'verdict', transaction, status, permanent: false, findings: [] },
  view: { epoch: 1, sequence: transaction, digest: 'd' },
});
const beat: ToControl = { type: 'beat', number: 1, active: null, calls: 0, errors: 0 };

it.each([
  {
    what: 'goes unsaid when the outcome follows',
    does: [verdict(1, 'staged'), verdict(1, 'active')],
    sent: ['1 active'],
  },
  {
    what: 'goes unsaid of a view that is rejected then',
    does: [verdict(1, 'staged'), verdict(1, 'rejected')],
    sent: ['1 rejected'],
  },
  {
    what: 'is said when nothing follows before the tick',
    does: [verdict(1, 'staged'), 'tick', verdict(1, 'active')],
    sent: ['1 staged', '1 active'],
  },
  {
    what: 'is said before anything else',
    does: [verdict(1, 'staged'), beat, verdict(1, 'active')],
    sent: ['1 staged', 'beat', '1 active'],
  },
  {
    what: 'is said of each of two',
    does: [verdict(1, 'staged'), verdict(2, 'staged'), 'tick'],
    sent: ['1 staged', '2 staged'],
  },
  { what: 'goes with the stream', does: [verdict(1, 'staged'), 'drop', 'tick', beat], sent: ['beat'] },
] as const)('that a view is staged $what', ({ does, sent }) => {
  const heard: string[] = [];
  const outgoing = stagedLate((message) =>
    heard.push(message.type === 'verdict' ? `${message.transaction} ${message.status}` : message.type),
  );
  for (const each of does) {
    if (each === 'tick') outgoing.tick();
    else if (each === 'drop') outgoing.drop();
    else outgoing.send(each);
  }
  expect(heard).toEqual(sent);
});
