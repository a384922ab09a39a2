import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';
import { percentile, timed } from '../support/result.ts';

/** What a number of calls took. */
export interface Load {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Microseconds of processors of the process that was called, for one call; undefined where the system does not say. */
  readonly processor: number | undefined;
}

export interface Target {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  /** Each request gets an id of its own in place of `[<id>]`: servers with sessions wait for one that is taken. */
  readonly body?: string;
  readonly pid: number | undefined;
}

/** Calls a target as often as is said, each connection one call after the other. Throws when a call fails. */
export async function load(target: Target, connections: number, calls: number): Promise<Load> {
  const { url, method, headers, body, pid } = target;
  const before = processorOf(pid);
  const times: number[] = [];
  const { ms, value } = await timed(() => {
    const run = autocannon({
      ...{ url, method, headers, connections, amount: calls, sampleInt: 10, timeout: 30 },
      ...(body === undefined ? {} : { body, idReplacement: true }),
    });
    // Its own percentiles are whole milliseconds.
    run.on('response', (_client, _status, _bytes, time) => times.push(time));
    return run;
  });
  if (value['2xx'] !== calls) throw new Error(`${calls - value['2xx']} calls failed at ${url}`);
  const after = processorOf(pid);
  return {
    perSecond: (calls / ms) * 1000,
    p50: percentile(times, 50),
    p99: percentile(times, 99),
    processor: before === undefined || after === undefined ? undefined : (after - before) / calls,
  };
}

/** Microseconds of processors that a process took so far (proc(5), `stat`), in steps of 10 ms. */
function processorOf(pid: number | undefined): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10_000;
  } catch {
    return undefined;
  }
}
