import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Load, load, type Target } from './calls/load.ts';
import { forked, ownSubjects, peerSubjects, type Subject } from './calls/subjects.ts';
import { type Cell, verdicts } from './calls/verdicts.ts';
import { median } from './support/result.ts';

const rounds = 3;
const connectionsOf = [1, 16] as const;

/** How much of the calls those get that are slow, so that a run has an end. */
const shareOfSlow = 1 / 10;

export interface CallsResult {
  readonly cells: readonly Cell[];
  readonly verdicts: readonly string[];
  /** Calls that were made of others, and requests that the backend got of them. */
  readonly counts: { readonly calls: number; readonly backendRequests: number };
}

/**
 * `tools/call` through the gateway, a bare proxy, servers of the SDKs and programs of others, all on one backend: every
 * subject in every round, at one connection and at sixteen, each round in the order of the one before.
 */
export async function benchCalls(calls: number, withPeers = true): Promise<CallsResult> {
  const children: ChildProcess[] = [];
  const directory = await mkdtemp(join(tmpdir(), 'reshapr-bench-'));
  try {
    const { child: backend, origin } = await forked('backend.ts', [], children);
    const own = await ownSubjects(origin, directory, children);
    const subjects = [...own, ...(withPeers ? await peerSubjects(origin, directory, children) : [])];
    const before = await countOf(backend);
    const loads = new Map<string, Load[]>();
    const note = (name: string, connections: number, one: Load): void => {
      const cell = `${connections} ${name}`;
      loads.set(cell, [...(loads.get(cell) ?? []), one]);
    };

    let made = 0;
    const call = (subject: Subject, connections: number): Promise<Load> => {
      const isSlow = subject.is === 'sdk' || subject.is === 'peer';
      const amount = Math.max(connections, Math.round(isSlow ? calls * shareOfSlow : calls));
      made += amount;
      return load(targetOf(subject), connections, amount);
    };
    // What was never called is not compiled to machine code yet.
    for (const subject of subjects) await call(subject, 16);
    for (let round = 0; round < rounds; round++)
      for (const connections of connectionsOf) {
        note('backend alone', connections, await load(directly(origin), connections, calls));
        for (const subject of subjects) note(subject.name, connections, await call(subject, connections));
      }
    const direct = calls * rounds * connectionsOf.length;
    const kinds = new Map(subjects.map(({ name, is }) => [name, is]));
    const cells = [...loads].map(([cell, all]): Cell => {
      const [connections = '', ...name] = cell.split(' ');
      const of = (pick: (one: Load) => number | undefined): number =>
        median(all.map((one) => pick(one) ?? Number.NaN));
      return {
        name: name.join(' '),
        is: kinds.get(name.join(' ')) ?? 'backend',
        connections: Number(connections),
        perSecond: of(({ perSecond }) => perSecond),
        p50: of(({ p50 }) => p50),
        p99: of(({ p99 }) => p99),
        processor: of(({ processor }) => processor),
      };
    });
    const backendRequests = (await countOf(backend)) - before - direct;
    return { cells, verdicts: verdicts(cells), counts: { calls: made, backendRequests } };
  } finally {
    for (const child of children) child.kill('SIGKILL');
    await rm(directory, { recursive: true, force: true });
  }
}

function directly(origin: string): Target {
  const path = '/orders/o-17?limit=20';
  return { url: `${origin}${path}`, method: 'GET', headers: { accept: 'application/json' }, pid: undefined };
}

function targetOf({ endpoint: { url, headers, params }, pid }: Subject): Target {
  const body = JSON.stringify({ jsonrpc: '2.0', id: '[<id>]', method: 'tools/call', params });
  return { url, method: 'POST', headers, body, pid };
}

async function countOf(backend: ChildProcess): Promise<number> {
  backend.send('how many');
  const [count] = (await once(backend, 'message')) as [number];
  return count;
}
