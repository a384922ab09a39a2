import ansis from 'ansis';
import type { Io } from '../io.ts';

/** How many things take long enough that a person wonders. */
const many = 1_000;

/** Says what is under way, to a person who would otherwise see nothing for a while. */
export function announce(io: Io, doing: string, things: number, what: string): void {
  if (io.console.interactive && things >= many) io.console.err(ansis.dim(`${doing} ${things} ${what}…`));
}
