import { sameRef } from '../../../src/wire/index.ts';
import type { Machines } from '../world/machines.ts';
import { type Action, actionsOf, gatewaysOf, perform, type Scope } from './actions.ts';
import { canonical } from './canonical.ts';
import { draftOf, type Index, modelOf } from './draft.ts';
import { start } from './gateway-side.ts';
import { growing } from './growing.ts';
import { inCircle } from './in-circle.ts';
import { Broken, digestOfEntries, type Host, type Model, views } from './model.ts';
import { visited } from './visited.ts';

export interface Exploration {
  readonly states: number;
  readonly steps: number;
  readonly converged: number;
  /** The longest way on which a state was found; with all of one depth first, it is the longest shortest way. */
  readonly depth: number;
  /** What does not hold, with the shortest way to it. */
  readonly violation: { readonly message: string; readonly trace: readonly string[] } | undefined;
}

/** Steps between two reports. */
const progressSteps = 500_000;

/**
 * Visits every state that can be reached, and checks that each comes to rest by itself, whatever happens first. All
 * states of one depth come before the next ones, so that what is found is shown by the shortest way; of a large scope the
 * newest comes first, so that few of them have to be held.
 */
export function explore(
  scope: Scope,
  faults: number,
  machines: Machines,
  onProgress: (states: number, waiting: number) => void = () => undefined,
): Exploration {
  const seen = visited();
  const parents = growing();
  /** Which of the actions of its parent led to a state. */
  const actions = growing();
  /** Pairs of state and successor, of what happens by itself. */
  const edges = growing();
  const first = firstModel(scope, faults, machines);
  /** States whose actions were not looked at yet. */
  const waiting: { number: number; depth: number; model: Model }[] = [];
  let steps = 0;
  let deepest = 0;
  let converged = 0;
  const result = (message?: string, at?: number, last?: string): Exploration => ({
    states: seen.size,
    steps,
    depth: deepest,
    converged,
    violation:
      message === undefined ? undefined : { message, trace: [...wayTo(at ?? 0), ...(last ? [last] : [])] },
  });

  /** What happened until then: all of it once more. */
  function wayTo(number: number): string[] {
    const way: number[] = [];
    for (let at = number; at > 0; at = parents.at(at)) way.push(actions.at(at));
    let model = first;
    return way.reverse().map((index) => {
      const action = actionsOf(model, scope)[index] as Action;
      model = perform(model, action, machines);
      return action.name;
    });
  }

  function numberOf(model: Model, parent: number, action: number, depth: number): number {
    const known = seen.size;
    const number = seen.numberOf(canonical(model));
    if (number < known) return number;
    parents.push(parent);
    actions.push(action);
    waiting.push({ number, depth, model });
    deepest = Math.max(deepest, depth);
    return number;
  }

  numberOf(first, 0, 0, 0);
  while (waiting.length > 0) {
    for (const { number, depth, model } of scope.isLarge === true ? waiting.splice(-1) : waiting.splice(0)) {
      let moves = false;
      for (const [index, action] of actionsOf(model, scope).entries()) {
        if (++steps % progressSteps === 0) onProgress(seen.size, waiting.length);
        let after: Model;
        try {
          after = perform(model, action, machines);
        } catch (error) {
          if (error instanceof Broken) return result(error.message, number, action.name);
          throw error;
        }
        const successor = numberOf(after, number, index, depth + 1);
        if (action.kind !== 'step') continue;
        moves = true;
        if (successor === number) return result('something happens and changes nothing', number, action.name);
        edges.push(number);
        edges.push(successor);
      }
      if (moves) continue;
      const why = unrest(model, gatewaysOf(scope));
      if (why !== undefined) return result(`nothing happens any more, and ${why}`, number);
      converged++;
    }
  }
  const endless = inCircle(seen.size, edges);
  if (endless !== undefined) return result('this goes on without end', endless);
  return result();
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
