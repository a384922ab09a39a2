import type { Subject } from './subjects.ts';

/** What one subject did at one number of connections: the medians of all rounds. */
export interface Cell {
  readonly name: string;
  readonly is: Subject['is'] | 'backend';
  readonly connections: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Microseconds of processors for one call; NaN where it is not known. */
  readonly processor: number;
}

/** The least share of the backend's own rate that a floor must have to be one. */
const leastShare = 0.15;

/** Each bar of the project, with what was measured, at each number of connections. */
export function verdicts(cells: readonly Cell[]): string[] {
  return [...new Set(cells.map(({ connections }) => connections))].flatMap((connections) => {
    const here = cells.filter((cell) => cell.connections === connections);
    const [backend] = here.filter(({ is }) => is === 'backend');
    const [floor] = here.filter(({ is }) => is === 'floor');
    const [checked, allOn] = here.filter(({ is }) => is === 'ours');
    if (!backend || !floor || !checked || !allOn) return [];
    const bestPeer = Math.max(...here.filter(({ is }) => is === 'peer').map(({ perSecond }) => perSecond));
    const bar = (what: string, value: number, least: number): string =>
      `${value >= least ? 'holds' : 'FAILS'}  ${connections} connections: ${what}: ${value.toFixed(2)}, at least ${least}`;
    const tail = (cell: Cell): string =>
      `${cell.p99 <= 2 * floor.p99 ? 'holds' : 'FAILS'}  ${connections} connections: p99 of ${cell.name}: ${cell.p99.toFixed(2)} ms, at most twice ${floor.p99.toFixed(2)}`;
    const share = floor.perSecond / backend.perSecond;
    return [
      ...(share < leastShare
        ? [`VOID   ${connections} connections: the floor has ${share.toFixed(2)} of the backend's rate`]
        : []),
      bar('everything on, of the floor', allOn.perSecond / floor.perSecond, 0.5),
      ...(bestPeer > 0
        ? [
            bar('everything on, of the best peer', allOn.perSecond / bestPeer, 2),
            bar('access and validation, of the best peer', checked.perSecond / bestPeer, 3),
          ]
        : [
            `-      ${connections} connections: no peer is installed (npm ci --prefix bench/peers --ignore-scripts)`,
          ]),
      tail(checked),
      tail(allOn),
    ];
  });
}

/** The table and what follows from it. */
export function renderCells(cells: readonly Cell[]): string {
  const sorted = [...cells].sort((a, b) => a.connections - b.connections);
  const rows = sorted.map(({ name, connections, perSecond, p50, p99, processor }) =>
    [
      String(connections).padStart(4),
      name.padEnd(38),
      perSecond.toFixed(0).padStart(7),
      p50.toFixed(2).padStart(7),
      p99.toFixed(2).padStart(7),
      (Number.isNaN(processor) ? '' : processor.toFixed(0)).padStart(7),
    ].join('  '),
  );
  return ['conn  subject                                  calls/s   p50 ms   p99 ms   cpu µs', ...rows].join(
    '\n',
  );
}
