import { faults } from './faults/faults.ts';
import type { Outcome } from './schedule.ts';

/** What many schedules have come to. */
export interface Summary {
  schedules: number;
  beats: number;
  messages: number;
  mostMessages: number;
  views: number;
  /** Milliseconds of simulated time from the last change to rest, of all and of the longest. */
  rest: number;
  longestRest: number;
  readonly faults: Record<string, number>;
}

export function emptySummary(): Summary {
  const counts = Object.fromEntries(Object.keys(faults).map((kind) => [kind, 0]));
  const zero = { schedules: 0, beats: 0, messages: 0, mostMessages: 0, views: 0, rest: 0, longestRest: 0 };
  return { ...zero, faults: counts };
}

export function count(sum: Summary, outcome: Outcome): void {
  sum.schedules++;
  sum.beats += outcome.messages.beats;
  sum.messages += outcome.messages.others;
  sum.mostMessages = Math.max(sum.mostMessages, outcome.messages.others);
  sum.views += outcome.viewsSent;
  sum.rest += outcome.restAfter;
  sum.longestRest = Math.max(sum.longestRest, outcome.restAfter);
  for (const kind of outcome.faults) sum.faults[kind] = (sum.faults[kind] ?? 0) + 1;
}

export function together(sums: readonly Summary[]): Summary {
  const all = emptySummary();
  for (const sum of sums) {
    all.schedules += sum.schedules;
    all.beats += sum.beats;
    all.messages += sum.messages;
    all.mostMessages = Math.max(all.mostMessages, sum.mostMessages);
    all.views += sum.views;
    all.rest += sum.rest;
    all.longestRest = Math.max(all.longestRest, sum.longestRest);
    for (const [kind, number] of Object.entries(sum.faults))
      all.faults[kind] = (all.faults[kind] ?? 0) + number;
  }
  return all;
}

export function show(sum: Summary): string {
  const kinds = Object.entries(sum.faults);
  return [
    `${sum.schedules} schedules, each of 3 gateways, 5 revisions (one a rollback) and 10 faults; all came to rest`,
    `messages: ${sum.messages} (at most ${sum.mostMessages} in a schedule), and ${sum.beats} beats and acknowledgements`,
    `views sent: ${sum.views}; rest ${seconds(sum.rest / sum.schedules)} after the last change, at most ${seconds(sum.longestRest)}`,
    `${kinds.length} kinds of fault: ${kinds.map(([kind, number]) => `${kind} ${number}`).join(', ')}`,
  ].join('\n');
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(0)} s`;
}
