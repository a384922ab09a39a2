import { createHash } from 'node:crypto';
import { sameRef } from '../../../src/wire/index.ts';
import type { Machines } from '../world/machines.ts';
import { actionsOf, gatewaysOf, perform, type Scope } from './actions.ts';
import { canonical } from './canonical.ts';
import { draftOf, type Index, modelOf } from './draft.ts';
import { start } from './gateway-side.ts';
import { Broken, digestOfEntries, type Host, type Model, views } from './model.ts';

export interface Exploration {
  readonly states: number;
  readonly steps: number;
  readonly converged: number;
  /** The longest shortest way to a state. */
  readonly depth: number;
  /** What does not hold, with the shortest way to it. */
  readonly violation: { readonly message: string; readonly trace: readonly string[] } | undefined;
}

/** Visits every state that can be reached, and checks that each comes to rest by itself, whatever happens first. */
export function explore(
  scope: Scope,
  faults: number,
  machines: Machines,
  onProgress: (states: number, waiting: number) => void = () => undefined,
): Exploration {
  const numbers = new Map<string, number>();
  const parents: number[] = [];
  const names: string[] = [];
  const kinds: ('rest' | 'moving')[] = [];
  /** Pairs of state and successor, of what happens by itself. */
  const edges: number[] = [];
  let level: { number: number; model: Model }[] = [];
  let steps = 0;
  let depth = 0;
  const result = (message?: string, at?: number, last?: string): Exploration => ({
    states: numbers.size,
    steps,
    depth,
    converged: kinds.filter((kind) => kind === 'rest').length,
    violation:
      message === undefined ? undefined : { message, trace: [...wayTo(at ?? 0), ...(last ? [last] : [])] },
  });

  function wayTo(number: number): string[] {
    const way: string[] = [];
    for (let at = number; at > 0; at = parents[at] as number) way.push(names[at] as string);
    return way.reverse();
  }

  function numberOf(model: Model, parent: number, name: string, next: typeof level): number {
    const key = createHash('md5').update(canonical(model)).digest('base64');
    let number = numbers.get(key);
    if (number !== undefined) return number;
    number = numbers.size;
    numbers.set(key, number);
    parents.push(parent);
    names.push(name);
    kinds.push('moving');
    next.push({ number, model });
    return number;
  }

  numberOf(firstModel(scope, faults, machines), 0, '', level);
  for (; level.length > 0; depth++) {
    const next: typeof level = [];
    for (const { number, model } of level) {
      let moves = false;
      for (const action of actionsOf(model, scope)) {
        steps++;
        let after: Model;
        try {
          after = perform(model, action, machines);
        } catch (error) {
          if (error instanceof Broken) return result(error.message, number, action.name);
          throw error;
        }
        const successor = numberOf(after, number, action.name, next);
        if (action.kind !== 'step') continue;
        moves = true;
        if (successor === number) return result('something happens and changes nothing', number, action.name);
        edges.push(number, successor);
      }
      if (moves) continue;
      const why = unrest(model, gatewaysOf(scope));
      if (why !== undefined) return result(`nothing happens any more, and ${why}`, number);
      kinds[number] = 'rest';
    }
    onProgress(numbers.size, next.length);
    level = next;
  }
  const endless = inCircle(numbers.size, edges);
  if (endless !== undefined) return result('this goes on without end', endless);
  return result();
}

/** A state from which what happens by itself can come back to itself: a run without faults that has no end. */
function inCircle(count: number, edges: readonly number[]): number | undefined {
  const left = new Uint32Array(count);
  const first = new Uint32Array(count + 1);
  for (let at = 0; at < edges.length; at += 2) {
    add(first, valueAt(edges, at) + 1, 1);
    add(left, valueAt(edges, at + 1), 1);
  }
  for (let at = 0; at < count; at++) add(first, at + 1, valueAt(first, at));
  const place = Uint32Array.from(first);
  const successors = new Uint32Array(edges.length / 2);
  for (let at = 0; at < edges.length; at += 2) {
    const from = valueAt(edges, at);
    successors[valueAt(place, from)] = valueAt(edges, at + 1);
    add(place, from, 1);
  }
  const ready: number[] = [];
  for (let state = 0; state < count; state++) if (left[state] === 0) ready.push(state);
  let done = 0;
  for (let state = ready.pop(); state !== undefined; state = ready.pop()) {
    done++;
    for (let at = valueAt(first, state); at < valueAt(first, state + 1); at++) {
      const successor = valueAt(successors, at);
      add(left, successor, -1);
      if (left[successor] === 0) ready.push(successor);
    }
  }
  return done === count ? undefined : left.findIndex((number) => number > 0);
}

function valueAt(numbers: ArrayLike<number>, index: number): number {
  return numbers[index] as number;
}

function add(numbers: Uint32Array, index: number, by: number): void {
  numbers[index] = valueAt(numbers, index) + by;
}

function firstModel(scope: Scope, faults: number, machines: Machines): Model {
  const plane = { up: true, read: 0, known: null };
  const host: Host = {
    ...{ process: null, disk: [], line: null, old: null, peers: [null, null], refused: false },
    ...{ pending: null, floor: null },
  };
  const store = { epoch: 1, signed: 0, revisions: [], headers: {} };
  const empty: Model = {
    store,
    backup: null,
    epochs: 1,
    planes: [plane, plane],
    hosts: [host, host],
    faults,
  };
  const draft = draftOf(empty, machines);
  for (const h of gatewaysOf(scope)) start(draft, h);
  return modelOf(draft);
}

/** Why it is not at rest: every gateway is to serve the view of the last revision, and everybody is to know it. */
function unrest({ store, planes, hosts }: Model, gateways: readonly Index[]): string | undefined {
  const name = store.revisions.at(-1);
  const desired = name === undefined ? undefined : digestOfEntries(views[name]);
  if (planes.some(({ up }) => !up)) return 'a control plane is down';
  for (const h of gateways) {
    const why = unrestOf(hosts[h], h, desired);
    if (why !== undefined) return why;
  }
  return undefined;
}

function unrestOf(
  { process, line, old, peers }: Host,
  h: Index,
  desired: string | undefined,
): string | undefined {
  const name = `gateway ${h + 1}`;
  if (process === null || line === null) return `${name} is gone`;
  if (process.link.state !== 'open' || old !== null) return `${name} is not connected`;
  const peer = peers[line.plane];
  if (peer?.stream !== line.stream || peer.flight !== null) return `${name} is not answered`;
  if (process.work !== null || process.waiting !== null) return `${name} is at work`;
  if (process.active?.ref.digest !== desired) return `${name} serves another view than is desired`;
  if (!sameRef(peer.active, process.active?.ref ?? null)) return `${name} is held to serve another view`;
  return undefined;
}
