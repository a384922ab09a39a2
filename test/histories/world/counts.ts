import { guards } from '../model/judge.ts';
import { edits } from './edits.ts';

export type Counts = Record<string, number>;

export function addCounts(sum: Counts, more: Readonly<Counts>): void {
  for (const [what, number] of Object.entries(more)) sum[what] = (sum[what] ?? 0) + number;
}

/** The share of each edit in all of them. */
function shares(counts: Readonly<Counts>): Counts {
  const all = edits.reduce((sum, edit) => sum + (counts[edit] ?? 0), 0);
  return Object.fromEntries(edits.map((edit) => [edit, (counts[edit] ?? 0) / Math.max(1, all)]));
}

/** How often each edit happened, and what came of it in brackets. */
export function showCounts(counts: Readonly<Counts>): string {
  const share = shares(counts);
  return Object.entries(counts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([what, number]) => {
      const part = share[what];
      return `  ${what}: ${number}${part === undefined ? '' : ` (${(100 * part).toFixed(1)} %)`}`;
    })
    .join('\n');
}

/** Edits that are less than a twentieth of all: what they break might not be found. */
export function tooRare(counts: Readonly<Counts>): string[] {
  return Object.entries(shares(counts)).flatMap(([edit, share]) => (share < 0.05 ? [edit] : []));
}

/** Guards that no plan came upon. */
export function neverSeen(counts: Readonly<Counts>): string[] {
  return guards.filter((guard) => counts[`(blocked) ${guard}`] === undefined);
}
