/** What a benchmark found: times for people, counts for tests. */
export interface Result {
  readonly name: string;
  /** What one unit of time is measured for, such as `ms` or `µs per call`. */
  readonly unit: string;
  readonly ours: number;
  /** The same as processor time of all threads, where others may have the processors too. */
  readonly processor?: number;
  /** The least that the same work can cost, measured in the same run, and what it is. */
  readonly floor: number;
  readonly floorIs: string;
  /** The 99th percentile of both, where it was measured often enough. */
  readonly p99?: { readonly ours: number; readonly floor: number };
  /** Bytes, which depend on the machine a little. */
  readonly bytes?: Readonly<Record<string, number>>;
  /** The floor as processor time. */
  readonly floorProcessor?: number;
  /** Floors that explain the other one. */
  readonly besides?: readonly Floor[];
  /** Milliseconds of processor time that parts of it took. */
  readonly processors?: Readonly<Record<string, number>>;
  /** Work done, which does not depend on the machine. */
  readonly counts: Readonly<Record<string, number>>;
}

type Floor = Pick<Result, 'floor' | 'floorProcessor' | 'floorIs'>;

export function render(result: Result): string {
  const { name, unit, ours, processor, p99, besides = [], bytes = {}, processors = {}, counts } = result;
  const work = Object.entries(counts).map(([what, count]) => `${what} ${count.toLocaleString('en')}`);
  return [
    name,
    `  ours   ${ours.toFixed(1)} ${unit}${ofProcessors(processor)}`,
    ...floorLines(result, result),
    ...(p99 === undefined ? [] : [`  p99    ${p99.ours.toFixed(1)} ${unit}, floor ${p99.floor.toFixed(1)}`]),
    ...besides.flatMap((beside) => floorLines(result, beside)),
    ...Object.entries(processors).map(([part, ms]) => `  of it  ${ms.toFixed(1)} ms of processors: ${part}`),
    ...Object.entries(bytes).map(
      ([what, count]) => `  bytes  ${Math.round(count).toLocaleString('en')} ${what}`,
    ),
    `  work   ${work.join(', ')}`,
  ].join('\n');
}

function floorLines({ unit, ours, processor }: Result, { floor, floorProcessor, floorIs }: Floor): string[] {
  return [
    `  floor  ${floor.toFixed(1)} ${unit}${ofProcessors(floorProcessor)}: ${floorIs}`,
    `  ratio  ${(ours / floor).toFixed(2)}${ofProcessors(processor && floorProcessor && processor / floorProcessor, 2)}`,
  ];
}

/** The value that `share` percent of the others do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((share / 100) * sorted.length) - 1)] ?? Number.NaN;
}

function ofProcessors(value: number | undefined, digits = 1): string {
  return value === undefined ? '' : `, ${value.toFixed(digits)} of processors`;
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Milliseconds that something takes, by the clock and of processors. */
export async function timed<T>(
  work: () => Promise<T> | T,
): Promise<{ ms: number; processorMs: number; value: T }> {
  const start = performance.now();
  const before = process.cpuUsage();
  const value = await work();
  const { user, system } = process.cpuUsage(before);
  return { ms: performance.now() - start, processorMs: (user + system) / 1_000, value };
}
