import type { ToControl } from '../../../src/wire/index.ts';
import type { Machines } from '../world/machines.ts';
import type { Burst, Down, Host, Model, Plane, Store } from './model.ts';

/** A state that is being changed by one action. */
export interface Draft {
  readonly machines: Machines;
  store: Store;
  backup: Store | null;
  epochs: number;
  readonly planes: [Plane, Plane];
  readonly hosts: [Host, Host];
  faults: number;
  /** What is sent during the action, by host. */
  readonly up: [ToControl[], ToControl[]];
  readonly down: [Down[], Down[]];
}

export type Index = 0 | 1;
export const both: readonly Index[] = [0, 1];

export function draftOf(model: Model, machines: Machines): Draft {
  return {
    ...model,
    machines,
    planes: [...model.planes],
    hosts: [...model.hosts],
    up: [[], []],
    down: [[], []],
  };
}

/** The state after the action: what was sent is on its way. */
export function modelOf(draft: Draft): Model {
  flush(draft);
  const { store, backup, epochs, planes, hosts, faults } = draft;
  return { store, backup, epochs, planes: [...planes], hosts: [...hosts], faults };
}

export function flush(draft: Draft): void {
  for (const h of both) {
    const { line } = draft.hosts[h];
    const up = draft.up[h].splice(0);
    const down = draft.down[h].splice(0);
    if (line === null || up.length + down.length === 0) continue;
    changeHost(draft, h, {
      line: { ...line, up: followedBy(line.up, up), down: followedBy(line.down, down) },
    });
  }
}

function followedBy<M>(bursts: readonly Burst<M>[], burst: Burst<M>): readonly Burst<M>[] {
  return burst.length === 0 ? bursts : [...bursts, burst];
}

export function changeHost(draft: Draft, h: Index, change: Partial<Host>): void {
  draft.hosts[h] = { ...draft.hosts[h], ...change };
}

export function changePlane(draft: Draft, p: Index, change: Partial<Plane>): void {
  draft.planes[p] = { ...draft.planes[p], ...change };
}

export function changePeer(draft: Draft, p: Index, h: Index, peer: Host['peers'][0]): void {
  const { peers } = draft.hosts[h];
  changeHost(draft, h, { peers: p === 0 ? [peer, peers[1]] : [peers[0], peer] });
}
