import { distance } from 'fastest-levenshtein';

/** The candidates nearest to a mistyped name, best first, at most three; empty when nothing is near. */
export function nearest(name: string, candidates: Iterable<string>): string[] {
  const limit = Math.max(2, Math.floor(name.length * 0.4));
  const scored: { candidate: string; away: number }[] = [];
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) > limit) continue;
    const away = distance(name.toLowerCase(), candidate.toLowerCase());
    if (away <= limit) scored.push({ candidate, away });
  }
  return scored
    .sort((a, b) => a.away - b.away || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** `did you mean 'a' or 'b'?`, or undefined when nothing is near. */
export function didYouMean(name: string, candidates: Iterable<string>): string | undefined {
  const names = nearest(name, candidates).map((candidate) => `'${candidate}'`);
  const last = names.pop();
  if (last === undefined) return undefined;
  return `did you mean ${names.length > 0 ? `${names.join(', ')} or ` : ''}${last}?`;
}
